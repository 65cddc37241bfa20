"""What a case may say, its types as data, and how it stands on a day."""
