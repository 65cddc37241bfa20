"""The house on one machine: the launcher that keeps its processes, and the command line that people type."""
