"""What must hold, as sentences: one folder for each service, and for what no service owns alone."""
