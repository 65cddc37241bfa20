"""One year of one council, as it was lived and entered. Everybody and everything in it is invented.

The council « Les Deux Passages » is founded in January 2018. Six residents drawn by lot and three local actors sit in it. Nadia
supports it until the summer; Omar covers for her, then takes over. It meets nine times, fails to meet once, sits in two steering
bodies, asks, is promised, refers a matter to the prefect; of its three initiatives one is done, one given up, one still wants money.

A day is that on which something was *entered*; what it says may have happened before. `expected.py` has what must come of it.
"""

from __future__ import annotations

from tests.scenario.from_july_to_the_end import AUTUMN, END_OF_THE_YEAR, LATE_ENTRY, SUMMER
from tests.scenario.from_winter_to_june import FOUNDING, SPRING, WINTER

STORY = (*FOUNDING, *WINTER, *SPRING, *SUMMER, *AUTUMN, *LATE_ENTRY, *END_OF_THE_YEAR)
