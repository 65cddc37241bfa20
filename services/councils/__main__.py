"""`python -m services.councils`: the process of the service."""

from services.councils.main import build
from shared.platform.service import run

run("councils", build)
