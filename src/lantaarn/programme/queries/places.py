"""By municipality: the matrix of local actions, one municipality's own rows, and its own house as a checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Window
from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.queries import MunicipalityView, municipalities
from lantaarn.programme.models import Action, LocalState, Programme
from lantaarn.programme.queries.judging import cell_light, promise_of
from lantaarn.rules.lights import Light


class Cell(NamedTuple):
    """A local action in one municipality. A tuple, because a matrix has thousands of them."""

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
    """Municipalities x local actions of one programme, as many of these as were asked."""

    programme_id: UUID
    title: str
    municipalities: tuple[tuple[UUID, str], ...]
    rows: tuple[MatrixRow, ...]
    total: int
    """How many local actions there are."""
    done: Mapping[UUID, int]
    """Per municipality how many of all of them are done."""


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


def matrix(
    *, programme_id: UUID, start: int = 0, most: int | None = None, today: dt.date | None = None, by: Actor
) -> Matrix:
    """Six queries; every cell has its light. `most` actions from `start` on, for the whole can be too wide to read."""
    programme = Programme.objects.filter(id=programme_id, region_id=by.region).first()
    if programme is None:
        raise Http404
    today = today or timezone.localdate()
    local = Action.objects.filter(programme=programme, ended_on__isnull=True, level__in=("local", "both"))
    actions = list(local[start : None if most is None else start + most])
    places = [(m.id, m.name) for m in municipalities(region=by.region) if _takes_part(programme, m)]
    cells = _cells(programme, actions, today)
    return Matrix(
        programme_id=programme.id,
        title=programme.title,
        municipalities=tuple(places),
        rows=tuple(
            MatrixRow(action.id, action.what, action.part_id, tuple(cells[action.id].get(p) for p, _n in places))
            for action in actions
        ),
        total=local.count(),
        done=_done(programme),
    )


def _cells(programme: Programme, actions: Sequence[Action], today: dt.date) -> dict[UUID, dict[UUID, Cell]]:
    spans = {}
    for action in actions:
        action.programme = programme
        spans[action.id] = promise_of(action).span
    cells: dict[UUID, dict[UUID, Cell]] = {action.id: {} for action in actions}
    for row in _states(list(spans)):
        cells[row[0]][row[1]] = Cell(*row, cell_light(spans[row[0]], row[2], row[5], today))
    return cells


def _done(programme: Programme) -> dict[UUID, int]:
    done = LocalState.objects.filter(action__programme=programme, action__ended_on__isnull=True, state="done")
    return dict(done.values_list("municipality_id").annotate(number=Count("id")).order_by())


def _takes_part(programme: Programme, place: MunicipalityView) -> bool:
    """The plan of a district, or of one municipality, has no columns for the others."""
    if programme.kind == "district":
        return place.district == programme.district
    return programme.municipality_id in {None, place.id}


_Row = tuple[UUID, UUID, str, str, dt.date | None, dt.date | None]


def _states(action_ids: list[UUID]) -> list[_Row]:
    return list(
        LocalState.objects.filter(action_id__in=action_ids).values_list(
            "action_id", "municipality_id", "state", "evidence", "done_on", "last_word"
        )
    )


def of_municipality(
    *, municipality_id: UUID, start: int = 0, most: int | None = None, today: dt.date | None = None, by: Actor
) -> tuple[list[PlaceRow], int]:
    """The local actions of the programmes that run, as this municipality stands in them, and how many there are.

    `most` of them from `start` on.
    """
    today = today or timezone.localdate()
    every = LocalState.objects.filter(
        region_id=by.region,
        municipality_id=municipality_id,
        action__ended_on__isnull=True,
        action__programme__state="adopted",
    )
    rows = list(
        every.select_related("action__programme")
        .annotate(every=Window(Count("id")))
        .order_by("action__programme__title", "action__place")[start : None if most is None else start + most]
    )
    return [_place_row(row, today) for row in rows], rows[0].every if rows else 0


def _place_row(row: LocalState, today: dt.date) -> PlaceRow:
    action = row.action
    light = cell_light(promise_of(action).span, row.state, row.last_word, today)
    return PlaceRow(
        programme_id=action.programme_id,
        programme=action.programme.title,
        action_id=action.id,
        what=action.what,
        why=action.why,
        when_text=action.when_text,
        ends_on=action.ends_on,
        cell=Cell(action.id, row.municipality_id, row.state, row.evidence, row.done_on, row.last_word, light),
    )
