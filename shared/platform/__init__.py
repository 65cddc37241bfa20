"""Plumbing that names no service: store, bus, read models, web, access, settings, telemetry.

The standard library's SQLite is replaced here, before anything can import it: Debian 12 ships 3.40, and every version
before 3.51.3 may corrupt a write-ahead log that two connections write and checkpoint.
"""

from __future__ import annotations

import sys

import pysqlite3
import pysqlite3.dbapi2

SQLITE_FLOOR = (3, 51, 3)

if pysqlite3.dbapi2.sqlite_version_info < SQLITE_FLOOR:
    found = pysqlite3.dbapi2.sqlite_version
    raise ImportError(f"SQLite {found} may corrupt its write-ahead log: 3.51.3 or later is needed (package pysqlite3)")

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
