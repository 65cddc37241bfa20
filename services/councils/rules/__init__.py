"""The rules of the law (R01 to R30), evaluated on any day against what was so on that day."""
