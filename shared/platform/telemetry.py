"""What operators see: structured logs and metrics, without any personal data."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections import deque
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import orjson
import structlog
from prometheus_client import Counter, Gauge, Histogram

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

FACTS_RECORDED = Counter("fil_facts_recorded_total", "Facts recorded, by type.", ["service", "type"])
GROUP_SIZE = Histogram(
    "fil_group_commit_commands", "Commands committed in one transaction.", ["service"], buckets=(1, 2, 4, 8, 16, 32, 64)
)
LOG_POSITION = Gauge("fil_log_position", "Last position recorded in the log of the service.", ["service"])
PUBLISHED_POSITION = Gauge("fil_published_position", "Last position that the broker holds.", ["service"])
PUBLISH_RETRIES = Counter("fil_publish_retries_total", "Times the relay had to find its place again.", ["service"])
SIGNING_STOPPED = Gauge(
    "fil_signing_stopped", "1 while the log is not what was signed, and nothing more is signed.", ["service"]
)
APPLIED_POSITION = Gauge("fil_applied_position", "Last position applied to the projection.", ["projection", "source"])
READ_BEHIND = Gauge(
    "fil_read_behind_facts", "Positions known at the source and not applied yet.", ["projection", "source"]
)
HOLES_CLOSED = Counter(
    "fil_holes_closed_total", "Holes in the stream closed from the source's log.", ["projection", "source"]
)
READER_STOPPED = Gauge(
    "fil_reader_stopped", "1 while a projection has stopped and waits for somebody.", ["projection", "source"]
)
PROJECTION_VERSION = Gauge("fil_projection_version", "Version of the projection that is read from.", ["projection"])
LAST_REPLAY_EQUAL = Gauge(
    "fil_last_replay_equal", "1 when the last replay gave the same tables, 0 when it differed.", ["projection"]
)
REQUEST_SECONDS = Histogram(
    "fil_http_request_duration_seconds",
    "Time to answer.",
    ["service", "method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
REQUESTS_IN_PROGRESS = Gauge("fil_http_requests_in_progress", "Requests being answered.", ["service"])
PROBLEMS = Counter("fil_problems_total", "Refusals and errors answered, by code.", ["service", "code"])


def configure_logs(service: str, level: str = "INFO") -> None:
    """JSON lines on standard output, one event a line; the libraries' own logs join them."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, _naming(service), structlog.processors.JSONRenderer(serializer=_to_json)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(cast("BinaryIO", _Lines())),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _naming(service)],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=lambda event, **_: _to_json(event).decode()),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)


class _Lines:
    """Standard output, written once for all the lines of one turn of the event loop.

    Each write lets another thread take the interpreter, which it gives back only milliseconds later.
    """

    def __init__(self) -> None:
        self._lines: deque[bytes] = deque()

    def write(self, line: bytes) -> None:
        """Keep a line until it is flushed."""
        self._lines.append(line)

    def flush(self) -> None:
        """Write at the end of this turn of the loop; at once where there is none."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._write_out()
        else:
            if len(self._lines) == 1:
                loop.call_soon(self._write_out)

    def _write_out(self) -> None:
        lines = []
        with contextlib.suppress(IndexError):  # another thread may be writing them out too
            while True:
                lines.append(self._lines.popleft())
        sys.stdout.buffer.write(b"".join(lines))
        sys.stdout.buffer.flush()


def _naming(service: str) -> Any:
    def add(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return add


def _to_json(event: Any, **_: Any) -> bytes:
    return orjson.dumps(event, default=str)
