"""The words of a measure, and how to cite them."""
