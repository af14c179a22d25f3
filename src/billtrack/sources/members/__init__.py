"""The files of the project unitedstates/congress-legislators, read with the care owed to what comes from outside."""

from billtrack.sources.members.reading import read_members

__all__ = ["read_members"]
