"""`python -m tests.contracts.write_snapshots`: adds the schema and the sample of each new fact.

It overwrites nothing. A schema that the code no longer keeps is named, and written again only with `--change`: look at
the difference first, as every reader of that fact was promised the former one. A sample is never written again.
"""

from __future__ import annotations

import sys

from tests.contracts.snapshots import TESTS, changed_schemas, missing


def main(arguments: list[str]) -> int:
    """Write what may be written; 1 when a promise was changed and that was not asked for."""
    written = missing()
    changed = changed_schemas()
    if "--change" in arguments:
        written |= changed
        changed = {}
    for path, content in written.items():
        path.write_bytes(content)
        sys.stdout.write(f"written: {path.relative_to(TESTS)}\n")
    for path in changed:
        sys.stdout.write(f"changed in the code, left alone: {path.relative_to(TESTS)} (see --change)\n")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
