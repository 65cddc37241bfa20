"""R20 in words: what was offered, what was held, and how many members came as far as anybody noted it."""

from __future__ import annotations

from tests.councils.rule_pasts import Past


def test_members_who_came_are_counted_once() -> None:
    past = Past().trained("speech").attended("anna", "speech").attended("omar", "speech")
    past.trained("budget", on=past.ago(months=2)).attended("anna", "budget")
    finding = past.verdict("R20").finding
    assert (
        finding.french == "0 formation proposée et 2 tenues en 12 mois, 2 membres formés ; 2 en tout jusqu'à ce jour."
    )
    assert finding.english == "0 trainings offered and 2 held in 12 months, 2 members trained; 2 in all up to that day."
    assert (finding.numerator, finding.parameter) == (2, 12)
    assert finding.numbers == {"offered": 0, "held": 2, "members_trained": 2}
    assert len(finding.because) == 5, "both trainings and the three who came"


def test_nobody_noted_who_came_is_not_that_nobody_came() -> None:
    finding = Past().trained().verdict("R20").finding
    assert finding.french == "0 formation proposée et 1 tenue en 12 mois ; 1 en tout jusqu'à ce jour."
    assert finding.numbers == {"offered": 0, "held": 1}


def test_who_came_long_ago_is_not_counted_among_those_of_the_year() -> None:
    past = Past()
    past.trained("old", on=past.ago(months=13)).attended("anna", "old").trained("new").attended("omar", "new")
    assert past.verdict("R20").finding.numbers == {"offered": 0, "held": 1, "members_trained": 1}


def test_of_a_training_for_several_councils_only_those_whose_members_came_say_anything() -> None:
    past = Past().trained("ours", council_id=None).attended("anna", "ours").trained("theirs", council_id=None)
    finding = past.verdict("R20").finding
    assert finding.numbers == {"offered": 0, "held": 1, "members_trained": 1}
