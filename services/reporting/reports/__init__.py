"""Reports: what is handed to those who pay, to councils, to everybody; issued as of a point in the logs, the same for ever."""
