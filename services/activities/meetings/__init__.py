"""Meetings of a council: planned, held, cancelled, and who was counted."""
