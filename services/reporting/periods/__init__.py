"""Periods: closed by the coordinator with what is missing, approved, reopened; what comes later stays visible as late."""
