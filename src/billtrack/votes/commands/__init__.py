"""The commands of this room: arguments in, one question asked, one answer out."""
