"""Activities: what. Meetings, sessions of steering bodies, initiatives, and the journal of the work.

Records: activities.meeting-scheduled.v1, activities.meeting-postponed.v1, activities.meeting-held.v1,
    activities.attendance-corrected.v1, activities.meeting-cancelled.v1, activities.meeting-withdrawn.v1,
    activities.minutes-drafted.v1, activities.minutes-circulated.v1, activities.minutes-approved.v1,
    activities.minutes-published.v1, activities.steering-body-declared.v1, activities.steering-session-scheduled.v1,
    activities.steering-session-held.v1, activities.steering-session-cancelled.v1,
    activities.steering-session-not-convened.v1, activities.representative-named.v1, activities.pilotage-attended.v1,
    activities.initiative-proposed.v1, activities.initiative-adopted.v1, activities.initiative-funded.v1,
    activities.initiative-completed.v1, activities.initiative-dropped.v1, activities.activity-logged.v1,
    activities.outreach-held.v1, activities.drop-in-held.v1, activities.contact-logged.v1,
    activities.communication-issued.v1, activities.walk-held.v1, activities.social-watch-noted.v1,
    activities.organisation-listed.v1, activities.week-closed.v1, activities.entry-corrected.v1,
    activities.entry-withdrawn.v1
Listens to: councils.council-established.v1, activities.meeting-scheduled.v1, activities.meeting-postponed.v1,
    activities.meeting-held.v1, activities.attendance-corrected.v1, activities.meeting-cancelled.v1,
    activities.meeting-withdrawn.v1, activities.minutes-drafted.v1, activities.minutes-circulated.v1,
    activities.minutes-approved.v1, activities.minutes-published.v1, activities.steering-body-declared.v1,
    activities.steering-session-scheduled.v1, activities.steering-session-held.v1,
    activities.steering-session-cancelled.v1, activities.steering-session-not-convened.v1,
    activities.representative-named.v1, activities.pilotage-attended.v1, activities.initiative-proposed.v1,
    activities.initiative-adopted.v1, activities.initiative-funded.v1, activities.initiative-completed.v1,
    activities.initiative-dropped.v1, activities.activity-logged.v1, activities.outreach-held.v1,
    activities.drop-in-held.v1, activities.contact-logged.v1, activities.communication-issued.v1,
    activities.walk-held.v1, activities.social-watch-noted.v1, activities.organisation-listed.v1,
    activities.week-closed.v1, activities.entry-corrected.v1, activities.entry-withdrawn.v1
"""
