"""`python -m benchmarks`: all of them, one after the other, each with its table, then one table of all."""

from __future__ import annotations

from benchmarks import commands, projection, relay, visible
from benchmarks.measure import show

lines = []
for benchmark in (commands, relay, projection, visible):
    measured = benchmark.run()
    show(measured)
    lines += measured
show(lines)
