"""`python -m services.reporting`: the process of the service."""

from services.reporting.main import build
from shared.platform.service import run

run("reporting", build)
