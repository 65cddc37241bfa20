"""Imports of spreadsheets: which began, what each recorded, and what became of it when it was undone."""
