"""What must come of the story, counted by hand from the story. Nothing here was copied from an answer.

A value is written as people would say it: `2`, `5/6` (never divided, so that nothing is rounded), `n.d.` where it cannot be measured,
`≥ 12` where a source says *at least*, `14 + 1 ?` where one meeting's people were counted by nobody.
"""

from __future__ import annotations

QUARTERS = (
    ("2018-01-01", "2018-03-31"),
    ("2018-04-01", "2018-06-30"),
    ("2018-07-01", "2018-09-30"),
    ("2018-10-01", "2018-12-31"),
)
YEAR = ("2018-01-01", "2018-12-31")
PERIODS = (*QUARTERS, YEAR)

BEFORE_THE_LATE_ENTRY, AFTER_IT, AFTER_THE_CORRECTION = "2018-11-11", "2018-11-12", "2018-12-31"

NOT_CHANGED_BY_WHAT_CAME_LATE: dict[str, tuple[str, str, str, str, str]] = {
    # Nine founders declared their gender but Noa: three women (Lucie, Rose, Thérèse) and two men. Jules follows Bakary: still two.
    "CMP-03": ("3/5", "3/5", "3/5", "3/5", "3/5"),
    # The session of September was cancelled by its body.
    "PIL-01.cancelled": ("0", "0", "1", "0", "1"),
    # May, held (local committee); October, held (technical committee).
    "PIL-01": ("0", "1", "0", "1", "2"),
    # Rose was there in May, nobody in October.
    "PIL-02": ("n.d.", "1/1", "n.d.", "0/1", "1/2"),
    # Meal in March, fresco in April, workshop in September.
    "INI-01": ("1", "1", "1", "0", "3"),
    # Meal in April, fresco in May, workshop in October.
    "INI-02": ("0", "2", "0", "1", "3"),
    # Of those proposed in the period, adopted at any time: all; none was proposed in the last quarter.
    "INI-02.rate": ("1/1", "1/1", "1/1", "n.d.", "3/3"),
    # The meal, by two funders: one initiative. 500 + 300 euros, in cents.
    "INI-03": ("0", "1", "0", "0", "1"),
    "INI-03.amount": ("0", "80000", "0", "0", "80000"),
    "INI-04": ("0", "1", "0", "0", "1"),
    # Adopted in spring: meal (done) and fresco (given up); in autumn: workshop (wants money).
    "INI-04.rate": ("n.d.", "1/2", "n.d.", "0/1", "1/3"),
}

