"""The team over HTTP: posts, absences, what is open and handed over, and the team on a day.

People of the team are helped here, not watched: no answer ranks them or counts what one of them did, and no request has
room for the reason of an absence.
"""

from __future__ import annotations

from fastapi import APIRouter

from services.councils.team.api.absences import add_absences
from services.councils.team.api.handovers import add_handovers
from services.councils.team.api.people import add_people
from services.councils.team.api.posts import add_posts
from services.councils.team.application import Absences, Handovers, Posts
from services.councils.team.readmodel.open_matters import OpenMatters
from services.councils.team.readmodel.views import TeamViews
from shared.platform.clock import Clock
from shared.platform.web import router


def routes(
    posts: Posts, absences: Absences, handovers: Handovers, views: TeamViews, open_now: OpenMatters, clock: Clock
) -> APIRouter:
    """What can be done with the team, and seen of it."""
    routes = router()
    add_posts(routes, posts, views, clock)
    add_absences(routes, absences, views)
    add_handovers(routes, handovers, views, open_now, clock)
    add_people(routes, views, clock)
    return routes
