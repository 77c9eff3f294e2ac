"""What a desk does with a signal: one page per act that says beforehand what will happen."""

from lantaarn.web.desk.acts.content import add, ask, correct, facts, link, unlink
from lantaarn.web.desk.acts.course import advise, close, reopen, task_done, to_meeting, watch
from lantaarn.web.desk.acts.moving import accept, decline, finish, otherwise, pass_on, receipt, withdraw

__all__ = [
    "accept",
    "add",
    "advise",
    "ask",
    "close",
    "correct",
    "decline",
    "facts",
    "finish",
    "link",
    "otherwise",
    "pass_on",
    "receipt",
    "reopen",
    "task_done",
    "to_meeting",
    "unlink",
    "watch",
    "withdraw",
]
