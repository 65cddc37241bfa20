"""The visit: a fresh house, the real records, their figures, one figure explained, and the proof."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.local.client import Client
from deploy.local.launcher import is_free
from deploy.local.paths import PORTS, Place, make_folder
from deploy.local.questions import figures, import_file, replay, trace
from deploy.local.residence import HouseApart, addresses
from deploy.local.speech import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from deploy.local.speech import Progress

RECORDS = Path(__file__).with_name("real_records.json")
"""Twenty-seven public records of the Paris councils, each with its published source."""

PERIOD = {"from": "2015-01-01", "to": "2018-12-31"}
EXPLAINED, OF_COUNCIL = "VIE-03", "CC18"
PORT_STEP = 100
ALL_GONE = "Tout est arrêté et effacé. Pour ouvrir les pages : ./fil demo (sans --once), ou ./fil up."
TITLES = {
    "import": "import des enregistrements réels",
    "figures": "chiffres de la période 2015-2018, par conseil",
    "trace": f"un chiffre expliqué : {EXPLAINED} du conseil {OF_COUNCIL}",
    "replay": "preuve : tout recalculer depuis les faits, et comparer",
    "addresses": "adresses",
}


def visit(say: Progress, *, once: bool, as_json: bool) -> Outcome:
    """Raises CannotStart, Refused. Leaves nothing running, and no data unless something failed."""
    place = fresh_place()
    say(f"données dans {place.home}, ports à partir de {place.port_base}")
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, signal.default_int_handler)  # leave as politely as with Ctrl-C
    failed = True
    try:
        house = HouseApart.start(place, say, outliving=False)
        try:
            outcome = tell(place, say, aloud=not as_json, stays=not once)
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


def tell(place: Place, say: Progress, *, aloud: bool, stays: bool) -> Outcome:
    """The whole story, chapter by chapter; addresses only where the house stays."""
    told: dict[str, Outcome] = {}
    with Client(place) as client:
        chapters: dict[str, Callable[[], Outcome]] = {
            "import": lambda: import_file(client, RECORDS, dry_run=False),
            "figures": lambda: figures(client, {**PERIOD, "by": "council"}),
            "trace": lambda: trace(client, EXPLAINED, {**PERIOD, "council": OF_COUNCIL}),
            "replay": lambda: replay(client),
        }
        if stays:
            chapters["addresses"] = lambda: addresses(place)
        for name, chapter in chapters.items():
            say(TITLES[name])
            told[name] = chapter()
            if aloud:
                print("\n".join(["", *told[name].lines, ""]), flush=True)
    return Outcome({name: outcome.data for name, outcome in told.items()}, [], max(o.code for o in told.values()))


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
