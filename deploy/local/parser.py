"""How the command line is read, and how it answers those who asked wrongly: in French, then in the words of argparse."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADINGS = {"options": "Options", "positional arguments": "Arguments"}
COMPLAINTS = {
    r"the following arguments are required: (.+)": r"il manque : \1",
    r"unrecognized arguments: (.+)": r"argument inconnu : \1",
    r"argument (.+?): expected one argument": r"\1 : il manque sa valeur",
    r"argument (.+?): not allowed with argument (.+)": r"\1 : pas avec \2",
    r"argument (.+?): ignored explicit argument (.+)": r"\1 : ne prend pas de valeur (\2)",
    r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)": r"\1 : \2 n'existe pas ; au choix : \3",
}
"""What argparse says of a demand, and its French."""
NOT_UNDERSTOOD = "demande non comprise"
"""For what a version of argparse says otherwise: its own words follow in any case."""


class Help(argparse.HelpFormatter):
    """Help whose own words are French."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """French puts a space before the colon that follows."""
        super().start_section(f"{HEADINGS.get(heading, heading)} " if heading else heading)


class Parser(argparse.ArgumentParser):
    """A parser of our command line; its subparsers are of this class too."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**said, formatter_class=Help, allow_abbrev=False, add_help=False)

    def error(self, message: str) -> NoReturn:
        found = (match.expand(french) for said, french in COMPLAINTS.items() if (match := re.fullmatch(said, message)))
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog} : {next(found, NOT_UNDERSTOOD)}\n    ({message})\n")
