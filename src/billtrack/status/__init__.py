"""Where a measure stands, its history, and the list of all."""
