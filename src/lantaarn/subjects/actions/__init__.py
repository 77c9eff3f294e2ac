"""What people do with a request: receive it, make sure it is safe, find, decide, answer."""

from lantaarn.subjects.actions.answering import answer, answer_follows, letter_made, tell_nothing
from lantaarn.subjects.actions.deciding import (
    decide_item,
    desk_answers,
    open_item,
    pass_to_desk,
    restrict_folder,
    search,
)
from lantaarn.subjects.actions.receiving import Asked, check_contact, extend, identify, month_after, receive, stop

__all__ = [
    "Asked",
    "answer",
    "answer_follows",
    "check_contact",
    "decide_item",
    "desk_answers",
    "extend",
    "identify",
    "letter_made",
    "month_after",
    "open_item",
    "pass_to_desk",
    "receive",
    "restrict_folder",
    "search",
    "stop",
    "tell_nothing",
]
