"""`python -m services.notifications`: the process of the service."""

from services.notifications.main import build
from shared.platform.service import run

run("notifications", build)
