"""The shared cast of Drenthe, and the small invented region."""

from ground.region import stage
from network.cast import cast, sign_in

__all__ = ["cast", "sign_in", "stage"]
