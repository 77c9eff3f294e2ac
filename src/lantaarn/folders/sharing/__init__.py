"""Lawful sharing: seen beforehand, chosen line by line, enforced by the database, and to be taken back."""

from lantaarn.folders.sharing.acting import (
    CannotRecall,
    Ended,
    EndedView,
    ShareOutcome,
    confirm_second,
    refuse_second,
    share,
    withdraw_share,
)
from lantaarn.folders.sharing.judging import Facts, Field
from lantaarn.folders.sharing.parties import PartyKind
from lantaarn.folders.sharing.previewing import Preview, PreviewLine, preview
from lantaarn.folders.sharing.route import follow, share_along_route, share_back, share_for_the_queue

__all__ = [
    "CannotRecall",
    "Ended",
    "EndedView",
    "Facts",
    "Field",
    "PartyKind",
    "Preview",
    "PreviewLine",
    "ShareOutcome",
    "confirm_second",
    "follow",
    "preview",
    "refuse_second",
    "share",
    "share_along_route",
    "share_back",
    "share_for_the_queue",
    "withdraw_share",
]
