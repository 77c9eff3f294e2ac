"""The shared cast of Drenthe, and the small invented region beside it."""

from ground.region import sign_in, stage
from network.cast import cast

__all__ = ["cast", "sign_in", "stage"]
