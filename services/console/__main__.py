"""`python -m services.console`: the process of the service."""

from services.console.main import build
from shared.platform.service import run

run("console", build)
