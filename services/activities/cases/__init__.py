"""Case files: what somebody of the team follows for a council until it is settled, and everything that happened about it."""
