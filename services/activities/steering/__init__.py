"""Steering bodies of the city contract, their sessions, and who spoke there for the councils."""