FIGURES: dict[str, dict[str, tuple[str, str, str, str, str]]] = {
    BEFORE_THE_LATE_ENTRY: NOT_CHANGED_BY_WHAT_CAME_LATE
    | {
        # Bakary left in July, Jules came in September: nine at each end of a quarter. That Inès leaves is not known yet.
        "CMP-01": ("9", "9", "9", "9", "9"),
        "CMP-02": ("6/9", "6/9", "6/9", "6/9", "6/9"),
        # Plenary and working group; plenary and officers; plenary; plenary.
        "VIE-01": ("2", "2", "1", "1", "6"),
        # The working group of March was postponed within March. In spring the plenary of April was held, that of June cancelled; the
        # officers had planned nothing. The year: six planned, five held.
        "VIE-02": ("2/2", "1/2", "1/1", "1/1", "5/6"),
        # 14, and nobody counted the working group; 11 + 3; at least 12; 10. The year: 14 + 14 + 12 + 10.
        "VIE-03": ("14 + 1 ?", "14", "≥ 12", "10", "≥ 50 + 1 ?"),
        "VIE-04": ("14/1 + 1 ?", "14/2", "≥ 12/1", "10/1", "≥ 50/5 + 1 ?"),
        "PIL-01.not-convened": ("0", "0", "0", "0", "0"),
    },
    AFTER_IT: NOT_CHANGED_BY_WHAT_CAME_LATE
    | {
        "CMP-01": ("9", "9", "9", "9", "9"),
        "CMP-02": ("6/9", "6/9", "6/9", "6/9", "6/9"),
        # One meeting more in spring. It was never planned, so that VIE-02 is as before; eight persons more.
        "VIE-01": ("2", "3", "1", "1", "7"),
        "VIE-02": ("2/2", "1/2", "1/1", "1/1", "5/6"),
        "VIE-03": ("14 + 1 ?", "22", "≥ 12", "10", "≥ 58 + 1 ?"),
        "VIE-04": ("14/1 + 1 ?", "22/3", "≥ 12/1", "10/1", "≥ 58/6 + 1 ?"),
        "PIL-01.not-convened": ("0", "0", "0", "0", "0"),
    },
    AFTER_THE_CORRECTION: NOT_CHANGED_BY_WHAT_CAME_LATE
    | {
        # Inès left in November: eight, of whom six residents.
        "CMP-01": ("9", "9", "9", "8", "8"),
        "CMP-02": ("6/9", "6/9", "6/9", "6/8", "6/8"),
        # Inter-councils and general assembly were held as planned: the year has nine held, of eight planned seven held.
        "VIE-01": ("2", "3", "1", "3", "9"),
        "VIE-02": ("2/2", "1/2", "1/1", "3/3", "7/8"),
        # September is fifteen, and no longer *at least*. Autumn: 10 + 4 + 16. The year: 14 + 22 + 15 + 30, of eight meetings counted.
        "VIE-03": ("14 + 1 ?", "22", "15", "30", "81 + 1 ?"),
        "VIE-04": ("14/1 + 1 ?", "22/3", "15/1", "30/3", "81/8 + 1 ?"),
        # The local committee of the autumn, on the last day on which it was expected.
        "PIL-01.not-convened": ("0", "0", "0", "1", "1"),
    },
}

OF_THE_YEAR: dict[str, str] = {
    # As of the end of the year. Nobody's age is known.
    "CMP-04": "n.d.",
    # Seven came by lot, Jules from its reserve list; Bakary has left.
    "CMP-05": "6/7",
    # Nine founders and Jules came, Bakary and Inès left; nobody was a member the day before the year, eight are on its last day.
    "CMP-06": "12/8",
    # Six residents on six seats; on three seats of local actors, Odile and Youssef.
    "CMP-07": "1",
    # Bakary's, from 2 July to 3 September: 29 + 31 + 3 days.
    "CMP-07.days": "63",
    # Of the nine on the order, Bakary and Inès have left.
    "CMP-08": "7/9",
    # Nobody was registered as a participant.
    "CMP-09": "n.d.",
    # The residents live in the one district.
    "CMP-10": "1/1",
    # 52 members came to the eight meetings that were counted. Expected: nine each time but the last two; Inès had left by then.
    "VIE-05": "52/70",
    # Nobody noted by name who came, nor which groups met.
    **dict.fromkeys(("VIE-10", "VIE-11", "MOB-03"), "n.d."),
    # By meeting: 5 of 8 whose gender is declared, 4 of 7, 2 of 3, 3 of 5, 5 of 8, 5 of 8, 1 of 2, 4 of 7.
    "VIE-06": "29/48",
    "VIE-07": "n.d.",
    # After 15 days (still in time), 12, 14, 7, 14 and 14; of the group of June and the last two, no minutes.
    "VIE-08": "6/9",
    # Papers went out for no meeting.
    "VIE-09": "n.d.",
    # Nadia chaired the first plenary, Omar that of September.
    "AUT-02": "7/9",
    # Nobody noted the time, the outings, the drop-ins; the leaflet is of January 2019.
    **dict.fromkeys(("MOB-01", "MOB-02", "MOB-05", "MOB-05.visits", "MOB-06", "ACT-01", "INT-05"), "0"),
    # Nobody was met outside, and no work was noted.
    **dict.fromkeys(("MOB-04", "ACT-02"), "n.d."),
    # The three local actors.
    "MOB-07": "3",
    # Two of thirty seats of the local committee; how many the technical committee has is not known.
    "PIL-05": "2/30",
    # Two sessions held, and no invitation was noted; Rose spoke in May, and nobody noted that she told of it.
    "PIL-03": "0/2",
    "PIL-04": "1",
    "PIL-06": "0",
    "PIL-07": "n.d.",
    "PIL-08": "0/1",
    # The meal, from 5 March to 23 June. Who took part, and who carried the initiatives, was not noted. The fresco was given up.
    "INI-05": "110",
    "INI-06": "0",
    "INI-07": "1",
    "INI-08": "n.d.",
    # The lift and the nursery are open. Due: the lights (answered), the referral (answered, late), the lift (not).
    "INT-01": "2",
    "INT-02": "2/3",
    # 29 days for the lights, 77 for the post office.
    "INT-03": "53.0",
    "INT-04": "1",
    "INT-04.acknowledged": "1",
    "INT-04.answered": "1",
    "INT-04.examined": "0",
    # One training, of which nobody noted how long it was, nor who came.
    "FOR-01": "1",
    "FOR-01.hours": "n.d.",
    "FOR-02": "0/8",
    # 4 + 1 by the council, 3 + 0 by Omar, each on two items.
    "AUT-01": "8/4",
    # 2 500 euros, in cents; nothing was said to be spent.
    "MOY-01": "250000",
    "MOY-01.spent": "0",
    "MOY-01.remaining": "250000",
    "MOY-02": "1",
    # 252 working days in 2018; the council is four younger (2 to 5 January), and somebody was always assigned to it.
    "MOY-03": "248/248",
    # Of the two actions one was due, and done that day; the other is due in March 2019.
    "FDR-01": "1/1",
    "FDR-01.late": "0",
    "DIA-01": "1",
    # Association, charter, rules, room, money of the year, a training offered in June.
    "QUA-01": "6/6",
    "UTI-01": "0",
}

