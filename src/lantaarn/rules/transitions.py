"""Every status table of the product, as data: which state may follow which, and who may take the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One allowed step. `asks` names what must be given along with it."""

    name: str
    start: frozenset[str]
    end: str
    asks: tuple[str, ...] = ()


class NotAllowed(ValueError):
    """The step is not in the table from this state; the sentence says what is possible."""


@dataclass(frozen=True)
class StatusTable:
    """The life of one thing: its states with Dutch labels, where it begins, and its steps."""

    name: str
    labels: Mapping[str, str]
    begins: str
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(self.labels)

    def possible(self, state: str) -> tuple[str, ...]:
        """The steps that may be taken from `state`."""
        return tuple(step.name for step in self.steps if state in step.start)

    def check(self, name: str, state: str) -> Step:
        """The step `name` from `state`, or NotAllowed with what is possible."""
        for step in self.steps:
            if step.name == name and state in step.start:
                return step
        now = self.labels.get(state, state)
        raise NotAllowed(f"Dit kan niet meer: de stand is nu ‘{now}’. Bekijk eerst wat er is veranderd.")

    def allows(self, name: str, state: str) -> bool:
        return any(step.name == name and state in step.start for step in self.steps)


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


SIGNAL = StatusTable(
    name="signal",
    labels={
        "received": "ontvangen",
        "taken_up": "opgepakt",
        "watching": "op afstand gevolgd",
        "closed": "afgerond",
    },
    begins="received",
    steps=(
        Step("take_up", _from("received", "watching"), "taken_up"),
        Step("watch", _from("taken_up"), "watching", ("ground", "date")),
        Step("close", _from("taken_up", "watching"), "closed", ("reason", "feedback")),
        Step("reopen", _from("closed"), "taken_up", ("reason",)),
    ),
)

REFERRAL = StatusTable(
    name="referral",
    labels={
        "offered": "aangeboden",
        "accepted": "aangenomen",
        "declined": "teruggegeven",
        "done": "klaar",
        "withdrawn": "ingetrokken",
    },
    begins="offered",
    steps=(
        Step("accept", _from("offered"), "accepted"),
        Step("decline", _from("offered"), "declined", ("reason",)),
        Step("finish", _from("accepted"), "done"),
        Step("withdraw", _from("offered", "accepted"), "withdrawn", ("reason",)),
    ),
)

TABLE_VERSION = StatusTable(
    name="table version",
    labels={
        "draft": "concept",
        "proved": "bewezen",
        "adopted": "vastgesteld",
        "active": "geldig",
        "retired": "vervangen",
    },
    begins="draft",
    steps=(
        Step("prove", _from("draft"), "proved"),
        Step("back_to_draft", _from("proved"), "draft"),
        Step("adopt", _from("proved"), "adopted", ("body", "date")),
        Step("activate", _from("adopted"), "active", ("date",)),
        Step("retire", _from("active"), "retired"),
    ),
)

MAIL = StatusTable(
    name="mail",
    labels={
        "queued": "klaargezet",
        "sending": "wordt verstuurd",
        "sent": "verstuurd",
        "uncertain": "onzeker",
        "failed": "mislukt",
    },
    begins="queued",
    steps=(
        Step("start", _from("queued"), "sending"),
        Step("confirm", _from("sending"), "sent"),
        Step("lose", _from("sending"), "uncertain"),
        Step("fail", _from("sending", "queued"), "failed", ("problem",)),
        Step("resend", _from("uncertain", "failed"), "queued", ("person",)),
        Step("settle", _from("uncertain"), "sent", ("person",)),
    ),
)

TABLES = (SIGNAL, REFERRAL, TABLE_VERSION, MAIL)
