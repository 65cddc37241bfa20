"""Representation: the seats of councils in steering bodies, and who holds them."""