BREAKDOWNS: dict[tuple[str, str], dict[str | None, str]] = {
    # The year, after the correction.
    ("VIE-01", "kind"): {
        "PLENARY": "4",
        "WORKING_GROUP": "2",
        "BUREAU": "1",
        "INTER_COUNCIL": "1",
        "GENERAL_ASSEMBLY": "1",
    },
    # Members 9 + 7 + 3 + 6 + 9 + 8 + 2 + 8; guests 1 + 1 + 2; unnamed 4 + 4 + 2 + 5 + 2 + 2 + 6: 81 in all.
    ("VIE-03", "group"): {"MEMBERS": "52", "GUESTS": "4", "UNNAMED": "25"},
    # Residents 6 + 4 + 2 + 6 + 6 + 5 + 2 + 6, local actors 3 + 3 + 1 + 0 + 3 + 3 + 0 + 2: the 52 members. The 29 others have no
    # college.
    ("VIE-03", "college"): {"RESIDENT": "37", "LOCAL_ACTOR": "15", None: "29"},
    ("INI-03.amount", "funder"): {"RESIDENTS_FUND": "50000", "CITY": "30000"},
}

DRAWN = [
    # SHA-256 of the seed, a line feed and the ticket, in order: D5Y8 11bb, B5N6 4bbd, K7M1 5184, L2U6 5783, N7A2 728f, R2D4 9340,
    # T9L2 a896, P3X8 bc2b, J6W5 bd94, E1S9 ce0f, H4C7 d748, G3Z4 dd94, V8Q3 ee11 (`sha256sum`). A man is first, so men begin, and women
    # and men take turns; N7A2, who declared nothing, keeps the fifth place.
    *("D5Y8", "L2U6", "B5N6", "R2D4", "N7A2", "K7M1"),
    *("T9L2", "J6W5", "P3X8"),
]
"""Six seats, then three places on the reserve list. T9L2 and J6W5 were called: P3X8 is next."""

