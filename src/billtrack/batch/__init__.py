"""Batch: the same work on many tasks, in this process, in several, or on a Dask cluster of many machines.

Knows nothing of measures or archives.  Work is a function of a module, and a task and its answer are values that
another process can be sent.  A task holds no password: a cluster writes down what it is sent.
"""

from billtrack.batch.crew import Alone, Crew
from billtrack.batch.processes import Processes

__all__ = ["Alone", "Crew", "Processes"]
