"""The functions of the database that alone may write grants, disclosures, shares, withdrawals and emergencies."""

from lantaarn.access.functions import emergencies, granting, picturing, sharing, withdrawing

_ALL = (granting, sharing, withdrawing, emergencies, picturing)
FUNCTIONS = "".join(one.FUNCTIONS for one in _ALL)
SIGNATURES = tuple(signature for one in _ALL for signature in one.SIGNATURES)
INSIDE = (*sharing.INSIDE, *withdrawing.INSIDE)
"""Called by the others alone: nobody else may."""
FOR_THE_QUEUE = ("access_give(uuid, uuid, text, text)", "access_share(jsonb)", "access_share_more(uuid, jsonb)")

__all__ = ["FOR_THE_QUEUE", "FUNCTIONS", "INSIDE", "SIGNATURES"]
