"""The monitor: a programme with its actions and their lights; the same rows by holder, by party and by what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.programme.indicators import Count
from lantaarn.programme.models import Action, Part, Programme
from lantaarn.programme.models.plan import KINDS
from lantaarn.programme.queries.judging import Tally, Verdict, judge, promise_of
from lantaarn.programme.queries.rows import LocalGroup, PartyRow, Said, rows_of
from lantaarn.rules.lights import Light


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme in the list; nested ones name their parent."""

    id: UUID
    parent_id: UUID | None
    kind: str
    title: str
    district: str
    municipality_id: UUID | None
    municipality: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    state: str
    revision: int
    source_name: str
    public: bool


@dataclass(frozen=True)
class PartView:
    """A pillar, goal or activity."""

    id: UUID
    parent_id: UUID | None
    kind: str
    number: str
    title: str
    card: dict[str, str]


@dataclass(frozen=True)
class PartyView:
    """Who holds or takes part: the name in the document, and the organisation, role or group that is meant."""

    holds: bool
    name: str
    organisation_id: UUID | None
    organisation: str
    role: str
    group: str


@dataclass(frozen=True)
class LocalCount:
    """How many municipalities are in which state."""

    total: int
    by_state: tuple[tuple[str, int], ...]

    def in_state(self, state: str) -> int:
        return dict(self.by_state).get(state, 0)


@dataclass(frozen=True)
class ActionView:
    """An action as the monitor shows it."""

    id: UUID
    programme_id: UUID
    part_id: UUID | None
    part: str
    place: int
    what: str
    why: str
    level: str
    parties: tuple[PartyView, ...]
    when_text: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    recurrence: str
    target: int | None
    target_per: str
    indicator: str
    light: Light
    rules: Light
    overruled: bool
    overruled_by: str
    overruled_until: dt.date | None
    tally: Tally | None
    state: str
    story: str
    said_by: str
    last_word: dt.date | None
    local: LocalCount | None
    source_line: int | None
    source_page: int | None
    source_quote: str
    sure: float
    ended_on: dt.date | None
    ended_why: str

    @property
    def holders(self) -> tuple[PartyView, ...]:
        return tuple(party for party in self.parties if party.holds)

    @property
    def holder_names(self) -> str:
        return ", ".join(party.organisation or party.name for party in self.holders)


@dataclass(frozen=True)
class Board:
    """A whole programme."""

    programme: ProgrammeRow
    parts: tuple[PartView, ...]
    actions: tuple[ActionView, ...]
    nested: tuple[ProgrammeRow, ...]
    today: dt.date

    def number(self, colour: str) -> int:
        return sum(action.light.colour == colour for action in self.live)

    @property
    def live(self) -> tuple[ActionView, ...]:
        return tuple(action for action in self.actions if action.ended_on is None)


def programmes(*, by: Actor) -> list[ProgrammeRow]:
    """Those that the actor may see, an umbrella before what hangs under it; drafts are for who manages programmes."""
    found = Programme.objects.filter(region_id=by.region).select_related("municipality")
    rows = sorted(found.order_by("-starts_on", "title"), key=lambda one: (one.state, KINDS.index(one.kind)))
    return [_programme(one) for one in rows]


def _programme(one: Programme) -> ProgrammeRow:
    return ProgrammeRow(
        id=one.id,
        parent_id=one.parent_id,
        kind=one.kind,
        title=one.title,
        district=one.district,
        municipality_id=one.municipality_id,
        municipality=one.municipality.name if one.municipality else "",
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        state=one.state,
        revision=one.revision,
        source_name=one.source_name,
        public=one.public,
    )


def one_programme(*, programme_id: UUID, by: Actor) -> ProgrammeRow:
    """The cover of a programme, for pages that show none of its lights."""
    return _programme(_found(programme_id, by))


