"""What is told step by step may be told again: its life is said anew from the beginning, by the very rules by which it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from shared.kernel import Aggregate, Refusal, RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from shared.contracts.activities.life import Life
    from shared.contracts.vocabulary import AmendmentReason, Origin


class StepNotSaid(RuleBroken):
    """This was never said of it: there is nothing to correct or to withdraw. What was said: {known}."""

    def __init__(self, pointer: str, known: Iterable[str]) -> None:
        super().__init__(known=", ".join(known))
        self.pointer = pointer


class LaterStepsStandOnIt(RuleBroken):
    """Something that was said later stands on this: withdraw that first."""

    pointer = "/step"


class BeginsWithThisStep(RuleBroken):
    """All that is said of it begins with this: withdraw the whole instead."""

    pointer = "/step"


def changes_of(asked: BaseModel) -> dict[str, dict[str, Any]]:
    """What a request says again, by the address of each step: `{"grants": {"0198…": {…}}}` is of the step `grants/0198…`."""
    found: dict[str, dict[str, Any]] = {}
    for name in asked.model_fields_set:
        match getattr(asked, name):
            case BaseModel() as step if name != "origin":
                found[name] = dict(step)
            case dict() as steps:
                found |= {f"{name}/{key}": dict(step) for key, step in steps.items()}
    return found


class Told(Aggregate):
    """Something that people tell step by step, and may tell again."""

    def life(self) -> Life:
        """What stands of it. Raises NotFound, or what refuses to say more of it."""
        raise NotImplementedError

    def say(self, step: Any, today: date) -> None:
        """Say one step, as it was or is said. Raises what the rules of that step refuse."""
        raise NotImplementedError

    def amend(self, before: Any, after: Any, reason: AmendmentReason, origin: Origin) -> None:
        """Record that its life is told otherwise."""
        raise NotImplementedError

    def correct(
        self, changes: Mapping[str, Mapping[str, Any]], reason: AmendmentReason, origin: Origin, *, today: date
    ) -> None:
        """Say some steps again, each by its address, with other words; all that was said after them must still hold.

        Words under no address are of the step with which it begins, whatever that is. Raises StepNotSaid, and what the steps
        refuse, at the place of the step.
        """
        before = self.life()
        steps = before.steps
        for address in changes:
            if address and address not in steps:
                raise StepNotSaid(f"/{address}", steps)
        beginning = next(iter(steps))
        words = {**changes, beginning: {**changes.get("", {}), **changes.get(beginning, {})}}
        after = self._tell({at: step.model_copy(update=words.get(at, {})) for at, step in steps.items()}, today)
        if after != before:
            self.amend(before, after, reason, origin)

    def withdraw_step(self, address: str, reason: AmendmentReason, origin: Origin, *, today: date) -> None:
        """Say that one step should never have been said. Raises StepNotSaid, BeginsWithThisStep, LaterStepsStandOnIt."""
        before = self.life()
        steps = before.steps
        if address not in steps:
            raise StepNotSaid("/step", steps)
        if next(iter(steps)) == address:
            raise BeginsWithThisStep
        try:
            after = self._tell({at: step for at, step in steps.items() if at != address}, today)
        except Refusal as refusal:
            raise LaterStepsStandOnIt from refusal
        self.amend(before, after, reason, origin)

    def _tell(self, steps: Mapping[str, Any], today: date) -> Life:
        again = type(self)(self.id)
        for address, step in steps.items():
            try:
                again.say(step, today)
            except Refusal as refusal:
                refusal.pointer = f"/{address}{refusal.pointer or ''}"
                raise
        return again.life()
