"""Eight councils whose lives are invented, one for each arrondissement that has a council, told beside the real records.

Nothing in them is true, and all of it says so: codes begin with `INV-`, names and titles say *(inventé)*, districts are of a department
that does not exist, each fact has an `INV-` record and the cause `invented-lives`. Real and invented councils share one house. Figures by
council keep them apart; of the years of the real records (until 2018) even a figure of all councils is untouched, as the invented ones
begin in September 2023. From then on such a figure would mix both, and the visit shows none.
"""

from deploy.local.invented.diary import FIRST_DAY, LAST_DAY
from deploy.local.invented.lives import plan, tell_lives

__all__ = ["FIRST_DAY", "LAST_DAY", "plan", "tell_lives"]
