"""A plugin of pytest that hides the libraries of billtrack's extras: ``pytest -p without_extras``."""

from __future__ import annotations

import sys

LIBRARIES = ("starlette", "uvicorn", "mcp", "psycopg", "duckdb", "distributed", "dask")
"""What ``import`` and ``find_spec`` no longer find."""

for library in LIBRARIES:
    sys.modules[library] = None  # type: ignore[assignment]  # what the import system takes for missing
