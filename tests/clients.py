"""Programs that tests use to look at products as a reader would."""

from __future__ import annotations

import os
import shutil

import pytest


def require_client(name: str) -> str:
    """The path of a program; without it the test is skipped, and fails where CI=true."""
    path = shutil.which(name)
    if path:
        return path
    message = f"{name} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{message}, and CI must have it")
    pytest.skip(message)
