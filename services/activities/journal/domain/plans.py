"""The kinds of entries of diagnosis, roadmap and evaluation."""

from __future__ import annotations

from shared.contracts.activities.dialogue import CommitmentMade
from shared.contracts.activities.fieldwork import OrganisationListed
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImpactStoryRecorded,
    ImprovementDecided,
    ImprovementEnded,
    NeedIdentified,
    ResourceIdentified,
    RoadmapActionEnded,
    RoadmapActionPlanned,
    RoadmapAdopted,
)
from shared.entries.kinds import About, Kind

KINDS: tuple[Kind, ...] = (
    Kind(
        NeedIdentified,
        one="need",
        path="needs",
        french="besoin du quartier",
        english="need of the neighbourhood",
        day="identified_on",
        last_day="until_on",
        words={"title": "Besoin", "identified_on": "Identifié le"},
    ),
    Kind(
        ResourceIdentified,
        one="resource",
        path="resources",
        french="ressource du quartier",
        english="resource of the neighbourhood",
        day="identified_on",
        last_day="until_on",
        about=(About("organisation_id", (OrganisationListed,), "organisation", "organisation"),),
        words={"title": "Ressource", "identified_on": "Identifiée le"},
    ),
    Kind(
        DiagnosisUpdated,
        one="diagnosis",
        path="diagnoses",
        french="diagnostic de territoire",
        english="diagnosis of the neighbourhood",
        day="updated_on",
        words={"title": "Version"},
    ),
    Kind(
        RoadmapAdopted,
        one="roadmap",
        path="roadmaps",
        french="feuille de route",
        english="roadmap",
        day="from_on",
        last_day="until_on",
        may_begin_later=True,
        words={"title": "Feuille de route", "until_on": "Au"},
    ),
    Kind(
        RoadmapActionPlanned,
        one="roadmap_action",
        path="roadmap-actions",
        french="action de la feuille de route",
        english="action of a roadmap",
        day="planned_on",
        deadline="due_on",
        about=(
            About("roadmap_id", (RoadmapAdopted,), "feuille de route", "roadmap"),
            About("need_id", (NeedIdentified,), "besoin du quartier", "need of the neighbourhood"),
            About("commitment_id", (CommitmentMade,), "engagement d'une institution", "commitment of an institution"),
        ),
        words={"title": "Action"},
    ),
    Kind(
        RoadmapActionEnded,
        one="roadmap_action_end",
        path="roadmap-action-ends",
        french="fin d'une action de la feuille de route",
        english="end of an action of a roadmap",
        day="ended_on",
        about=(About("action_id", (RoadmapActionPlanned,), "action de la feuille de route", "action of a roadmap"),),
    ),
    Kind(
        ImpactStoryRecorded,
        one="impact_story",
        path="impact-stories",
        french="récit d'utilité sociale",
        english="story of social usefulness",
        day="happened_on",
        words={"title": "Ce qui s'est passé"},
    ),
    Kind(
        ImprovementDecided,
        one="improvement",
        path="improvements",
        french="amélioration décidée",
        english="improvement decided",
        day="decided_on",
        deadline="due_on",
        words={"title": "Amélioration"},
    ),
    Kind(
        ImprovementEnded,
        one="improvement_end",
        path="improvement-ends",
        french="fin d'une amélioration",
        english="end of an improvement",
        day="ended_on",
        about=(About("improvement_id", (ImprovementDecided,), "amélioration décidée", "improvement decided"),),
    ),
)
