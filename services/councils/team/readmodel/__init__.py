"""What can be seen of the team, and of what is open for each council."""
