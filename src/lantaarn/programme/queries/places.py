"""By municipality: the matrix of local actions, one municipality's own rows, and its own house as a checklist."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.queries import municipalities
from lantaarn.programme.models import Action, LocalState, Programme
from lantaarn.programme.queries.judging import cell_light
from lantaarn.rules.lights import Light


@dataclass(frozen=True)
class Cell:
    """A local action in one municipality."""

    action_id: UUID
    municipality_id: UUID
    state: str
    evidence: str
    done_on: dt.date | None
    last_word: dt.date | None
    light: Light


@dataclass(frozen=True)
class MatrixRow:
    """A local action with a cell per municipality, in the order of the matrix's columns."""

    action_id: UUID
    what: str
    part_id: UUID | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Matrix:
    """Municipalities x local actions of one programme."""

    programme_id: UUID
    title: str
    municipalities: tuple[tuple[UUID, str], ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class PlaceRow:
    """A local action as one municipality sees it."""

    programme_id: UUID
    programme: str
    action_id: UUID
    what: str
    why: str
    when_text: str
    ends_on: dt.date | None
    cell: Cell


def matrix(*, programme_id: UUID, today: dt.date | None = None, by: Actor) -> Matrix:
    """Three queries; every cell has its light."""
    programme = Programme.objects.filter(id=programme_id, region_id=by.region).first()
    if programme is None:
        raise Http404
    today = today or timezone.localdate()
    actions = {a.id: a for a in Action.objects.filter(programme=programme, ended_on__isnull=True)}
    places = [(m.id, m.name) for m in municipalities(region=by.region)]
    cells: dict[UUID, dict[UUID, Cell]] = {}
    for row in _states(list(actions)):
        action = actions[row[0]]
        action.programme = programme
        cells.setdefault(row[0], {})[row[1]] = _cell(action, row, today)
    return Matrix(
        programme_id=programme.id,
        title=programme.title,
        municipalities=tuple(places),
        rows=tuple(
            MatrixRow(action.id, action.what, action.part_id, tuple(cells[action.id].get(p) for p, _n in places))
            for action in actions.values()
            if action.id in cells
        ),
    )


_Row = tuple[UUID, UUID, str, str, dt.date | None, dt.date | None]


def _states(action_ids: list[UUID]) -> list[_Row]:
    return list(
        LocalState.objects.filter(action_id__in=action_ids).values_list(
            "action_id", "municipality_id", "state", "evidence", "done_on", "last_word"
        )
    )


_LIGHTS: dict[tuple[object, ...], Light] = {}
_MANY = 5000


def _cell(action: Action, row: _Row, today: dt.date) -> Cell:
    """Cells with the same dates, state and last word have the same light: it is worked out once."""
    programme = action.programme
    key = (action.starts_on or programme.starts_on, action.ends_on, programme.made_at.date(), row[2], row[5], today)
    found = _LIGHTS.get(key)
    if found is None:
        if len(_LIGHTS) > _MANY:
            _LIGHTS.clear()
        found = _LIGHTS[key] = cell_light(action, row[2], row[5], today)
    return Cell(*row, light=found)


def of_municipality(*, municipality_id: UUID, today: dt.date | None = None, by: Actor) -> list[PlaceRow]:
    """All local actions of the programmes that run, as this municipality stands in them."""
    today = today or timezone.localdate()
    rows = LocalState.objects.filter(
        region_id=by.region,
        municipality_id=municipality_id,
        action__ended_on__isnull=True,
        action__programme__state="adopted",
    ).select_related("action__programme")
    found = []
    for row in rows.order_by("action__programme__title", "action__place"):
        action = row.action
        values = (action.id, row.municipality_id, row.state, row.evidence, row.done_on, row.last_word)
        found.append(
            PlaceRow(
                programme_id=action.programme_id,
                programme=action.programme.title,
                action_id=action.id,
                what=action.what,
                why=action.why,
                when_text=action.when_text,
                ends_on=action.ends_on,
                cell=_cell(action, values, today),
            )
        )
    return found
