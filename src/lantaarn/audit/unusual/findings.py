"""What stands out and why, told from counts of uses: nothing here knows what a signal says. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

KINDS: Mapping[str, Promise] = {
    "many": _l("veel signalen in korte tijd"),
    "own_name": _l("gezocht op eigen gegevens"),
    "outside_cases": _l("signalen buiten het eigen werk"),
    "outside_hours": _l("buiten werktijd of tijdens afwezigheid"),
    "refused": _l("vaak geweigerd"),
    "emergency": _l("noodtoegang"),
}
USUAL_DAYS = 60
"""So many days back a person's own usual is looked for."""
MANY_AT_LEAST = 15
MANY_TIMES_USUAL = 3
EXPORT_AT_LEAST = 50
OUTSIDE_CASES_AT_LEAST = 5
REFUSED_AT_LEAST = 5
FROM_HOUR, TO_HOUR = 7, 20
OUTSIDE_IS_USUAL = 0.2
"""Who does this share of the work outside hours works then; a late shift is not a finding each night."""


@dataclass(frozen=True)
class Worker:
    """Somebody whose own data may be searched for: words of the surname, telephone, mail address."""

    user_id: UUID
    own: str


@dataclass(frozen=True)
class Absence:
    """Days on which somebody said to be away."""

    user_id: UUID
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True)
class Note:
    """What a privacy officer noted about a finding."""

    who: str
    at: dt.datetime
    text: str


@dataclass(frozen=True)
class Watched:
    """Which findings: in which period, of whom, of which kind, seen or not yet ("", "open", "seen")."""

    first_day: dt.datetime
    last_day: dt.datetime
    people: tuple[UUID, ...] | None = None
    kind: str = ""
    state: str = ""

    def holds(self, finding: Finding) -> bool:
        return (
            self.first_day <= finding.last
            and finding.first < self.last_day
            and (self.people is None or finding.user_id in self.people)
            and self.kind in ("", finding.kind)
            and {"": True, "open": finding.seen is None, "seen": finding.seen is not None}[self.state]
        )


