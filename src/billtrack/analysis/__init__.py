"""Questions about measures: pure, total, deterministic; no files, no clock, no screen."""
