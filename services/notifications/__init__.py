"""Notifications: whom to tell. Reads what the others record, and says what waits for somebody on a given day.

Records: nothing
Listens to: councils.council-established.v1, councils.council-withdrawn.v1, activities.meeting-scheduled.v1,
    activities.meeting-postponed.v1, activities.meeting-held.v1, activities.meeting-cancelled.v1,
    activities.meeting-withdrawn.v1, activities.minutes-published.v1, activities.meeting-corrected.v1,
    activities.steering-session-scheduled.v1, activities.steering-session-held.v1,
    activities.steering-session-cancelled.v1, activities.representative-named.v1, activities.pilotage-attended.v1,
    activities.steering-session-corrected.v1, activities.steering-session-withdrawn.v1
"""
