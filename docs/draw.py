# ruff: noqa: INP001, T201 - a script of its own, which prints what it finds
"""Refaire un tirage au sort publié, avec Python seul, d'après ce que dit docs/draw.md (méthode SHA256-PARITY-1).

python3 draw.py tirage.json liste1.txt liste2.txt … : les listes dans l'ordre où elles sont publiées.
(Does a published draw again, with nothing but Python. The lists come in the order in which they are published.)
"""

import hashlib
import json
import sys
from pathlib import Path

if {"-h", "--help"} & set(sys.argv):
    print(__doc__)
    sys.exit()
if len(sys.argv) < 3:  # noqa: PLR2004 - le script, le tirage, une liste
    sys.exit(__doc__)
try:
    draw = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    files = [Path(name).read_bytes() for name in sys.argv[2:]]
except (OSError, ValueError) as problem:
    sys.exit(f"Fichier illisible : {problem}\n\n{__doc__}")
if len(files) != len(draw["lists"]):
    sys.exit(f"Listes publiées : {len(draw['lists'])} ; données : {len(files)}")
pool = {}
for published, content in zip(draw["lists"], files, strict=True):
    if (hashlib.sha256(content).hexdigest(), content.count(b"\n")) != (published["digest"], published["tickets"]):
        sys.exit(f"Liste {published['rank']} : ce n'est pas le fichier publié")
    for line in content.decode("utf-8").split("\n")[:-1]:
        ticket, gender = line.split(";")
        pool.setdefault(ticket, (gender, published["kind"]))  # de plusieurs listes : une fois, comme dans la première

order = sorted(pool, key=lambda ticket: (hashlib.sha256(f"{draw['seed']}\n{ticket}".encode()).hexdigest(), ticket))
queue = {gender: [ticket for ticket in order if pool[ticket][0] == gender] for gender in "FM"}
turn, result = next((pool[ticket][0] for ticket in order if pool[ticket][0] in queue), "F"), []
for place, at_this_place in enumerate(order[: draw["seats"] + draw["reserve"]], start=1):
    ticket = at_this_place  # ni F ni M : il garde sa place
    if pool[ticket][0] in queue:
        ticket = (queue[turn] or queue["FM".replace(turn, "")]).pop(0)
        turn = "FM".replace(pool[ticket][0], "")
    gender, kind = pool[ticket]
    result.append(
        {"rank": place, "ticket": ticket, "kind": kind, "gender": gender, "is_reserve": place > draw["seats"]}
    )

for rank in range(1, max(len(result), len(draw["drawn"])) + 1):
    published, found = draw["drawn"][rank - 1 : rank], result[rank - 1 : rank]
    if published != found:
        sys.exit(f"Le rang {rank} diffère : publié {published}, trouvé {found}")
print(f"Tirage reproduit, rangs : {len(result)}")
