"""The commands of this room, and what a worker process of the pages runs."""
