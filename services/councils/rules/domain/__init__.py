"""The rules as data, the story that facts tell of a council, and the verdicts: pure, whatever the day."""
