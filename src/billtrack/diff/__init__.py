"""What changed between two texts: align the clauses, compare the words, classify the differences."""
