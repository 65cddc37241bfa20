"""`python -m services.activities`: the process of the service."""

from services.activities.main import build
from shared.platform.service import run

run("activities", build)
