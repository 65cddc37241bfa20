"""Persons: who they are, in a vault of their own; facts know their ids only."""
