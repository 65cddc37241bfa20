"""One import of a spreadsheet, from its beginning to its undoing. What its rows say stands elsewhere: here are only their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities.imports import ImportBegun, ImportEnded, ImportUndone
from shared.kernel import Aggregate, Fact, Incoherent, NotFound, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from shared.contracts.activities.imports import RowRejected, ThingKept, ThingRecorded, ThingRefused
    from shared.contracts.vocabulary import Origin


class ImportBegunOtherwise(RuleBroken):
    """This import began before, with other choices: take it up again as it began."""

    pointer = "/batch_id"


class ImportEndedOtherwise(RuleBroken):
    """This import ended before, with other rows."""


class ImportNotEnded(RuleBroken):
    """This import has not ended: run it again first, it goes on where it stopped; then it can be undone."""


class ImportUndoneOtherwise(RuleBroken):
    """This import was undone before, with another outcome."""


class NotItsRows(Incoherent):
    """More rows are told than the file has: {told} of {rows}."""


class NotItsThings(Incoherent):
    """What is withdrawn, kept and refused must together be all that the import recorded, once each."""


class Import(Aggregate):
    """One import."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.begun: ImportBegun | None = None
        self.ended: ImportEnded | None = None
        self.undone: ImportUndone | None = None

    def begin(self, fact: ImportBegun) -> None:
        """Say how a file is to be imported. Said again, it is taken up again. Raises ImportBegunOtherwise."""
        if self.version:
            if self.begun == fact:
                return
            raise ImportBegunOtherwise
        self.record(fact)

    def end(self, recorded: Iterable[ThingRecorded], rejected: Iterable[RowRejected], origin: Origin) -> None:
        """Say what became of each row. Raises ImportEndedOtherwise, NotItsRows."""
        begun = self.known()
        fact = ImportEnded(
            batch_id=self.id, sheet=begun.sheet, recorded=tuple(recorded), rejected=tuple(rejected), origin=origin
        )
        if self.ended is not None:
            if self.ended == fact:
                return
            raise ImportEndedOtherwise
        told = len({one.row for one in fact.recorded} | {one.row for one in fact.rejected})
        if told > begun.rows:
            raise NotItsRows(told=told, rows=begun.rows)
        self.record(fact)

    def undo(
        self,
        withdrawn: Iterable[ThingRecorded],
        kept: Iterable[ThingKept],
        refused: Iterable[ThingRefused],
        origin: Origin,
    ) -> None:
        """Say what became of each thing when the import was undone. Raises ImportNotEnded, ImportUndoneOtherwise, NotItsThings."""
        begun = self.known()
        if self.ended is None:
            raise ImportNotEnded
        fact = ImportUndone(
            batch_id=self.id,
            sheet=begun.sheet,
            withdrawn=tuple(withdrawn),
            kept=tuple(kept),
            refused=tuple(refused),
            origin=origin,
        )
        if self.undone is not None:
            if self.undone == fact:
                return
            raise ImportUndoneOtherwise
        if _names((*fact.withdrawn, *fact.kept, *fact.refused)) != _names(self.ended.recorded):
            raise NotItsThings
        self.record(fact)

    def known(self) -> ImportBegun:
        """What was said first. Raises NotFound: the id may be that of something else."""
        if self.begun is None:
            raise NotFound
        return self.begun

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case ImportBegun():
                self.begun = fact
            case ImportEnded():
                self.ended = fact
            case ImportUndone():
                self.undone = fact


def _names(things: Iterable[ThingRecorded]) -> list[tuple[int, str, str]]:
    return sorted((one.row, one.thing.value, str(one.thing_id)) for one in things)
