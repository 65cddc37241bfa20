"""What only containers run."""
