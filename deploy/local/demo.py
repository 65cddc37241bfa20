"""The visit: a fresh house, the real records, their figures, one figure explained; invented lives beside them; and the proof."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deploy.local.client import Client
from deploy.local.invented import FIRST_DAY, LAST_DAY, tell_lives
from deploy.local.launcher import is_free
from deploy.local.paths import PORTS, Place, make_folder
from deploy.local.questions import figures, figures_in_words, import_file, replay, trace
from deploy.local.residence import HouseApart, addresses
from deploy.local.speech import Outcome
from shared.contracts.vocabulary import INVENTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.local.speech import Progress

RECORDS = Path(__file__).with_name("real_records.json")
"""Twenty-seven public records of the Paris councils, each with its published source."""

PERIOD = {"from": "2015-01-01", "to": "2018-12-31"}
EXPLAINED, OF_COUNCIL = "VIE-03", "CC18"
UNREAL = ("lives", "invented")
"""Chapters that tell of what never was."""
PORT_STEP = 100
SIDE_BY_SIDE = 4
"""Councils in one table of figures."""
UNCHANGED = "Les chiffres des enregistrements réels n'ont pas changé : ni par conseil, ni de l'ensemble."
MIXED = (
    "À partir de septembre 2023, un chiffre de l'ensemble ou d'un arrondissement mêlerait le réel et l'inventé : "
    "demandez-le par conseil. (Since then a figure of all councils would mix real and invented: ask by council.)"
)
ALL_GONE = "Tout est arrêté et effacé. Pour ouvrir les pages : ./fil demo (sans --once), ou ./fil up."
TITLES = {
    "import": "import des enregistrements réels",
    "figures": "chiffres de la période 2015-2018, par conseil",
    "trace": f"un chiffre expliqué : {EXPLAINED} du conseil {OF_COUNCIL}",
    "lives": "huit conseils inventés, sur dix-huit mois (eight invented councils, over eighteen months)",
    "invented": "chiffres des conseils inventés, par conseil",
    "replay": "preuve : tout recalculer depuis les faits, et comparer",
    "addresses": "adresses",
}


def visit(say: Progress, *, once: bool, as_json: bool, real_only: bool) -> Outcome:
    """Raises CannotStart, Refused. Leaves nothing running, and no data unless something failed."""
    place = fresh_place()
    say(f"données dans {place.home}, ports à partir de {place.port_base}")
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, signal.default_int_handler)  # leave as politely as with Ctrl-C
    failed = True
    try:
        house = HouseApart.start(place, say, outliving=False)
        try:
            outcome = tell(place, say, aloud=not as_json, real_only=real_only, stays=not once)
            if not once:
                stay(house, outcome, as_json=as_json)
        finally:
            house.stop()
        failed = outcome.code != 0
    except KeyboardInterrupt:
        failed = False
        raise
    finally:
        if failed:
            say(f"échec ; les données et les journaux restent dans {place.home}")
        else:
            shutil.rmtree(place.home)
    return Outcome(outcome.data, [] if failed or not once else [ALL_GONE], outcome.code)


def tell(place: Place, say: Progress, *, aloud: bool, real_only: bool, stays: bool) -> Outcome:
    """The whole story, chapter by chapter; addresses only where the house stays. Raises Refused."""
    told: dict[str, Outcome] = {}
    with Client(place) as client:
        chapters: dict[str, Callable[[], Outcome]] = {
            "import": lambda: import_file(client, RECORDS, dry_run=False),
            "figures": lambda: figures(client, {**PERIOD, "by": "council"}),
            "trace": lambda: trace(client, EXPLAINED, {**PERIOD, "council": OF_COUNCIL}),
            "lives": lambda: tell_lives_apart(client, say),
            "invented": lambda: figures_of_the_invented(client),
            "replay": lambda: replay(client),
        }
        if stays:
            chapters["addresses"] = lambda: addresses(place)
        for name, chapter in chapters.items():
            if real_only and name in UNREAL:
                continue
            say(TITLES[name])
            told[name] = chapter()
            if aloud:
                print("\n".join(["", *told[name].lines, ""]), flush=True)
    return Outcome({name: outcome.data for name, outcome in told.items()}, [], max(o.code for o in told.values()))


def tell_lives_apart(client: Client, say: Progress) -> Outcome:
    """Tell the invented lives, and see that the figures of the real records are what they were. Raises Refused."""
    before = real_figures(client)
    lives = tell_lives(client, say)
    unchanged = real_figures(client) == before
    said = [
        f"{sum(lives.values())} choses dites de {len(lives)} conseils inventés : {', '.join(lives)}. Rien n'y est vrai.",
        UNCHANGED if unchanged else "Les chiffres des enregistrements réels ont CHANGÉ.",
        MIXED,
    ]
    return Outcome({"said": lives, "real_figures_unchanged": unchanged}, said, code=0 if unchanged else 1)


def real_figures(client: Client) -> list[tuple[Any, ...]]:
    """The figures of the real records, council by council and of all councils together."""
    told = [one for by in ("council", None) for one in figures(client, {**PERIOD, "by": by}).data["figures"]]
    return [
        (one["indicator"], one["scope"], one["value"], one["unknown"], one["at_least"])
        for one in told
        if not one["scope"].get("council", "").startswith(INVENTED)
    ]


def figures_of_the_invented(client: Client) -> Outcome:
    """Their figures, council by council, apart from those of real councils."""
    asked = {"from": FIRST_DAY.isoformat(), "to": LAST_DAY.isoformat(), "by": "council"}
    answer = figures(client, asked).data
    invented = [one for one in answer["figures"] if one["scope"]["council"].startswith(INVENTED)]
    codes = sorted({one["scope"]["council"] for one in invented})
    lines = []
    for some in (codes[:SIDE_BY_SIDE], codes[SIDE_BY_SIDE:]):
        mine = [one for one in invented if one["scope"]["council"] in some]
        lines += [*figures_in_words({**answer, "figures": mine}), ""]
    return Outcome({**answer, "figures": invented}, lines[:-1])


def stay(house: HouseApart, outcome: Outcome, *, as_json: bool) -> None:
    """Let people look around until Ctrl-C."""
    if as_json:
        print(json.dumps(outcome.data, ensure_ascii=False), flush=True)
    else:
        print(f"D'un autre terminal : FIL_HOME={shlex.quote(str(house.place.home))} ./fil figures …")
        print("Ctrl-C arrête tout et efface cette démonstration.", flush=True)
    with suppress(KeyboardInterrupt):
        house.wait(lambda: False)


def fresh_place() -> Place:
    """An empty folder, and ports that nobody has: never those of the house that people use."""
    if "FIL_HOME" in os.environ:
        mine = Place.from_environment()
        make_folder(mine.home)
        folder = tempfile.mkdtemp(prefix="demo-", dir=mine.home)
    else:
        folder = tempfile.mkdtemp(prefix="fil-demo-")
    return Place(Path(folder).resolve(), free_base())


def free_base() -> int:
    """The base that was asked for; the usual one, or else the next that is free."""
    usual = Place.from_environment().port_base
    if "FIL_PORT_BASE" in os.environ:
        return usual
    for base in range(usual, 65_000, PORT_STEP):
        if all(is_free(base + offset) for offset in PORTS.values()):
            return base
    return usual