FOUNDERS = {"Damien", "Lucie", "Bakary", "Rose", "Noa", "Thérèse", "Odile", "Youssef", "Inès"}
ROSTER: dict[str, set[str]] = {
    "2018-02-25": set(),
    "2018-02-26": FOUNDERS,
    "2018-07-01": FOUNDERS,
    "2018-07-02": FOUNDERS - {"Bakary"},
    "2018-09-03": FOUNDERS - {"Bakary"} | {"Jules"},
    "2018-11-19": FOUNDERS - {"Bakary", "Inès"} | {"Jules"},
}
"""The day of a departure is the first day without the member."""

GREEN, WARNING, ALERT = "GREEN", "WARNING", "ALERT"
NO_OBJECT, UNKNOWN = "NOT_APPLICABLE", "NOT_ENOUGH_INFORMATION"

RULES: dict[str, list[tuple[str, str, str | None]]] = {
    # Nobody is said to be a member before 26 February: the roster is unknown, which is not an empty college.
    "R01": [("2018-02-25", UNKNOWN, None), ("2018-02-26", GREEN, "2/2")],
    "R02": [("2018-03-31", GREEN, "6/9"), ("2018-12-31", GREEN, "6/8")],
    # Without Bakary three women and one man: two apart, one too many.
    "R03": [("2018-02-26", GREEN, "3/5"), ("2018-07-02", WARNING, "3/4"), ("2018-09-03", GREEN, "3/5")],
    "R04": [("2018-02-26", GREEN, "6/6"), ("2018-09-03", GREEN, "6/6")],
    "R05": [("2018-02-05", GREEN, None)],
    # The judgment of Lyon is of 12 July 2018. Jules shows where he lives two weeks after he joined.
    "R06": [
        ("2018-07-11", NO_OBJECT, None),
        ("2018-07-12", GREEN, "5/5"),
        ("2018-09-03", UNKNOWN, "5/6"),
        ("2018-09-17", GREEN, "6/6"),
    ],
    # Of three on the reserve list Thérèse was called before the seats were filled; two wait when Bakary leaves; Jules takes the seat.
    "R07": [("2018-02-26", GREEN, "2/3"), ("2018-07-02", WARNING, "2/3"), ("2018-09-03", GREEN, "1/3")],
    "R08": [("2018-02-26", WARNING, None)],
    # Sent on 1 March, recognised on the 26th; of nine listed Bakary and Inès have left.
    "R09": [
        ("2018-02-28", UNKNOWN, None),
        ("2018-03-01", WARNING, None),
        ("2018-03-26", GREEN, "9/9"),
        ("2018-07-02", WARNING, "8/9"),
        ("2018-12-31", WARNING, "7/9"),
    ],
    "R10": [("2018-03-25", NO_OBJECT, None), ("2018-03-26", GREEN, "2/2")],
    # Jules has not declared anything for two weeks; Inès is a member and stands for election for two weeks.
    "R11": [
        ("2018-02-26", GREEN, "9/9"),
        ("2018-09-03", UNKNOWN, "8/9"),
        ("2018-09-17", GREEN, "9/9"),
        ("2018-11-05", ALERT, "8/9"),
        ("2018-11-19", GREEN, "8/8"),
    ],
    "R12": [("2018-02-26", GREEN, "3/3")],
    # In May one body, where Rose is sent and was. From the autumn on two: to the technical committee nobody is sent, and nobody came.
    "R13": [("2018-05-22", GREEN, "1/1"), ("2018-12-31", WARNING, "1/2")],
    "R15": [("2018-03-04", UNKNOWN, "0/0"), ("2018-12-31", GREEN, "9/9")],
    "R16": [("2018-06-01", NO_OBJECT, None)],
    "R17": [("2018-01-14", UNKNOWN, None), ("2018-01-15", GREEN, None), ("2019-01-01", WARNING, None)],
    "R18": [("2018-04-08", UNKNOWN, "0/2"), ("2018-04-09", GREEN, "2/2")],
    # Premises on 12 March, money of the year on the 15th; nothing is said of the money of 2019.
    "R19": [
        ("2018-03-11", UNKNOWN, "0/2"),
        ("2018-03-12", WARNING, "1/2"),
        ("2018-03-15", GREEN, "2/2"),
        ("2019-01-01", WARNING, "1/2"),
    ],
    "R20": [("2018-06-03", UNKNOWN, None), ("2018-06-04", GREEN, None)],
    # Sent on 16 July. Acknowledged after 35 days, 30 allowed; answered after 77 days, 60 allowed (14 September); a body has 180 days
    # to examine it (12 January).
    "R21": [
        ("2018-07-15", NO_OBJECT, None),
        ("2018-08-15", GREEN, "0/1"),
        ("2018-08-16", WARNING, "0/1"),
        ("2018-08-20", GREEN, "0/1"),
        ("2018-09-14", GREEN, "0/1"),
        ("2018-09-15", WARNING, "0/1"),
        ("2018-10-01", GREEN, "0/1"),
        ("2019-01-12", GREEN, "0/1"),
        ("2019-01-13", WARNING, "0/1"),
    ],
    "R23": [("2018-04-08", NO_OBJECT, None), ("2018-04-09", GREEN, "1/1")],
    "R24": [("2018-12-31", UNKNOWN, None)],
    "R25": [("2018-05-22", GREEN, "1/1")],
    # Terms of 24 months, since 26 February 2018 for eight, less Inès, and since 3 September for Jules.
    "R26": [("2018-02-26", UNKNOWN, None), ("2018-12-31", GREEN, "8/8")],
    # Bakary's seat is offered to Jules on 5 July; nobody takes that of Inès.
    "R28": [
        ("2018-07-01", NO_OBJECT, None),
        ("2018-07-02", WARNING, "0/1"),
        ("2018-07-05", GREEN, "1/1"),
        ("2018-11-19", WARNING, "1/2"),
    ],
    # Eight meetings were counted, and none counts more of a college than sat that day.
    "R30": [("2018-12-31", GREEN, "8/8")],
}
"""Each rule, on days: its verdict, and its fraction where it has one."""

