"""Figures: what facts contribute, and the questions that figures answer."""
