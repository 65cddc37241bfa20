"""How far a council works by itself, told from facts: who called its meetings, chaired them, wrote their minutes.

It records nothing and decides nothing: the facts are those of meetings. What people think of it, on the grid of eight
items, stands beside it in the council's file (AUT-01).
"""
