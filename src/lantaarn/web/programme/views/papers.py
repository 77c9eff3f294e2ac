"""Reports to executives: drafts with pictures and tables, of which a person edits the story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantaarn.papers.letter import Bar, Heading, Letter, Part, Rows, Share, Text, to_docx, to_odt, to_pdf
from lantaarn.programme import queries
from lantaarn.programme.queries import ActionView, Board
from lantaarn.rules.lights import COLOURS
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.fonts import font_dir
from lantaarn.web.programme import shown, words
from lantaarn.web.programme.reports import KINDS, Kind, year_ends
from lantaarn.web.programme.views.boards import LOOKS, PURPOSE

FORMS = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_TABLE_ROWS = 200


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def report(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    programme = queries.one_programme(programme_id=programme_id, by=request.actor)
    survey = queries.survey(programme_id=programme_id, by=request.actor)
    kind, (bar, tally) = _kind(request), shown.tally(survey)
    first, last = kind.days(survey.today, programme)
    context = {
        "programme": programme,
        "bar": bar,
        "tally": tally,
        "first": first,
        "last": last,
        "kind": kind,
        "kinds": KINDS.values(),
        "query": f"?soort={kind.code}",
    }
    return render(request, "programme/report.html", context)


def _kind(request: ActorRequest) -> Kind:
    found = KINDS.get(request.GET.get("soort", "halfjaar"))
    if found is None:
        raise Http404
    return found


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def download(request: ActorRequest, programme_id: UUID, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    kind = _kind(request)
    letter = letter_of(request, queries.board(programme_id=programme_id, by=request.actor), kind)
    made = {
        "pdf": lambda: to_pdf(letter, font_paths=(str(font_dir()),)),
        "odt": lambda: to_odt(letter),
        "docx": lambda: to_docx(letter),
    }[form]()
    name = f"{str(kind.title).lower()}-{letter.date.isoformat()}.{form}"
    return HttpResponse(
        made, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@dataclass(frozen=True)
class Draft:
    """What the sections of a report are written from."""

    request: ActorRequest
    kind: Kind
    board: Board
    first: dt.date
    last: dt.date


def letter_of(request: ActorRequest, board: Board, kind: Kind) -> Letter:
    """A draft of the report: what Lantaarn knows, and what a person is asked to write."""
    first, last = kind.days(board.today, board.programme)
    draft = Draft(request, kind, board, first, last)
    parts = [part for name in kind.sections for part in SECTIONS[name](draft)]
    for heading, asks in kind.questions:
        parts += [Heading(str(heading)), Text(_("[Schrijf hier zelf. %(asks)s]") % {"asks": asks})]
    return Letter(
        title=f"{kind.title}: {board.programme.title}",
        date=board.today,
        sender=(f"Regio {request.actor.region_name}", "Lantaarn"),
        reference=((_("Periode"), f"{first.strftime('%d-%m-%Y')} – {last.strftime('%d-%m-%Y')}"),),
        parts=tuple(parts),
        foot=_("Stoplichten volgen uit datums en tellingen. Waar een mens ze bijstelde, staat dat erbij."),
        invented=settings.DEMO,
    )


def _standing(draft: Draft) -> list[Part]:
    return [Text(_opening(draft.board)), _bar(draft.board)]


def _opening(board: Board) -> str:
    live = len(board.live)
    return _("%(number)s acties. %(green)s op koers, %(orange)s vragen aandacht, %(red)s lopen vast.") % {
        "number": live,
        "green": board.number("green"),
        "orange": board.number("orange"),
        "red": board.number("red"),
    }


def _bar(board: Board) -> Bar:
    shares = [
        Share(str(words.LIGHTS[colour][1]), board.number(colour), f"b-{words.LIGHTS[colour][0]}") for colour in COLOURS
    ]
    return Bar(_("Stand van de acties"), tuple(shares))


def _attention(draft: Draft) -> list[Part]:
    by, board = draft.request.actor, draft.board
    actions = {action.id: action for action in board.actions}
    stuck = queries.survey(programme_id=board.programme.id, today=board.today, by=by).stuck[:_TABLE_ROWS]
    rows = tuple(
        (one.what, one.holder_names, str(words.LIGHTS[one.light.colour][1]), one.light.reason)
        for one in (actions[seen.id] for seen in stuck)
    )
    if not rows:
        return [Heading(_("Wat aandacht vraagt")), Text(_("Er loopt niets vast."))]
    head = (_("Actie"), _("Actiehouder"), _("Stoplicht"), _("Waarom"))
    return [Heading(_("Wat aandacht vraagt")), Rows(_("Wat aandacht vraagt"), head, rows)]


def _reached(draft: Draft) -> list[Part]:
    """Each action with what was reached of its target, year by year."""
    ends = year_ends(draft.first, draft.last, draft.board.today)
    boards = [queries.board(programme_id=draft.board.programme.id, today=day, by=draft.request.actor) for day in ends]
    years = [{action.id: action for action in board.live} for board in boards]
    rows = tuple(
        (
            one.what,
            one.holder_names,
            *(_outcome(year.get(one.id)) for year in years),
            str(words.LIGHTS[one.light.colour][1]),
        )
        for one in draft.board.live[:_TABLE_ROWS]
    )
    head = (_("Actie"), _("Actiehouder"), *(str(day.year) for day in ends), _("Stoplicht"))
    return [Heading(_("Bereikt, naast wat was afgesproken")), Rows(_("Bereikt"), head, rows)]


def _outcome(action: ActionView | None) -> str:
    if action is None:
        return "–"
    if action.tally is not None and action.tally.words:
        return action.tally.words
    if action.local is not None:
        return _("%(done)s van %(all)s gemeenten") % {"done": action.local.in_state("done"), "all": action.local.total}
    return str(words.STATES.get(action.state, _("niet gemeld")))


def _changes(draft: Draft) -> list[Part]:
    """What the programme says otherwise than when it was adopted."""
    number = 1 if draft.kind.since_first else None
    found = queries.changed_since(programme_id=draft.board.programme.id, number=number, by=draft.request.actor)
    kinds = {"new": _("erbij"), "gone": _("eruit")}
    rows = tuple(
        (one.what, kinds.get(one.kind) or str(words.FIELDS.get(one.field, one.field)), one.before, one.now or one.why)
        for one in found[:_TABLE_ROWS]
    )
    heading = Heading(_("Wat veranderde sinds de vaststelling"))
    if not rows:
        return [heading, Text(_("Er is niets veranderd."))]
    return [heading, Rows(_("Veranderd"), (_("Actie"), _("Wat"), _("Was"), _("Is")), rows)]


def _counts(draft: Draft) -> list[Part]:
    rows = tuple(
        (one.label, _number(one), one.how)
        for one in queries.counted(first=draft.first, last=draft.last, by=draft.request.actor)
        if one.number is not None or one.hidden
    )
    head = (_("Geteld"), _("Aantal"), _("Zo geteld"))
    return [Heading(_("Gemeten, niet ingevuld")), Rows(_("Gemeten"), head, rows)] if rows else []


def _number(one: queries.IndicatorView) -> str:
    if one.hidden or one.number is None:
        return _("te klein om te noemen")
    said = f"{one.number:g}".replace(".", ",")
    return _("%(number)s van %(whole)s") % {"number": said, "whole": one.whole} if one.whole else said


def _stories(draft: Draft) -> list[Part]:
    board = draft.board
    names = {action.id: action.what for action in board.actions}
    told = queries.told(programme_id=board.programme.id, first=draft.first, last=draft.last, by=draft.request.actor)
    rows = tuple(
        (names.get(one.action_id, ""), word.who, word.at.strftime("%d-%m-%Y"), word.story)
        for one in told
        for word in one.words
        if word.story
    )[:_TABLE_ROWS]
    head = (_("Actie"), _("Wie"), _("Wanneer"), _("Het verhaal"))
    return [Heading(_("Wat actiehouders vertelden")), Rows(_("Verhalen"), head, rows)] if rows else []


def _money(draft: Draft) -> list[Part]:
    found = queries.money(programme_id=draft.board.programme.id, by=draft.request.actor)
    if not found.rows:
        return []
    rows = [
        (row.measure, _euro(row.total.planned), _euro(row.total.committed), _euro(row.total.spent))
        for row in found.rows
    ]
    total = (_("Totaal"), _euro(found.total.planned), _euro(found.total.committed), _euro(found.total.spent))
    head = (_("Maatregel"), _("Begroot"), _("Toegezegd"), _("Uitgegeven"))
    return [Heading(_("Geld")), Rows(_("Geld"), head, (*rows, total))]


def _euro(amount: object) -> str:
    return f"€ {amount:,.0f}".replace(",", ".")


SECTIONS: Mapping[str, Callable[[Draft], list[Part]]] = {
    "standing": _standing,
    "attention": _attention,
    "reached": _reached,
    "counts": _counts,
    "stories": _stories,
    "money": _money,
    "changes": _changes,
}
