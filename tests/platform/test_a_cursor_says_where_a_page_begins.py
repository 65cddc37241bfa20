from __future__ import annotations

import pytest

from shared.platform.exchange import LARGEST_POSITION, MalformedCursor, read_position


def test_a_position_is_read() -> None:
    assert read_position("12") == 12
    assert read_position("9223372036854775807") == LARGEST_POSITION


@pytest.mark.parametrize(
    "written", ["", " 12", "1_2", "-12", "+12", "12.0", "\u0661\u0662", "12\n", "9223372036854775808", "9" * 5000]
)
def test_what_is_no_position_is_refused(written: str) -> None:
    with pytest.raises(MalformedCursor):
        read_position(written)
