"""What can be seen of draws: the list, each with its result, and what became of those who were drawn."""
