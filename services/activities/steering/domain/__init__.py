"""What may be said of steering bodies and of their sessions."""
