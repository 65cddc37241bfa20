"""A council's file: what is said of it one entry at a time, each of which may be corrected or withdrawn."""
