"""Activities: what. Meetings, sessions of steering bodies, initiatives.

Records: activities.meeting-scheduled.v1, activities.meeting-held.v1, activities.attendance-corrected.v1,
    activities.meeting-cancelled.v1, activities.meeting-withdrawn.v1, activities.minutes-published.v1,
    activities.steering-body-declared.v1, activities.steering-session-scheduled.v1,
    activities.steering-session-held.v1, activities.steering-session-cancelled.v1,
    activities.steering-session-not-convened.v1, activities.representative-named.v1,
    activities.pilotage-attended.v1, activities.initiative-proposed.v1, activities.initiative-adopted.v1,
    activities.initiative-funded.v1, activities.initiative-completed.v1, activities.initiative-dropped.v1
Listens to: councils.council-established.v1, activities.meeting-scheduled.v1, activities.meeting-held.v1,
    activities.attendance-corrected.v1, activities.meeting-cancelled.v1, activities.meeting-withdrawn.v1,
    activities.minutes-published.v1, activities.steering-body-declared.v1, activities.steering-session-scheduled.v1,
    activities.steering-session-held.v1, activities.steering-session-cancelled.v1,
    activities.steering-session-not-convened.v1, activities.representative-named.v1, activities.pilotage-attended.v1,
    activities.initiative-proposed.v1, activities.initiative-adopted.v1, activities.initiative-funded.v1,
    activities.initiative-completed.v1, activities.initiative-dropped.v1
"""
