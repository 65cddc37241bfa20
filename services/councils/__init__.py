"""Councils: who. Which councils exist, where, who sits in them and who supports them.

Records: councils.council-established.v1, councils.council-district-set.v1, councils.member-joined.v1,
    councils.member-left.v1, councils.facilitator-assigned.v1, councils.facilitator-unassigned.v1
Listens to: councils.council-established.v1, councils.council-district-set.v1, councils.member-joined.v1,
    councils.member-left.v1, councils.facilitator-assigned.v1, councils.facilitator-unassigned.v1
"""
