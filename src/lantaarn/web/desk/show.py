"""Turns what the signals room says into what the components of the look show: chips, boxes, timelines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.folders.persons import CODES
from lantaarn.papers.freetext import find
from lantaarn.signals.actions import SUBMITS
from lantaarn.signals.deadlines import days_left
from lantaarn.signals.queries import Inbox, InboxRow, Reader, ReferralView, SignalView, WordsView
from lantaarn.signals.routing import CHAIN_DIRECTOR
from lantaarn.tables.packs import Pack
from lantaarn.web import words
from lantaarn.web.look.addresses import of_signal
from lantaarn.web.look.dates import clock, stamp
from lantaarn.web.look.shapes import Answer, Box, Chip, LogRow, Mail, Step

ACTIONS = {
    "signal.read": gettext_noop("las het signaal"),
    "person.read": gettext_noop("las wat er over een persoon staat"),
    "inbox.read": gettext_noop("zag de regel in het postvak"),
    "list.read": gettext_noop("zag de regel in de lijst"),
    "list.exported": gettext_noop("nam de regel mee in een lijst"),
    "meeting.read": gettext_noop("zag het op de lijst van het overleg"),
    "chain.read": gettext_noop("zag waar het ligt, zonder inhoud"),
    "signal.sheet_printed": gettext_noop("maakte het overdrachtsblad"),
    "signal.received": gettext_noop("stuurde de melding in"),
}
WORKED = gettext_noop("werkte aan het signaal")


def advisable(view: SignalView, pack: Pack | None, by: Actor) -> bool:
    """Whether a municipality of this region can be advised to hand the case in itself: the region has such a desk."""
    if by.desk_kind != CHAIN_DIRECTOR or view.municipality_id is None or pack is None:
        return False
    return any(desk.code == SUBMITS for desk in pack.desks)


def due_chip(due_at: dt.datetime | None, *, late: bool = False) -> Chip | None:
    """How long there still is, in a shape and words."""
    if due_at is None:
        return None
    left = days_left(due_at)
    if late or due_at < timezone.now():
        days = max(-left, 0)
        if days == 0:
            return Chip("late", _("Te laat sinds %(time)s uur") % {"time": clock(due_at)})
        return Chip("late", ngettext("%(n)d dag te laat", "%(n)d dagen te laat", days) % {"n": days})
    if timezone.localdate(due_at) == timezone.localdate():
        return Chip("today", _("Vandaag, %(time)s uur") % {"time": clock(due_at)})
    return Chip("left", ngettext("Nog %(n)d werkdag", "Nog %(n)d werkdagen", max(left, 1)) % {"n": max(left, 1)})


def mail(row: InboxRow, *, new: bool, current: UUID | None) -> Mail:
    """A line of the inbox."""
    chips = [chip for chip in (due_chip(row.due_at, late=row.late),) if chip]
    chips += [Chip("waiting", desk) for desk in row.waits_for]
    if row.acute:
        chips.append(Chip("heed", _("Gevaar gemeld")))
    if row.minor == "yes":
        chips.append(Chip("plain", _("Onder 18")))
    if row.escalated:
        chips.append(Chip("heed", _("Niemand antwoordde")))
    if row.manual_reason:
        chips.append(Chip("heed", _("Zelf de weg kiezen")))
    return Mail(
        url=of_signal(row.folder_id),
        title=row.title,
        meta=_whence(row.municipality, row.domain, row.entry, get_language()),
        code=row.code,
        chips=tuple(chips),
        new=new,
        current=row.folder_id == current,
    )


@lru_cache(maxsize=4096)
def _whence(municipality: str, domain: str, entry: str, _language: str | None) -> str:
    """Where a signal is from; most lines of an inbox share it with others."""
    place = _("Gemeente %(name)s") % {"name": municipality} if municipality else _("Gemeente onbekend")
    return f"{place}. {_('Uit')} {words.DOMAIN[domain]}, {words.ENTRY[entry]}"


def inbox_groups(found: Inbox, current: UUID | None = None) -> list[dict[str, object]]:
    """The inbox's groups in the order in which they ask attention."""
    groups = (
        ("new", _("Nieuw"), found.new, _("Er is niets nieuws.")),
        ("mine", _("Bij u in behandeling"), found.mine, _("U hebt nu niets in behandeling.")),
        ("waiting", _("Wacht op een ander"), found.waiting, _("U wacht op niemand.")),
        ("watching", _("Op afstand gevolgd"), found.watching, _("U volgt niets op afstand.")),
    )
    return [
        {
            "name": name,
            "label": label,
            "mails": [mail(row, new=name == "new", current=current) for row in rows],
            "count": len(rows),
            "none": none,
        }
        for name, label, rows, none in groups
    ]


def why_boxes(signal: SignalView, referral: ReferralView, pack: Pack | None) -> list[Box]:
    """The path of facts and rule that brought the signal to this desk."""
    boxes = [Box(_("Gemeente"), signal.municipality or _("onbekend"))]
    if pack is not None:
        for name in ("acute_danger", "source_domain", "minor"):
            fact = next((f for f in pack.facts if f.name == name), None)
            if fact is not None and name in signal.facts:
                boxes.append(Box(fact.label, fact.label_of(signal.facts[name])))
    rule = referral.rule
    if rule.get("rule"):
        boxes.append(
            Box(
                _("Meldroute, versie %(n)s") % {"n": signal.version_number},
                _("regel %(n)s") % {"n": rule["rule"]},
                "rule",
            )
        )
    boxes.append(Box(_("Balie"), referral.to_desk, "end"))
    return boxes


