"""A comparison to look at: one view of it, read by every layout and format."""
