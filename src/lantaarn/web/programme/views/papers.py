"""The half-yearly report to executives: a draft with pictures and tables, of which a person edits the story."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantaarn.papers.letter import Bar, Heading, Letter, Part, Rows, Share, Text, to_docx, to_odt, to_pdf
from lantaarn.programme import queries
from lantaarn.programme.queries import Board
from lantaarn.rules.lights import COLOURS
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.fonts import font_dir
from lantaarn.web.programme import shown, words
from lantaarn.web.programme.views.boards import LOOKS, PURPOSE

FORMS = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_TABLE_ROWS = 200


def half_year(today: dt.date) -> tuple[dt.date, dt.date]:
    """The half-year that runs, whole: counts of signals are told over whole months alone."""
    if today.month < 7:
        return dt.date(today.year, 1, 1), dt.date(today.year, 6, 30)
    return dt.date(today.year, 7, 1), dt.date(today.year, 12, 31)


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def report(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    programme = queries.one_programme(programme_id=programme_id, by=request.actor)
    survey = queries.survey(programme_id=programme_id, by=request.actor)
    bar, tally = shown.tally(survey)
    first, last = half_year(survey.today)
    context = {"programme": programme, "bar": bar, "tally": tally, "first": first, "last": last}
    return render(request, "programme/report.html", context)


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def download(request: ActorRequest, programme_id: UUID, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    letter = letter_of(request, queries.board(programme_id=programme_id, by=request.actor))
    made = {
        "pdf": lambda: to_pdf(letter, font_paths=(str(font_dir()),)),
        "odt": lambda: to_odt(letter),
        "docx": lambda: to_docx(letter),
    }[form]()
    name = f"halfjaarbericht-{letter.date.isoformat()}.{form}"
    return HttpResponse(
        made, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def letter_of(request: ActorRequest, board: Board) -> Letter:
    """The report of the half-year that runs."""
    first, last = half_year(board.today)
    parts: list[Part] = [
        Text(_opening(board)),
        _bar(board),
        *_attention(request, board),
        *_counts(request, first, last),
    ]
    parts += _stories(request, board, first, last)
    parts += _money(request, board)
    return Letter(
        title=_("Halfjaarbericht: %(title)s") % {"title": board.programme.title},
        date=timezone.localdate(),
        sender=(f"Regio {request.actor.region_name}", "Lantaarn"),
        reference=((_("Periode"), f"{first.strftime('%d-%m-%Y')} – {last.strftime('%d-%m-%Y')}"),),
        parts=tuple(parts),
        foot=_("Stoplichten volgen uit datums en tellingen. Waar een mens ze bijstelde, staat dat erbij."),
        invented=settings.DEMO,
    )


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


def _attention(request: ActorRequest, board: Board) -> list[Part]:
    actions = {action.id: action for action in board.actions}
    stuck = queries.survey(programme_id=board.programme.id, today=board.today, by=request.actor).stuck[:_TABLE_ROWS]
    rows = tuple(
        (one.what, one.holder_names, str(words.LIGHTS[one.light.colour][1]), one.light.reason)
        for one in (actions[seen.id] for seen in stuck)
    )
    if not rows:
        return [Heading(_("Wat aandacht vraagt")), Text(_("Er loopt niets vast."))]
    head = (_("Actie"), _("Actiehouder"), _("Stoplicht"), _("Waarom"))
    return [Heading(_("Wat aandacht vraagt")), Rows(_("Wat aandacht vraagt"), head, rows)]


def _counts(request: ActorRequest, first: dt.date, last: dt.date) -> list[Part]:
    rows = tuple(
        (one.label, _number(one), one.how)
        for one in queries.counted(first=first, last=last, by=request.actor)
        if one.number is not None or one.hidden
    )
    head = (_("Geteld"), _("Aantal"), _("Zo geteld"))
    return [Heading(_("Gemeten, niet ingevuld")), Rows(_("Gemeten"), head, rows)] if rows else []


def _number(one: queries.IndicatorView) -> str:
    if one.hidden or one.number is None:
        return _("te klein om te noemen")
    said = f"{one.number:g}".replace(".", ",")
    return _("%(number)s van %(whole)s") % {"number": said, "whole": one.whole} if one.whole else said


def _stories(request: ActorRequest, board: Board, first: dt.date, last: dt.date) -> list[Part]:
    names = {action.id: action.what for action in board.actions}
    told = queries.told(programme_id=board.programme.id, first=first, last=last, by=request.actor)
    rows = tuple(
        (names.get(one.action_id, ""), word.who, word.at.strftime("%d-%m-%Y"), word.story)
        for one in told
        for word in one.words
        if word.story
    )[:_TABLE_ROWS]
    head = (_("Actie"), _("Wie"), _("Wanneer"), _("Het verhaal"))
    return [Heading(_("Wat actiehouders vertelden")), Rows(_("Verhalen"), head, rows)] if rows else []


def _money(request: ActorRequest, board: Board) -> list[Part]:
    found = queries.money(programme_id=board.programme.id, by=request.actor)
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
