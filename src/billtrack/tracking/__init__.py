"""Documents in, changes out: import, track, sync, changes, verify."""
