"""Pages of the programme, in the staffed region."""

from ground.region import sign_in, stage
from network.cast import cast

__all__ = ["cast", "sign_in", "stage"]