def fact_rows(signal: SignalView, pack: Pack | None) -> list[tuple[str, str]]:
    """Every fact that the route looked at, in the pack's words."""
    if pack is None:
        return list(signal.facts.items())
    stage = pack.route.stage
    return [
        (f.label, f.label_of(signal.facts[f.name])) for f in pack.facts if f.name in signal.facts and f.name != stage
    ]


def card_rows(signal: SignalView, pack: Pack | None) -> list[Answer]:
    """The card read back, in the order of the card; no score."""
    given = {a.code: a for a in signal.answers}
    known = pack.indicators if pack else ()
    return [Answer(i.label, given[i.code].answer, given[i.code].how) for i in known if i.code in given]


def task_label(code: str, pack: Pack | None) -> str:
    """What a desk was asked, in the pack's words."""
    if code == "manual_triage":
        return _("zelf de weg kiezen")
    found = next((t for t in pack.tasks if t.code == code), None) if pack else None
    return found.label if found else code


def timeline(signal: SignalView) -> list[Step]:
    """What happened, and what comes if nobody acts."""
    steps = [
        Step(
            words.moment_text(m.kind, m.desk, m.words),
            when=stamp(m.at),
            iso=m.at.isoformat(),
        )
        for m in signal.moments
    ]
    waiting = [r for r in signal.referrals if r.state == "offered"]
    steps += [
        Step(_("%(desk)s moet nog antwoorden.") % {"desk": r.to_desk}, when=_("Nu"), state="now") for r in waiting[:1]
    ]
    for r in waiting[:1]:
        if r.due_at:
            steps.append(
                Step(
                    _("Zonder antwoord: naar de ketenregisseur."),
                    when=stamp(r.due_at),
                    state="ahead",
                    iso=r.due_at.isoformat(),
                )
            )
    return steps


def log_rows(signal: SignalView) -> list[LogRow]:
    """Who used this signal, by role and desk, the last first."""
    return [
        LogRow(
            who=_("Melder") if r.role == "reporter" else r.desk or _("Lantaarn zelf"),
            did=_(ACTIONS.get(r.action, WORKED)),
            why=_why(r),
            icon="eye" if r.action.endswith("read") else "pen",
        )
        for r in signal.readers
    ]


def _why(reader: Reader) -> str:
    when = stamp(reader.at)
    often = ngettext("%(n)d keer", "%(n)d keer, het laatst", reader.times) % {"n": reader.times}
    told = f"{often} {when}." if reader.times > 1 else f"{when}."
    if not reader.ground:
        return told
    return told + " " + _("Grond: %(ground)s") % {"ground": words.GROUND.get(reader.ground, reader.ground)}


def statements(signal: SignalView) -> list[WordsView]:
    """What was seen, told and thought, the newest correction in the place of what it corrects; persons stand apart."""
    return [w for w in signal.words if w.kind != "card" and w.person_id is None]


def said(row: WordsView) -> str:
    """What a contribution says, also where it stands alone: a value of a person with its name."""
    return f"{words.PERSON[row.field]}: {of_person(row.field, row.text)}" if row.field else row.text


def domain_of(by: Actor) -> str:
    """The domain of what a desk writes itself."""
    return "safety" if "safety" in by.desk_kind else "care"


def of_person(field: str, text: str) -> str:
    """A value of a person as the reader's language has it: words of a list are kept in Dutch."""
    return _(text) if field in CODES and text else text


def names_in(signal: SignalView) -> tuple[str, ...]:
    """The names that this signal knows: of who reported, and of the persons in it."""
    persons = tuple(row.text for row in signal.words if row.field == "name")
    return (signal.report.name, *persons) if signal.report and signal.report.name else persons


@dataclass(frozen=True)
class Pointer:
    """Something in free text that seems to point at a person."""

    text: str
    label: str
    kind: str


def pointers(signal: SignalView) -> list[Pointer]:
    """What in the words that would go along points at a person; shown before a hand-over, and a person decides."""
    texts = [(w.text, str(words.KIND[w.kind])) for w in signal.words if not w.corrected]
    texts += [(p.text, _("Plaats")) for p in signal.places]
    seen: dict[str, Pointer] = {}
    for text, kind in texts:
        for found in find(text, names=names_in(signal)):
            seen.setdefault(found.text, Pointer(found.text, found.label, kind))
    return list(seen.values())


def open_referrals(signal: SignalView, *, mine: UUID | None) -> list[ReferralView]:
    """Referrals of others that are still open: where the signal lies beside this desk."""
    return [r for r in signal.referrals if r.is_open and r.to_desk_id != mine]


def late_first(rows: Iterable[InboxRow]) -> list[InboxRow]:
    return sorted(rows, key=lambda row: (not row.late, row.due_at or dt.datetime.max.replace(tzinfo=dt.UTC)))
