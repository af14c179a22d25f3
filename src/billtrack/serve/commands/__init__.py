"""The commands of this room, and what the worker processes of the pages run."""
