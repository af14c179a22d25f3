"""The engine over PostgreSQL 15 or later: the only room that loads ``psycopg``."""
