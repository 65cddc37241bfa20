"""The agreements with those who pay: objectives, targets, who pays which part, comments; and how far each target is reached."""
