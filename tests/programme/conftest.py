"""The shared cast, and a small invented programme."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ground.region import sign_in, stage
from programme.invented import READ, Adopted


@pytest.fixture
def read() -> dict[str, Any]:
    """A copy, so that a test may change it."""
    return copy.deepcopy(READ)


@pytest.fixture
def adopted(stage, read):
    """That programme, confirmed and adopted; `adopted.action(words)` finds one of its actions."""
    return Adopted(stage, read)


__all__ = ["adopted", "read", "sign_in", "stage"]
