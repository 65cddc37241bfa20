"""Reporting: figures. Every fact kept as received and found again, what each contributes, indicators as data, and the proof of each figure.

What was agreed with those who pay stands beside the figures, and how far it is reached.

Records: reporting.*
Listens to: councils.*, activities.*, reporting.*
"""
