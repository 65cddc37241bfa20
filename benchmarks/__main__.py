"""`python -m benchmarks`: all of them, one after the other, and one table."""

from __future__ import annotations

from benchmarks import commands, projection, relay, visible
from benchmarks.measure import show

show([line for benchmark in (commands, relay, projection, visible) for line in benchmark.run()])
