"""The engine over SQLite: the only room that loads ``sqlite3``."""
