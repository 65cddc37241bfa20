from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.people.domain import (
    WEIGHTS,
    Criterion,
    criteria_of,
    email_of,
    phone_of,
    score,
    sought_by,
    sound_of,
    words_of,
)
from shared.contracts.councils.people import Detail

NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéèêëàâçîïôùûüÿœæ -'.") | st.characters(), max_size=40)


def sounds(name: str) -> str:
    return sound_of("".join(words_of(name)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Lefèvre", ("lefevre",)),
        ("LEFÈVRE", ("lefevre",)),
        ("Le\u0301a", ("lea",)),
        ("Aïcha", ("aicha",)),
        ("Jean-Pierre", ("jean", "pierre")),
        ("Jean Pierre", ("jean", "pierre")),
        ("d'Artagnan", ("artagnan",)),
        ("d’Artagnan", ("artagnan",)),  # noqa: RUF001 - as telephones write it
        ("de La Tour", ("la", "tour")),
        ("du Bois", ("du", "bois")),
        ("De", ("de",)),
        ("Cœur", ("coeur",)),
        ("Straße", ("strasse",)),
        ("Nguyễn", ("nguyen",)),
        ("O'Brien", ("o", "brien")),
        ("  Ben   Ali ", ("ben", "ali")),
        ("李", ("李",)),
        ("--", ()),
        ("", ()),
    ],
)
def test_a_name_is_compared_without_case_accents_punctuation_or_particle(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lefèvre", "Lefebvre"),
        ("Aïcha", "Aicha"),
        ("Dupont", "Dupond"),
        ("Mohamed", "Mohammed"),
        ("Ben Ali", "Benali"),
        ("Moreau", "Moro"),
        ("Philippe", "Filip"),
        ("Mourad", "Murad"),
        ("Renault", "Renaud"),
        ("Cissé", "Sissé"),
        ("Traoré", "Traore"),
        ("Khadija", "Kadija"),
        ("Jacques", "Jaques"),
        ("du Bois", "Dubois"),
    ],
)
def test_these_sound_alike(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Martin", "Morin"),
        ("Diallo", "Diarra"),
        ("Traoré", "Touré"),
        ("Lefèvre", "Lemaire"),
        ("Marie", "Mariam"),
        ("Ali", "Alain"),
        ("Cissé", "Cissokho"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert sounds(one) != sounds(other)


@given(NAMES)
def test_words_of_words_are_the_same_words(name: str) -> None:
    words = words_of(name)
    assert words_of(" ".join(words)) == words


@given(NAMES)
def test_case_and_accents_change_nothing(name: str) -> None:
    assert words_of(unicodedata.normalize("NFD", name)) == words_of(unicodedata.normalize("NFC", name))
    if name.lower().upper() == name.upper() and name.isascii():
        assert words_of(name.upper()) == words_of(name)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12), min_size=1, max_size=3))
def test_hyphens_and_spaces_are_the_same(words: list[str]) -> None:
    assert words_of("-".join(words)) == words_of(" ".join(words))


@given(NAMES)
def test_every_name_has_a_sound(name: str) -> None:
    assert bool(sounds(name)) == bool(words_of(name))


@given(NAMES, NAMES)
def test_two_names_are_the_same_whichever_is_given_as_which(family: str, given_name: str) -> None:
    one = criteria_of({Detail.FAMILY_NAME: family, Detail.GIVEN_NAME: given_name})
    other = criteria_of({Detail.FAMILY_NAME: given_name, Detail.GIVEN_NAME: family})
    assert one[Criterion.FULL_NAME] == other[Criterion.FULL_NAME]
    assert one[Criterion.FULL_SOUND] == other[Criterion.FULL_SOUND]


def test_a_person_is_found_by_each_of_these_and_no_other() -> None:
    details = {
        Detail.FAMILY_NAME: "Lefèvre-Diop",
        Detail.GIVEN_NAME: "Aïcha",
        Detail.EMAIL: "Aicha@Example.org",
        Detail.PHONE: "+33612345678",
        Detail.POSTAL_ADDRESS: "1 rue Ordener",
        Detail.NOTE: "Disponible le soir",
    }
    assert criteria_of(details) == {
        Criterion.EMAIL: {"aicha@example.org"},
        Criterion.PHONE: {"+33612345678"},
        Criterion.FAMILY_NAME: {"lefevrediop", "lefevre", "diop"},
        Criterion.FAMILY_SOUND: {"lefevrediop"},
        Criterion.FULL_NAME: {"aicha lefevrediop"},
        Criterion.FULL_SOUND: {"eCa lefevrediop"},
    }


def test_a_person_of_whom_nothing_is_known_is_found_by_nothing() -> None:
    assert criteria_of({}) == {criterion: set() for criterion in Criterion}


def test_a_family_name_is_looked_for_whole() -> None:
    sought = sought_by({Detail.FAMILY_NAME: "Lefèvre-Diop"})
    assert {criterion: values for criterion, values in sought.items() if values} == {
        Criterion.FAMILY_NAME: {"lefevrediop"},
        Criterion.FAMILY_SOUND: {"lefevrediop"},
    }


def test_both_names_are_looked_for_together() -> None:
    sought = sought_by({Detail.FAMILY_NAME: "Diop", Detail.GIVEN_NAME: "Awa"})
    assert {criterion for criterion, values in sought.items() if values} == {Criterion.FULL_NAME, Criterion.FULL_SOUND}


@given(st.sets(st.sampled_from(Criterion)), st.sampled_from(Criterion))
def test_one_criterion_more_never_says_less(criteria: set[Criterion], one_more: Criterion) -> None:
    assert set(WEIGHTS) == set(Criterion)
    assert 0 <= score(criteria) <= score(criteria | {one_more}) <= 100


@pytest.mark.parametrize(
    "written",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "+33612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "+33 06 12 34 56 78",
        "0033 6 12 34 56 78",
        "33612345678",
        "06\u00a012\u00a034\u00a056\u00a078",
    ],
)
def test_a_french_number_is_kept_in_one_form(written: str) -> None:
    assert phone_of(written) == "+33612345678"


def test_a_number_from_elsewhere_is_kept_with_its_country() -> None:
    assert phone_of("+44 20 7946 0958") == "+442079460958"
    assert phone_of("00221 33 859 10 00") == "+221338591000"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12",
        "612345678",
        "061234567",
        "06123456789",
        "+3361234567",
        "+0612345678",
        "06 12 ab 56 78",
        "٠٦١٢٣٤٥٦٧٨",
    ],
)
def test_what_is_no_number_is_not_understood(written: str) -> None:
    assert phone_of(written) is None


@given(
    st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True),
    st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=10, max_size=10),
)
def test_marks_in_a_number_change_nothing_and_a_kept_number_is_kept(number: str, marks: list[str]) -> None:
    kept = phone_of("".join(digit + mark for digit, mark in zip(number, marks, strict=True)))
    assert kept == "+33" + number[1:]
    assert phone_of(kept) == kept


@pytest.mark.parametrize("written", ["a@b.fr", " aicha.l+conseil@mairie.paris ", "é@exemple.fr", "x@a-b.co.uk"])
def test_a_plausible_address_is_kept(written: str) -> None:
    assert email_of(written) == written.strip()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a",
        "a@b",
        "@b.fr",
        "a@",
        "a b@c.fr",
        "a@b..fr",
        "a..b@c.fr",
        "a@-b.fr",
        "a@b.f",
        "a@b@c.fr",
        "a" * 65 + "@b.fr",
    ],
)
def test_what_is_no_address_is_not_understood(written: str) -> None:
    assert email_of(written) is None
