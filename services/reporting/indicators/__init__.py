"""Indicators as data: what is counted, why, and how."""
