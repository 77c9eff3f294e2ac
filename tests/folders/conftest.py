"""The shared cast of Drenthe."""

from ground.region import sign_in, stage

__all__ = ["sign_in", "stage"]
