"""The shared cast, and keys that no test leaves behind for the next."""

import pytest

from ground.region import sign_in, stage


@pytest.fixture(autouse=True)
def _nothing_remembered():
    from lantaarn.vault.organisations import forget_all

    forget_all()
    yield
    forget_all()


__all__ = ["sign_in", "stage"]
