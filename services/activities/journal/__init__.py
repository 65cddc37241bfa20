"""The journal of the work: what is done for the councils, one entry at a time."""