def with_nested(*, programme_id: UUID, by: Actor) -> tuple[ProgrammeRow, list[ProgrammeRow]]:
    """The cover of a programme, and those of the programmes in it."""
    asked = Q(id=programme_id) | Q(parent_id=programme_id)
    found = [
        _programme(one) for one in Programme.objects.filter(asked, region_id=by.region).select_related("municipality")
    ]
    own = next((one for one in found if one.id == programme_id), None)
    if own is None:
        raise Http404
    return own, [one for one in found if one is not own]


def _found(programme_id: UUID, by: Actor) -> Programme:
    found = Programme.objects.select_related("municipality").filter(id=programme_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return found


def board(*, programme_id: UUID, today: dt.date | None = None, by: Actor) -> Board:
    """All of it, for a report: five queries and those of the counts that are asked, however large the programme."""
    found = _found(programme_id, by)
    today = today or timezone.localdate()
    actions = list(Action.objects.filter(programme=found).select_related("part"))
    nested = Programme.objects.select_related("municipality").filter(parent=found)
    return Board(
        programme=_programme(found),
        parts=tuple(_part(p) for p in Part.objects.filter(programme=found)),
        actions=tuple(views([(a, found) for a in actions], today, Count(by, lights_only=True))),
        nested=tuple(_programme(one) for one in nested),
        today=today,
    )


def parts(*, programme_id: UUID, by: Actor) -> tuple[PartView, ...]:
    """Pillars, goals and activities, in the order of the plan."""
    found = Part.objects.filter(programme_id=programme_id, region_id=by.region)
    return tuple(_part(part) for part in found)


def _part(part: Part) -> PartView:
    return PartView(part.id, part.parent_id, part.kind, part.number, part.title, part.card)


def views(pairs: list[tuple[Action, Programme]], today: dt.date, count: Count) -> list[ActionView]:
    """Lights of many actions at once; each count is made once."""
    ids = [action.id for action, _programme_of in pairs]
    rows = rows_of(ids, today)
    found = []
    for action, programme in pairs:
        action.programme = programme
        word, local = rows.said.get(action.id, Said()), rows.local.get(action.id, [])
        verdict = judge(promise_of(action), word, {group.name: group.number for group in local}, count, today)
        found.append(_view(action, word, local, rows.parties.get(action.id, []), verdict))
    return found


def _title(part: Part | None) -> str:
    return f"{part.number} {part.title}".strip() if part else ""


def _view(action: Action, word: Said, local: list[LocalGroup], named: list[PartyRow], verdict: Verdict) -> ActionView:
    heard = [group.last_word for group in local if group.last_word]
    return ActionView(
        id=action.id,
        programme_id=action.programme_id,
        part_id=action.part_id,
        part=_title(action.part),
        place=action.place,
        what=action.what,
        why=action.why,
        level=action.level,
        parties=tuple(PartyView(p.holds, p.name, p.organisation_id, p.organisation, p.role, p.group) for p in named),
        when_text=action.when_text,
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        recurrence=action.recurrence,
        target=action.target,
        target_per=action.target_per,
        indicator=action.indicator,
        light=verdict.light,
        rules=verdict.rules,
        overruled=verdict.overruled,
        overruled_by=verdict.overruled_by,
        overruled_until=verdict.overruled_until,
        tally=verdict.tally,
        state=word.state,
        story=word.story,
        said_by=word.who,
        last_word=word.last_on or max(heard, default=None),
        local=_local(local),
        source_line=action.source_line,
        source_page=action.source_page,
        source_quote=action.source_quote,
        sure=action.sure,
        ended_on=action.ended_on,
        ended_why=action.ended_why,
    )


def _local(groups: list[LocalGroup]) -> LocalCount | None:
    if not groups:
        return None
    states: dict[str, int] = {}
    for group in groups:
        states[group.state] = states.get(group.state, 0) + group.number
    return LocalCount(sum(states.values()), tuple(sorted(states.items())))


def one_action(*, action_id: UUID, today: dt.date | None = None, by: Actor) -> ActionView:
    """One action with its light."""
    found = Action.objects.select_related("programme", "part").filter(id=action_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return views([(found, found.programme)], today or timezone.localdate(), Count(by))[0]
