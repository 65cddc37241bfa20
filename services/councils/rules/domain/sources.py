"""The texts that rules come from, and the days that they count from.

The law of 21 February 2014 was published on the 22nd: in force from 23 February 2014. Decree
2024-1036 was published on 17 November 2024 and in force the day after: 17 November 2024 is the last day of what it ends.
A text that is known by its month counts from the last day of that month: nobody is blamed by a rule that perhaps was not
there yet. A rule that no text we read dates has no first day.
"""

from __future__ import annotations

from datetime import date

from services.councils.rules.domain.rule import Parameter, Source

_DECREE = (
    " ; supprimé par le décret n° 2024-1036 du 15 novembre 2024, publié le 17, en vigueur le 18 : dernier jour, le 17 novembre 2024",
    "; removed by decree 2024-1036 of 15 November 2024, published on the 17th, in force on the 18th: last day, 17 November 2024",
)
_LAST_DAY = date(2024, 11, 17)
_LAW_TEXT = (
    "Loi n° 2014-173 du 21 février 2014, art. 7, publiée le 22 février, en vigueur le lendemain : premier jour, le 23 février 2014",
    "Law 2014-173 of 21 February 2014, art. 7, published on the 22nd, in force the day after: first day, 23 February 2014",
)
_CIRCULAR_TEXT = (
    "Circulaire du 2 février 2017 (NOR VJSC1703528C), connue par des comptes rendus ; premier jour, celui de la signature",
    "Circular of 2 February 2017 (NOR VJSC1703528C), known from reports of it; first day, that of its signature",
)
_LAW_DAY, _CIRCULAR_DAY = date(2014, 2, 23), date(2017, 2, 2)

LAW = Source(*_LAW_TEXT, _LAW_DAY)
LAW_UNTIL_DECREE = Source(_LAW_TEXT[0] + _DECREE[0], _LAW_TEXT[1] + _DECREE[1], _LAW_DAY, _LAST_DAY)
CIRCULAR = Source(*_CIRCULAR_TEXT, _CIRCULAR_DAY)
CIRCULAR_UNTIL_DECREE = Source(_CIRCULAR_TEXT[0] + _DECREE[0], _CIRCULAR_TEXT[1] + _DECREE[1], _CIRCULAR_DAY, _LAST_DAY)
FRAMEWORK = Source(
    "Cadre de référence des conseils citoyens (CGET), juin 2014, jour inconnu ; premier jour retenu, le dernier du mois : "
    "le 30 juin 2014",
    "Reference framework of citizens' councils (CGET), June 2014, day unknown; first day taken, the last of the month: 30 June 2014",
    date(2014, 6, 30),
)
LYON = Source(
    "Tribunal administratif de Lyon, 12 juillet 2018, n° 1607073 (arrêté annulé : 6 des 20 habitants n'habitaient pas un "
    "quartier prioritaire) ; premier jour, celui du jugement",
    "Administrative court of Lyon, 12 July 2018, no 1607073 (order annulled: 6 of 20 residents did not live in a priority "
    "district); first day, that of the judgment",
    date(2018, 7, 12),
)
LAW_2017 = Source(
    "Loi n° 2017-86 du 27 janvier 2017, publiée le 28, en vigueur le lendemain : premier jour, le 29 janvier 2017",
    "Law 2017-86 of 27 January 2017, published on the 28th, in force the day after: first day, 29 January 2017",
    date(2017, 1, 29),
)
JANUARY_CIRCULAR = Source(
    "Circulaire d'orientation du 26 janvier 2017, connue par la presse ; premier jour, celui de la signature",
    "Circular of 26 January 2017, known from the press; first day, that of its signature",
    date(2017, 1, 26),
)


def delay(step: str, days: int, name: str, name_en: str) -> Parameter:
    """A delay that is ours: no text that we read gives one to the prefect."""
    return Parameter(
        f"days-to-{step}",
        days,
        f"jours, au plus, {name} ; délai retenu ici, aucun délai légal connu",
        f"days, at most, {name_en}; a local delay, no legal one is known",
        is_delay=True,
    )


def local(text: str, text_en: str) -> Source:
    """What no text that we read dates."""
    return Source(f"{text} ; sans date d'effet", f"{text_en}; no day of effect")
