"""Days in words, never finer than they are known; and words that agree with their number, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shared.contracts.vocabulary import DatePrecision, Origin
from shared.sentences import RoughDay, day_en, day_fr, in_both, in_english, in_french

MARCH_3 = date(2026, 3, 3)
OF_A_MONTH, OF_A_YEAR = (Origin(date_precision=one) for one in (DatePrecision.MONTH, DatePrecision.YEAR))


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (MARCH_3, "3 mars 2026", "3 March 2026"),
        (date(2025, 8, 1), "1er août 2025", "1 August 2025"),
        (RoughDay(MARCH_3, has_month=True), "mars 2026", "March 2026"),
        (RoughDay(MARCH_3, has_month=False), "2026", "2026"),
    ],
)
def test_a_day_is_told_as_finely_as_it_is_known(day: date | RoughDay, french: str, english: str) -> None:
    assert (day_fr(day), day_en(day)) == (french, english)
    assert in_both("{day}", "{day}", day=day) == (french, english)


def test_an_origin_says_how_finely() -> None:
    assert Origin().as_known(MARCH_3) == MARCH_3
    assert day_fr(OF_A_MONTH.as_known(MARCH_3)) == "mars 2026"
    assert day_fr(OF_A_YEAR.as_known(MARCH_3)) == "2026"


@pytest.mark.parametrize(
    ("word", "to_the_day", "by_its_month", "in_october", "by_its_year"),
    [
        ("le", "le 3 mars 2026", "en mars 2026", "en octobre 2026", "en 2026"),
        ("du", "du 3 mars 2026", "de mars 2026", "d'octobre 2026", "de 2026"),
        ("au", "au 3 mars 2026", "en mars 2026", "en octobre 2026", "en 2026"),
        ("depuis le", "depuis le 3 mars 2026", "depuis mars 2026", "depuis octobre 2026", "depuis 2026"),
    ],
)
def test_the_word_before_a_day_follows_what_is_known(
    word: str, to_the_day: str, by_its_month: str, in_october: str, by_its_year: str
) -> None:
    october = RoughDay(date(2026, 10, 1), has_month=True)
    days = (MARCH_3, OF_A_MONTH.as_known(MARCH_3), october, OF_A_YEAR.as_known(MARCH_3))
    told = [in_french(f"{{day:{word}}}", day=day) for day in days]
    assert told == [to_the_day, by_its_month, in_october, by_its_year]


def test_in_english_a_day_is_on_and_a_month_is_in() -> None:
    assert in_english("held {day:on}.", day=MARCH_3) == "held on 3 March 2026."
    assert in_english("held {day:on}.", day=OF_A_MONTH.as_known(MARCH_3)) == "held in March 2026."


@pytest.mark.parametrize(
    ("many", "french", "english"),
    [
        (0, "0 membre sur 9 est entré.", "0 members of 9 joined."),
        (1, "1 membre sur 9 est entré.", "1 member of 9 joined."),
        (2, "2 membres sur 9 sont entrés.", "2 members of 9 joined."),
        (21, "21 membres sur 9 sont entrés.", "21 members of 9 joined."),
    ],
)
def test_words_agree_with_their_number(many: int, french: str, english: str) -> None:
    assert in_both(
        "{many:membre sur {all} est entré|membres sur {all} sont entrés}.",
        "{many:member|members} of {all} joined.",
        many=many,
        all=9,
    ) == (french, english)


def test_other_facts_are_told_as_they_are() -> None:
    moment = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
    assert in_french("{name} : {moment:%H:%M}, {share:.1f} %", name="CC18", moment=moment, share=62.5) == (
        "CC18 : 12:30, 62.5 %"
    )
