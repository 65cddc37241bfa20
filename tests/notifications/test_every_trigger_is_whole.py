"""Triggers are data: an entry that names a field which does not exist, or that nothing ends, is a fault here."""

from __future__ import annotations

from string import Formatter

import pytest

from services.notifications.labels import MEETING_KINDS
from services.notifications.triggers import TRIGGERS, Trigger, TriggerCode
from shared.contracts.vocabulary import MeetingKind

EACH = pytest.mark.parametrize("trigger", TRIGGERS, ids=[trigger.code for trigger in TRIGGERS])


def test_every_code_has_one_trigger() -> None:
    assert [trigger.code for trigger in TRIGGERS] == list(TriggerCode)


@EACH
def test_its_facts_have_the_fields_that_it_names(trigger: Trigger) -> None:
    for raising in trigger.raised_by:
        assert {trigger.subject, trigger.day, "origin"} <= set(raising.model_fields)
        assert {"council_id", "council_ids"} & set(raising.model_fields)
    for ending in trigger.ended_by:
        assert trigger.subject in ending.model_fields


@EACH
def test_something_ends_it(trigger: Trigger) -> None:
    assert trigger.ended_by


@EACH
def test_both_languages_say_what_and_when(trigger: Trigger) -> None:
    for sentence in (trigger.french, trigger.english):
        assert {name for _, name, _, _ in Formatter().parse(sentence) if name} == {"thing", "day", "delay"}


def test_every_kind_of_meeting_has_its_words() -> None:
    assert list(MEETING_KINDS) == list(MeetingKind)
