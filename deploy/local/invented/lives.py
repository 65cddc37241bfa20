"""The eight lives, and how they are told to the services: through their public APIs, a few councils at a time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from deploy.local.client import REDIRECTED, Refused
from deploy.local.invented.course import live
from deploy.local.invented.diary import Diary, Said
from deploy.local.invented.founding import found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.console.importing.sending import Api

ARRONDISSEMENTS = ("10", "11", "13", "14", "17", "18", "19", "20")
"""Those of Paris that have a citizens' council."""
AT_ONCE = 4
"""Councils told at the same time. Each is told in its own order, one thing after the other."""
CAUSE = "invented-lives"
NEWS = frozenset({"/problems/unknown-council", "/problems/unknown-steering-body"})
"""What a service refuses until it has heard of it from the other."""
NEWS_TRIES, NEWS_SECONDS = 200, 0.05


def _life(arrondissement: str) -> tuple[str, tuple[Said, ...]]:
    diary = Diary(arrondissement)
    live(diary, found(diary))
    return diary.council_id, tuple(diary.entries())


def plan() -> dict[str, tuple[Said, ...]]:
    """Everything that is said of each council, in order: the same each time."""
    return dict(map(_life, ARRONDISSEMENTS))


def tell_lives(api: Api, say: Callable[[str], None]) -> Mapping[str, int]:
    """Say all of it, once, however often it is told; how much of each council. Raises Refused."""
    lives = plan()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = {pool.submit(tell_life, api, code, said): code for code, said in lives.items()}
        for rank, future in enumerate(as_completed(told), start=1):
            future.result()
            code = told[future]
            say(f"  {code} (inventé) : {len(lives[code])} choses dites, {rank}/{len(lives)} (things said)")
    return {code: len(said) for code, said in lives.items()}


def tell_life(api: Api, code: str, life: tuple[Said, ...]) -> None:
    """Say all of one council, in order, once. Raises Refused."""
    for number, said in enumerate(life, start=1):
        for _ in range(NEWS_TRIES):
            answer = api.attempt(
                said.service, said.path, said.body, key=f"{CAUSE}:{code}:{number}", cause=CAUSE, version=said.version
            )
            if answer.status < REDIRECTED or answer.body.get("type") not in NEWS:
                break
            time.sleep(NEWS_SECONDS)
        if answer.status >= REDIRECTED:
            raise Refused(answer.status, answer.body)
