"""What may be said of an initiative."""