OPEN: dict[str, list[tuple[str | None, str, str, str]]] = {
    # Nadia is away and Omar covers. The working group of June, entered in November, has no minutes: as that day is known now.
    "2018-07-20": [
        ("2018-09-14", "ANSWER_AWAITED", "post office", "Omar"),
        ("2018-09-30", "ANSWER_AWAITED", "lift", "Omar"),
        (None, "INITIATIVE_IN_PROGRESS", "Fresque du passage", "Omar"),
        (None, "MINUTES_MISSING", "Groupe de juin", "Omar"),
        (None, "SEAT_VACANT", "seats", "Omar"),
    ],
    # Of the four lines handed over two are accepted; the other two are nobody's. What was not handed over is Omar's, who covers.
    "2018-08-29": [
        ("2018-09-14", "ANSWER_AWAITED", "post office", "Omar"),
        ("2018-09-30", "ANSWER_AWAITED", "lift", "Omar"),
        (None, "INITIATIVE_IN_PROGRESS", "Fresque du passage", "nobody"),
        (None, "MINUTES_MISSING", "Groupe de juin", "Omar"),
        (None, "SEAT_VACANT", "seats", "nobody"),
    ],
    # Jules sits, the plenary and the technical committee are to come, and all is Omar's.
    "2018-09-03": [
        ("2018-09-10", "MEETING_PLANNED", "Plénière de rentrée", "Omar"),
        ("2018-09-14", "ANSWER_AWAITED", "post office", "Omar"),
        ("2018-09-24", "SESSION_TO_PREPARE", "September session", "Omar"),
        ("2018-09-30", "ANSWER_AWAITED", "lift", "Omar"),
        (None, "INITIATIVE_IN_PROGRESS", "Fresque du passage", "Omar"),
        (None, "MINUTES_MISSING", "Groupe de juin", "Omar"),
    ],
    # The lift is not repaired, the hosting ends, the workshop wants money, three minutes are missing, Inès's seat is empty.
    "2018-12-31": [
        ("2018-09-30", "ANSWER_AWAITED", "lift", "Omar"),
        ("2018-12-31", "AGREEMENT_ENDING", "hosting", "Omar"),
        (None, "ANSWER_AWAITED", "nursery", "Omar"),
        (None, "INITIATIVE_IN_PROGRESS", "Atelier vélo", "Omar"),
        (None, "MINUTES_MISSING", "Assemblée générale", "Omar"),
        (None, "MINUTES_MISSING", "Groupe de juin", "Omar"),
        (None, "MINUTES_MISSING", "Inter-conseils", "Omar"),
        (None, "SEAT_VACANT", "seats", "Omar"),
    ],
}
"""What is open on a day, when it is due, and who holds it."""

