"""What can be seen of councils: the list, each with its stages, districts and members on any day; and what stands on each."""
