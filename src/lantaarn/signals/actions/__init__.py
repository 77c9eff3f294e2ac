"""What can be done with a signal: each a function that checks, changes, logs, and tells who must know."""

from lantaarn.signals.actions.adding import add_contribution, correct
from lantaarn.signals.actions.advice import note_advice
from lantaarn.signals.actions.answering import answer_question
from lantaarn.signals.actions.course import Stale
from lantaarn.signals.actions.handling import (
    accept,
    ask_reporter,
    close,
    finish,
    link,
    reopen,
    set_facts,
    undo_link,
    watch,
)
from lantaarn.signals.actions.imports import MOST_ROWS, apply_import, drop_import, map_columns, start_import
from lantaarn.signals.actions.intake import (
    CardAnswer,
    PlaceInput,
    Received,
    ReceivedBefore,
    ReportInput,
    receive_report,
    register,
)
from lantaarn.signals.actions.meetings import close_meeting, decide_item, plan_meeting, put_on_agenda
from lantaarn.signals.actions.passing import (
    decline,
    note_receipt,
    note_sheet,
    pass_on,
    pass_on_otherwise,
    withdraw,
)
from lantaarn.signals.actions.persons import correct_person, note_person
from lantaarn.signals.actions.tasks import SUBMITS, TaskInput, advise_submission, finish_task

__all__ = [
    "MOST_ROWS",
    "SUBMITS",
    "CardAnswer",
    "PlaceInput",
    "Received",
    "ReceivedBefore",
    "ReportInput",
    "Stale",
    "TaskInput",
    "accept",
    "add_contribution",
    "advise_submission",
    "answer_question",
    "apply_import",
    "ask_reporter",
    "close",
    "close_meeting",
    "correct",
    "correct_person",
    "decide_item",
    "decline",
    "drop_import",
    "finish",
    "finish_task",
    "link",
    "map_columns",
    "note_advice",
    "note_person",
    "note_receipt",
    "note_sheet",
    "pass_on",
    "pass_on_otherwise",
    "plan_meeting",
    "put_on_agenda",
    "receive_report",
    "register",
    "reopen",
    "set_facts",
    "start_import",
    "undo_link",
    "watch",
    "withdraw",
]
