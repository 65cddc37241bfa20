from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import orjson
from hypothesis import given
from hypothesis import strategies as st

from shared.platform.envelope import Entry, read_log_lines, write_log_line

if TYPE_CHECKING:
    from tests.support.house import House

lines = st.builds(
    Entry,
    st.integers(1, 2**62),
    st.integers(0, 2**62),
    st.binary().filter(lambda state: b'\n{"position":' not in state),
    st.none() | st.text(),
)


@given(st.lists(lines))
def test_whatever_bytes_are_stored_each_line_is_read_as_it_was_written(entries: list[Entry]) -> None:
    assert list(read_log_lines(b"".join(map(write_log_line, entries)))) == entries


def test_a_line_that_somebody_put_into_a_fact_takes_nothing_from_the_next() -> None:
    false = b'{}}\n{"position":7,"previous_position":6,"state":{}'
    body = write_log_line(Entry(1, 0, false)) + write_log_line(Entry(2, 1, b"{}"))
    assert list(read_log_lines(body)) == [Entry(1, 0, b"{}"), Entry(7, 6, b"{}"), Entry(2, 1, b"{}")]


def test_it_holds_the_bytes_of_the_log_and_a_chain_that_anybody_can_make_again(house: House) -> None:
    house.start("councils", "activities", "reporting")
    for code in ("CC18", "CC19", "CC20"):
        house.establish(code)
    after = house.councils.all_said
    house.reporting.get("/v1/figures", from_="2016-01-01", to="2016-12-31", after=after)

    answer = house.reporting.get("/v1/ledger/councils")

    assert answer.headers["Content-Type"] == "application/x-ndjson"
    kept = list(read_log_lines(answer.content))
    assert [(one.position, one.state) for one in kept] == [
        (one.position, one.state) for one in read_log_lines(house.councils.get("/v1/log").content)
    ]
    assert len(kept) == 3
    chain = "0" * 64
    for line in answer.content.splitlines():
        said = orjson.loads(line)
        state = line.partition(b'"state":')[2][:-1]
        chain = sha256(f"{chain} {said['position']} ".encode() + state).hexdigest()
        assert said["chain"] == chain
    second = list(read_log_lines(house.reporting.get("/v1/ledger/councils", after=kept[0].position, limit=1).content))
    assert second == [kept[1]]
    assert house.reporting.get("/v1/ledger/activities").content == b""


def test_a_log_that_does_not_exist_and_a_place_that_is_none_are_told(house: House) -> None:
    house.start("reporting")
    unknown = house.reporting.get("/v1/ledger/nobody")
    assert (unknown.status_code, unknown.json()["type"]) == (404, "/problems/no-such-source")
    assert unknown.json()["detail"] == "Aucun journal ne s'appelle « nobody »."
    assert unknown.json()["errors"][0]["pointer"] == "/path/source"
    assert house.reporting.get("/v1/ledger/councils", after=-1).status_code == 422
    assert house.reporting.get("/v1/ledger/councils", roles=("facilitator",)).status_code == 403
