"""Reporting: figures. Every fact kept as received, what each contributes, indicators as data, and the proof of each figure.

Records: nothing
Listens to: councils.council-established.v1, councils.council-district-set.v1, councils.member-joined.v1,
    councils.member-left.v1, councils.facilitator-assigned.v1, councils.facilitator-unassigned.v1,
    activities.meeting-scheduled.v1, activities.meeting-held.v1, activities.attendance-corrected.v1,
    activities.meeting-cancelled.v1, activities.meeting-withdrawn.v1, activities.minutes-published.v1,
    activities.steering-body-declared.v1, activities.steering-session-scheduled.v1,
    activities.steering-session-held.v1, activities.steering-session-cancelled.v1,
    activities.steering-session-not-convened.v1, activities.representative-named.v1,
    activities.pilotage-attended.v1, activities.initiative-proposed.v1, activities.initiative-adopted.v1,
    activities.initiative-funded.v1, activities.initiative-completed.v1, activities.initiative-dropped.v1
"""
