from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def test_the_header_names_the_database_the_broker_and_the_browser(request: pytest.FixtureRequest) -> None:
    config = request.config
    header = "\n".join(map(str, config.hook.pytest_report_header(config=config, start_path=config.rootpath)))
    assert re.search(r"postgresql: .*(PostgreSQL 1[5-9]|Docker|names)", header)
    assert re.search(r"nats: nats-server 2\.\d+\.\d+", header)
    assert "browser: " in header
