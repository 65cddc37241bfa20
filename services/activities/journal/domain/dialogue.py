"""The kinds of entries of the dialogue with institutions: what is asked, promised, answered, and said in steering bodies."""

from __future__ import annotations

from shared.contracts.activities.dialogue import (
    CommitmentMade,
    ContributionPresented,
    DecisionRecorded,
    InstitutionAnswered,
    InvitationReceived,
    PapersReceived,
    PlainVersionWritten,
    PrefectReferred,
    PreparatoryMeetingHeld,
    QuestionAsked,
    ReferralAcknowledged,
    ReferralExamined,
    ReportBackGiven,
)
from shared.contracts.activities.fieldwork import OrganisationListed
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled, MeetingWithdrawn
from shared.contracts.activities.steering import (
    SteeringSessionCorrected,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
    SteeringSessionWithdrawn,
)
from shared.entries.kinds import About, Kind

_ORGANISATION = About("organisation_id", (OrganisationListed,), "organisation", "organisation")
_MEETING = About(
    "meeting_id", (MeetingHeld, MeetingScheduled), "réunion du conseil", "meeting", ended_by=(MeetingWithdrawn,)
)
_CONVENED = About(
    "session_id",
    (SteeringSessionScheduled, SteeringSessionHeld),
    "séance convoquée d'une instance de pilotage",
    "session of a steering body that was convened",
    ended_by=(SteeringSessionWithdrawn,),
    told_again_by=(SteeringSessionCorrected,),
)
"""Nobody is invited to a session that was never convened, nor speaks there."""
_SESSION = About(
    "session_id",
    (SteeringSessionScheduled, SteeringSessionHeld, SteeringSessionNotConvened),
    "séance d'une instance de pilotage",
    "session of a steering body",
    ended_by=(SteeringSessionWithdrawn,),
    told_again_by=(SteeringSessionCorrected,),
)
_REFERRAL = About("referral_id", (PrefectReferred,), "interpellation", "referral", follows=True)
_ASKED = About(
    "about_id",
    (QuestionAsked, CommitmentMade, PrefectReferred, ContributionPresented),
    "question, engagement, interpellation ou point soulevé",
    "question, commitment, referral or contribution",
    follows=True,
)
_SAID = About(
    "about_id",
    (
        DecisionRecorded,
        InstitutionAnswered,
        ReportBackGiven,
        CommitmentMade,
        QuestionAsked,
        PrefectReferred,
        ContributionPresented,
    ),
    "décision, réponse, restitution, engagement, question, interpellation ou point soulevé",
    "decision, answer, report back, commitment, question, referral or contribution",
)

KINDS: tuple[Kind, ...] = (
    Kind(
        QuestionAsked,
        one="question",
        path="questions",
        french="question à une institution",
        english="question to an institution",
        day="asked_on",
        deadline="due_on",
        about=(_ORGANISATION, _SESSION, _MEETING),
        words={"title": "Question", "due_on": "Réponse attendue pour le"},
    ),
    Kind(
        CommitmentMade,
        one="commitment",
        path="commitments",
        french="engagement d'une institution",
        english="commitment of an institution",
        day="made_on",
        deadline="due_on",
        about=(_ORGANISATION, _SESSION, _MEETING),
        words={"title": "Engagement", "due_on": "Promis pour le"},
    ),
    Kind(
        PrefectReferred,
        one="prefect_referral",
        path="prefect-referrals",
        french="interpellation du préfet",
        english="referral to the prefect",
        day="referred_on",
        words={"due_on": "Réponse attendue pour le"},
    ),
    Kind(
        ReferralAcknowledged,
        one="referral_acknowledgement",
        path="referral-acknowledgements",
        french="accusé de réception d'une interpellation",
        english="acknowledgement of a referral",
        day="acknowledged_on",
        about=(_REFERRAL,),
    ),
    Kind(
        ReferralExamined,
        one="referral_examination",
        path="referral-examinations",
        french="examen d'une interpellation en instance de pilotage",
        english="examination of a referral by a steering body",
        day="examined_on",
        about=(_REFERRAL, _CONVENED),
        words={"title": "Suite donnée"},
    ),
    Kind(
        InstitutionAnswered,
        one="answer",
        path="answers",
        french="réponse d'une institution",
        english="answer of an institution",
        day="answered_on",
        about=(_ASKED,),
        words={"title": "Réponse"},
    ),
    Kind(
        InvitationReceived,
        one="invitation",
        path="invitations",
        french="invitation à une séance",
        english="invitation to a session",
        day="received_on",
        about=(_CONVENED,),
    ),
    Kind(
        PapersReceived,
        one="session_papers",
        path="session-papers",
        french="documents d'une séance",
        english="papers for a session",
        day="received_on",
        about=(_CONVENED,),
        words={"title": "Documents"},
    ),
    Kind(
        PreparatoryMeetingHeld,
        one="preparatory_meeting",
        path="preparatory-meetings",
        french="réunion préparatoire à une séance",
        english="meeting to prepare a session",
        day="held_on",
        about=(_SESSION,),
        words={"title": "Précision"},
    ),
    Kind(
        ContributionPresented,
        one="contribution",
        path="contributions",
        french="point soulevé par le conseil en séance",
        english="point raised by the council at a session",
        day="presented_on",
        about=(_CONVENED,),
        words={"title": "Point soulevé"},
    ),
    Kind(
        ReportBackGiven,
        one="report_back",
        path="report-backs",
        french="restitution d'une séance aux membres",
        english="report back to members on a session",
        day="given_on",
        about=(_SESSION, _MEETING),
        words={"title": "Précision", "means": "Moyen", "reached": "Personnes informées"},
    ),
    Kind(
        DecisionRecorded,
        one="decision",
        path="decisions",
        french="décision du conseil",
        english="decision of the council",
        day="decided_on",
        about=(_MEETING,),
        words={"title": "Décision"},
    ),
    Kind(
        PlainVersionWritten,
        one="plain_version",
        path="plain-versions",
        french="version en langage clair",
        english="plain-language version",
        day="written_on",
        about=(_SAID,),
        words={"about_id": "Texte d'origine (identifiant)"},
    ),
)
