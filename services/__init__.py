"""The services: councils (who), activities (what), reporting (figures), notifications (whom to tell), console (pages)."""
