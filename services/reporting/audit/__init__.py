"""The audit view: any fact, by anyone or anything, found by what it is about and told in words."""
