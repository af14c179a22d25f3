"""Show a comparison: one view, which every layout and format reads."""
