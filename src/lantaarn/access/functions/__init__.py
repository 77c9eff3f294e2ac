"""The functions of the database that alone may write grants, disclosures, shares, withdrawals and emergencies."""

from lantaarn.access.functions import emergencies, granting, sharing, withdrawing

FUNCTIONS = granting.FUNCTIONS + sharing.FUNCTIONS + withdrawing.FUNCTIONS + emergencies.FUNCTIONS
SIGNATURES = (*granting.SIGNATURES, *sharing.SIGNATURES, *withdrawing.SIGNATURES, *emergencies.SIGNATURES)
INSIDE = (*sharing.INSIDE, *withdrawing.INSIDE)
"""Called by the others alone: nobody else may."""
FOR_THE_QUEUE = ("access_give(uuid, uuid, text, text)", "access_share(jsonb)", "access_share_more(uuid, jsonb)")

__all__ = ["FOR_THE_QUEUE", "FUNCTIONS", "INSIDE", "SIGNATURES"]
