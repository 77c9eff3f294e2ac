"""The hand-over sheet: one A4 for a desk that does not work in Lantaarn."""

from lantaarn.papers.handover.odt import to_odt
from lantaarn.papers.handover.pdf import to_pdf
from lantaarn.papers.handover.sheet import (
    Fact,
    FromDesk,
    HandoverSheet,
    Indicator,
    Place,
    Remark,
    SafeContact,
    StayedBehind,
    ToDesk,
)

__all__ = [
    "Fact",
    "FromDesk",
    "HandoverSheet",
    "Indicator",
    "Place",
    "Remark",
    "SafeContact",
    "StayedBehind",
    "ToDesk",
    "to_odt",
    "to_pdf",
]