@dataclass(frozen=True)
class Finding:
    """One thing that stood out."""

    kind: str
    user_id: UUID | None
    who: str
    role: str
    desk: str
    first: dt.datetime
    last: dt.datetime
    count: int
    reason: str
    bucket: str
    seen: Note | None = None

    @property
    def key(self) -> str:
        """The same for the same hour or day of the same person, so that a note stays with it."""
        return hashlib.sha256(f"{self.kind}|{self.user_id}|{self.bucket}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Use:
    """What one person did in one hour, in one way (an action with an outcome and a ground)."""

    user_id: UUID
    who: str
    role: str
    desk: str
    hour: dt.datetime
    action: str
    outcome: str
    ground: str
    first: dt.datetime
    last: dt.datetime
    times: int
    folders: int
    """How many different folders were among it."""

    @property
    def read(self) -> bool:
        return self.action == "signal.read" and self.outcome == "done"


def found_in(uses: Iterable[Use], absences: Iterable[Absence]) -> Iterator[Finding]:
    """Everything that stands out in these uses; `hour` of a use is in local time."""
    by_person: dict[UUID, list[Use]] = defaultdict(list)
    for use in uses:
        by_person[use.user_id].append(use)
    away: dict[UUID, list[Absence]] = defaultdict(list)
    for absence in absences:
        away[absence.user_id].append(absence)
    for user_id, own in by_person.items():
        own.sort(key=lambda use: use.first)
        yield from _many(own)
        yield from _exports(own)
        yield from _outside_cases(own)
        yield from _outside_hours(own, away[user_id])
        yield from _refused(own)
        yield from _emergencies(own)


def _finding(kind: str, group: list[Use], *, count: int, reason: str, bucket: str) -> Finding:
    last = group[-1]
    return Finding(
        kind=kind,
        user_id=last.user_id,
        who=last.who,
        role=last.role,
        desk=last.desk,
        first=min(use.first for use in group),
        last=max(use.last for use in group),
        count=count,
        reason=reason,
        bucket=bucket,
    )


def _grouped(uses: Iterable[Use], unit: str) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        found[use.hour.strftime("%Y-%m-%d" if unit == "day" else "%Y-%m-%dT%H")].append(use)
    return found


def _many(own: list[Use]) -> Iterator[Finding]:
    hours = [(bucket, group) for bucket, group in _grouped((u for u in own if u.read), "hour").items()]
    counts = [(group[0].hour, sum(use.folders for use in group)) for _bucket, group in hours]
    for (bucket, group), (hour, count) in zip(hours, counts, strict=True):
        if count < MANY_AT_LEAST:
            continue
        before = [n for at, n in counts if hour - dt.timedelta(days=USUAL_DAYS) <= at < hour]
        usual = statistics.median(before) if before else 0
        if count < MANY_TIMES_USUAL * usual:
            continue
        reason = _("Las in één uur %(n)d verschillende signalen; gewoon is voor deze persoon %(usual)d.") % {
            "n": count,
            "usual": round(usual),
        }
        yield _finding("many", group, count=count, reason=reason, bucket=bucket)


def _exports(own: list[Use]) -> Iterator[Finding]:
    exports = [use for use in own if use.action.endswith(".exported") and use.folders >= EXPORT_AT_LEAST]
    for number, use in enumerate(exports):
        if number and use.hour - exports[number - 1].hour <= dt.timedelta(days=USUAL_DAYS):
            continue
        reason = _("Haalde %(n)d signalen op als bestand; dat deed deze persoon in de weken ervoor niet.") % {
            "n": use.folders
        }
        yield _finding("many", [use], count=use.folders, reason=reason, bucket=f"export {use.hour.isoformat()}")


NOT_OWN = ("", "grant", "emergency")
"""Grounds of a reading for which the desk had no question or task in the signal."""


def _outside_cases(own: list[Use]) -> Iterator[Finding]:
    strange = (use for use in own if use.read and use.ground in NOT_OWN)
    for bucket, group in _grouped(strange, "day").items():
        count = sum(use.folders for use in group)
        if count >= OUTSIDE_CASES_AT_LEAST:
            reason = _("Las op één dag %(n)d signalen waarin de eigen balie geen vraag of taak had.") % {"n": count}
            yield _finding("outside_cases", group, count=count, reason=reason, bucket=bucket)


def _is_outside(use: Use) -> bool:
    return use.hour.weekday() >= 5 or not FROM_HOUR <= use.hour.hour < TO_HOUR


def _outside_hours(own: list[Use], away: list[Absence]) -> Iterator[Finding]:
    for bucket, group in _grouped((use for use in own if use.read), "day").items():
        day = group[0].hour.date()
        if any(absence.first_day <= day <= absence.last_day for absence in away):
            count = sum(use.folders for use in group)
            reason = _("Las %(n)d signalen op een dag waarop deze persoon als afwezig stond.") % {"n": count}
            yield _finding("outside_hours", group, count=count, reason=reason, bucket=bucket)
            continue
        late = [use for use in group if _is_outside(use)]
        if late and not _usually_late(own, late[0]):
            count = sum(use.folders for use in late)
            reason = _("Las %(n)d signalen in het weekeind of vóór %(from)d of na %(to)d uur; dat is niet gewoon.") % {
                "n": count,
                "from": FROM_HOUR,
                "to": TO_HOUR,
            }
            yield _finding("outside_hours", late, count=count, reason=reason, bucket=bucket)


def _usually_late(own: list[Use], now: Use) -> bool:
    since = now.hour - dt.timedelta(days=USUAL_DAYS)
    before = [use for use in own if use.read and since <= use.hour and use.hour.date() < now.hour.date()]
    return bool(before) and sum(map(_is_outside, before)) >= OUTSIDE_IS_USUAL * len(before)


def _refused(own: list[Use]) -> Iterator[Finding]:
    for bucket, group in _grouped((use for use in own if use.outcome == "denied"), "hour").items():
        count = sum(use.times for use in group)
        if count >= REFUSED_AT_LEAST:
            reason = _("Werd in één uur %(n)d keer geweigerd.") % {"n": count}
            yield _finding("refused", group, count=count, reason=reason, bucket=bucket)


def _emergencies(own: list[Use]) -> Iterator[Finding]:
    reasons = {
        "emergency.opened": _("Opende een signaal met noodtoegang; kijk of de reden klopt."),
        "emergency.tried": _("Probeerde noodtoegang met een kenmerk dat niet bestaat."),
    }
    for use in own:
        if reason := reasons.get(use.action):
            yield _finding(
                "emergency", [use], count=use.times, reason=reason, bucket=f"{use.action} {use.hour:%Y-%m-%dT%H}"
            )


def with_note(finding: Finding, notes: Mapping[str, Note]) -> Finding:
    return replace(finding, seen=notes.get(finding.key))
