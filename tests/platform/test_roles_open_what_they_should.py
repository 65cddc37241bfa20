from __future__ import annotations

import pytest

from shared.platform.access import GRANTS, Permission, Principal, may

TABLE = {
    "facilitator": {"read", "record", "read-people", "record-people", "read-figures"},
    "coordinator": {
        *("read", "record", "read-people", "record-people", "audit-people"),
        *("read-figures", "answer-for", "read-log"),
    },
    "operator": {"read-figures", "read-log", "operate"},
    "service": {"read", "read-figures", "read-log"},
    "council-member": set(),
    "": set(),
    "Coordinator": set(),
}


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", TABLE)
def test_each_role_may_do_what_the_table_says_and_nothing_else(role: str, permission: Permission) -> None:
    assert may(Principal("somebody", frozenset({role})), permission) is (permission.value in TABLE[role])


def test_the_table_forgets_no_role() -> None:
    assert set(GRANTS) <= set(TABLE)


def test_without_a_role_nothing_is_allowed() -> None:
    assert not any(may(Principal("somebody", frozenset()), permission) for permission in Permission)


def test_several_roles_add_up() -> None:
    both = Principal("somebody", frozenset({"facilitator", "operator"}))
    assert may(both, Permission.RECORD)
    assert may(both, Permission.OPERATE)
