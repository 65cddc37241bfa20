"""Ways to run the house: on one machine, or like production."""
