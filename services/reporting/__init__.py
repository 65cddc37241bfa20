"""Reporting: figures. Every fact kept as received, what each contributes, indicators as data, and the proof of each figure.

Records: nothing
Listens to: councils.*, activities.*
"""
