"""The team: posts, recruitment, absences, and what is handed over."""