HANDED_OVER = [
    # As it stood on 27 August: nobody had heard of the working group of June, and the plenary was not called yet.
    ("ANSWER_AWAITED", "post office", "2018-08-28"),
    ("ANSWER_AWAITED", "lift", "2018-08-28"),
    ("INITIATIVE_IN_PROGRESS", "Fresque du passage", "2018-08-30"),
    ("SEAT_VACANT", "seats", "2018-09-03"),
]

DIALOGUE: dict[str, dict[str, tuple[str, int | None, int | None, int | None]]] = {
    # Status; days of silence, days until the answer, days late (none where no day was set).
    "2018-09-30": {
        "lights": ("PARTLY", None, 29, 0),  # 22 May to 20 June
        "lift": ("OPEN", 131, None, 0),  # 22 May to 30 September, the last day of the promise
        "post office": ("OVERDUE", 76, None, 16),  # 16 July, due 14 September
    },
    "2018-10-01": {
        "lights": ("PARTLY", None, 29, 0),
        "lift": ("OVERDUE", 132, None, 1),
        "post office": ("PARTLY", None, 77, 17),
    },
    "2018-12-31": {
        "lights": ("PARTLY", None, 29, 0),
        "lift": ("OVERDUE", 223, None, 92),
        "post office": ("PARTLY", None, 77, 17),
        "nursery": ("OPEN", 77, None, None),  # 15 October to 31 December; nobody set a day
    },
}

REFERRAL = [("SENT", 0, 0), ("ACKNOWLEDGED", 35, 35), ("ANSWERED", 77, 42)]
"""On 31 December: days since it was sent, and since the step before; no body has examined it."""

STAGES: dict[str, tuple[str, dict[str, int]]] = {
    # 5 March, 9 April, 12 April, 4 May, 11 June, 23 June.
    "Repas des passages": (
        "COMPLETED",
        {"PROPOSED": 35, "ADOPTED": 3, "SUBMITTED": 22, "FUNDED": 38, "STARTED": 12},
    ),
    # 9 April, 14 May, 28 May, given up on 17 September.
    "Fresque du passage": ("DROPPED", {"PROPOSED": 35, "ADOPTED": 14, "SUBMITTED": 112}),
    # 10 September, 15 October, 22 October, and still waiting on 31 December.
    "Atelier vélo": ("SUBMITTED", {"PROPOSED": 35, "ADOPTED": 7, "SUBMITTED": 70}),
}
"""On 31 December: where each initiative stands, and the days in each of its stages."""

ROADMAP: dict[str, dict[str, str]] = {
    # One action due on 30 November, and done on that day; the other is due in March.
    "2018-11-29": {"Trouver un lieu": "PLANNED", "Ouvrir le lieu": "PLANNED"},
    "2018-12-31": {"Trouver un lieu": "DONE", "Ouvrir le lieu": "PLANNED"},
}

AUTONOMY = {"COUNCIL": {"chairs": 4, "writes_minutes": 1}, "FACILITATOR": {"chairs": 3, "writes_minutes": 0}}
