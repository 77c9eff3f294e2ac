"""The shared cast of Drenthe, and two desks that know the same person."""

from __future__ import annotations

import pytest

from ground.region import sign_in, stage


@pytest.fixture
def known(stage):
    from persons.known import Known

    return Known(stage)


__all__ = ["known", "sign_in", "stage"]
