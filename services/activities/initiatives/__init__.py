"""Initiatives of a council: proposed, adopted, funded, completed or given up."""
