"""The command of this room, and what its worker processes run."""
