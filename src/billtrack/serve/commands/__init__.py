"""The commands of this room: arguments in, a server started."""
