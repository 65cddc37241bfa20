"""How fast it is, against something else measured in the same run: ratios, never promises about a machine."""
