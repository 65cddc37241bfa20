"""Reporting: figures. Every fact kept as received and found again, what each contributes, indicators as data, and the proof of each figure.

Records: nothing
Listens to: councils.*, activities.*
"""
