"""The kinds of entries of the work in the neighbourhood."""

from __future__ import annotations

from shared.contracts.activities.fieldwork import (
    ActivityLogged,
    CommunicationIssued,
    ContactLogged,
    DropInHeld,
    OrganisationListed,
    OutreachHeld,
    SocialWatchNoted,
    WalkHeld,
    WeekClosed,
)
from shared.entries.kinds import About, Kind

KINDS: tuple[Kind, ...] = (
    Kind(
        ActivityLogged,
        one="activity",
        path="activities",
        french="temps de travail",
        english="time spent",
        day="done_on",
        words={"title": "Précision", "reached": "Personnes touchées"},
    ),
    Kind(
        OutreachHeld,
        one="outreach",
        path="outreach",
        french="sortie à la rencontre des habitants",
        english="outreach",
        day="held_on",
        words={"title": "Lieu", "reached": "Personnes rencontrées"},
    ),
    Kind(
        DropInHeld,
        one="drop_in",
        path="drop-ins",
        french="permanence",
        english="drop-in session",
        day="held_on",
        words={"title": "Lieu"},
    ),
    Kind(
        ContactLogged,
        one="contact",
        path="contacts",
        french="contact avec un partenaire",
        english="contact with a partner",
        day="contacted_on",
        about=(About("organisation_id", (OrganisationListed,), "organisation", "organisation"),),
    ),
    Kind(
        CommunicationIssued,
        one="communication",
        path="communications",
        french="communication",
        english="communication",
        day="issued_on",
        words={"title": "Précision"},
    ),
    Kind(
        WalkHeld,
        one="walk",
        path="walks",
        french="marche exploratoire",
        english="exploratory walk",
        day="held_on",
        words={"title": "Parcours", "reached": "Participants"},
    ),
    Kind(
        SocialWatchNoted,
        one="social_watch",
        path="social-watch",
        french="veille sociale",
        english="social watch",
        day="noted_on",
        words={"title": "Constat"},
    ),
    Kind(
        OrganisationListed,
        one="organisation",
        path="organisations",
        french="organisation partenaire",
        english="partner organisation",
        day="listed_on",
        words={"title": "Nom"},
    ),
    Kind(
        WeekClosed,
        one="closed_week",
        path="closed-weeks",
        french="semaine close",
        english="closed week",
        day="closed_on",
    ),
)
