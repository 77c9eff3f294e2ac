"""The data of signals: what was reported, where it stands, who was asked, what was agreed."""

from lantaarn.signals.models.reports import Advice, Draft, ImportBatch, Question, Report
from lantaarn.signals.models.signal import Moment, Place, Signal, SignalLink
from lantaarn.signals.models.work import AgendaItem, Mail, Referral, Task

__all__ = [
    "Advice",
    "AgendaItem",
    "Draft",
    "ImportBatch",
    "Mail",
    "Moment",
    "Place",
    "Question",
    "Referral",
    "Report",
    "Signal",
    "SignalLink",
    "Task",
]
