"""The hand-over sheet for a desk off-system: what was shared with it, looked at first, then made as PDF or ODT.

Each making is in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lantaarn.folders import sharing
from lantaarn.folders.sharing import OnPaper, PreviewLine
from lantaarn.network import queries as network
from lantaarn.papers.handover import (
    Fact,
    FromDesk,
    HandoverSheet,
    Indicator,
    Place,
    Remark,
    StayedBehind,
    ToDesk,
    to_odt,
    to_pdf,
)
from lantaarn.rules.sharing import SHARE
from lantaarn.signals import actions, queries
from lantaarn.signals.queries import AnswerView, ReferralView, SignalView, WordsView
from lantaarn.web import words
from lantaarn.web.desk import show
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.fonts import font_dir
from lantaarn.web.sharing.acts.behind import stayed_behind
from lantaarn.web.sharing.acts.lines import texts_of

PURPOSE = "signal.hand_over"


def _referral(signal: SignalView, referral_id: UUID, request: ActorRequest) -> ReferralView:
    """What this desk handed over and what still stands: what came back is not printed again."""
    found = next((r for r in signal.referrals if r.id == referral_id and r.is_open), None)
    if found is None or not found.off_system or found.from_desk_id != request.actor.desk_id:
        raise Http404
    return found


def _going(signal: SignalView, paper: OnPaper) -> SignalView:
    """The signal as the other desk gets it: only what stands in a live share with that desk."""
    said = tuple(one for one in signal.words if one.id in paper.goes and not one.corrected)
    answers = {
        code: AnswerView(code, given["answer"], given.get("how", ""))
        for one in said
        for code, given in one.data.get("answers", {}).items()
    }
    places = tuple(one for one in signal.places if one.contribution_id in paper.goes)
    return replace(signal, words=said, answers=tuple(answers.values()), places=places)


def _sheet(request: ActorRequest, signal: SignalView, referral: ReferralView, paper: OnPaper) -> HandoverSheet:
    by = request.actor
    pack = pack_now(by.region)
    home = network.desk(desk_id=referral.from_desk_id or signal.lead_desk_id)
    away = network.desk(desk_id=referral.to_desk_id)
    going = _going(signal, paper)
    due = timezone.localtime(referral.due_at) if referral.due_at else None
    reporter, unnamed = _reporter(signal, paper)
    return HandoverSheet(
        code=signal.code,
        date=timezone.localdate(),
        region=by.region_name,
        from_desk=FromDesk(name=home.label, organisation=home.organisation, phone=home.channel, hours=home.hours),
        to_desk=ToDesk(name=away.label, organisation=away.organisation, reach=away.channel),
        ground=_ground(referral, paper),
        task=show.task_label(referral.task, pack),
        deadline=_("vóór %(day)s") % {"day": date_format(due, "j F, H.i")} if due else _("zo snel als kan"),
        acute=signal.acute,
        facts=tuple(Fact(name, value) for name, value in show.fact_rows(signal, pack)),
        observed=_remarks(going.words, paper, "observed", "checked"),
        stated=_remarks(going.words, paper, "stated"),
        interpreted=_remarks(going.words, paper, "interpreted"),
        indicators=tuple(
            Indicator(a.text, str(words.KIND.get(a.how, ""))) for a in show.card_rows(going, pack) if a.answer == "yes"
        ),
        places=tuple(
            Place(str(words.PLACE[p.kind]), p.municipality or p.outside or _("onbekend"), p.text) for p in going.places
        ),
        reporter=reporter,
        stays_behind=(
            *unnamed,
            *stayed_behind(paper.tells_behind, [(one.category_label, _why(one)) for one in paper.behind]),
        ),
        invented=settings.DEMO,
    )


def _ground(referral: ReferralView, paper: OnPaper) -> str:
    """On what it goes to them: by the shares that hold, else only how the signal came there."""
    found = dict.fromkeys(f"{one.ground_label} ({one.purpose_label})" for one in paper.live)
    return "; ".join(found) or str(words.GROUND.get(referral.ground, referral.ground))


def _why(line: PreviewLine) -> str:
    """The reason of the table; what may go but was not chosen, or was taken back, is the sender's own choice."""
    return _("De afzender deelt dit nu niet.") if line.verdict == SHARE else line.sentence


def _reporter(signal: SignalView, paper: OnPaper) -> tuple[str, tuple[StayedBehind, ...]]:
    """Who reported, where the reporter did not shield the name and the table lets person data of that source go."""
    report = signal.report
    what = _("Naam en nummer van de melder")
    if report is None or report.shielded:
        return _("afgeschermd"), (StayedBehind(what, _("De melder koos: alleen de eerste balie.")),)
    brought = {one.id for one in signal.words if one.by_reporter}
    if not brought & paper.persons:
        return _("afgeschermd"), (StayedBehind(what, _("Wie iets meldde, mag volgens de deeltabel niet mee.")),)
    contact = report.contact if brought & paper.contacts else ""
    return ", ".join(part for part in (report.name, report.work, contact) if part) or _("niet bekend"), ()


def _remarks(rows: Iterable[WordsView], paper: OnPaper, *kinds: str) -> tuple[Remark, ...]:
    return tuple(
        Remark(show.said(one), _said_by(one, paper), timezone.localdate(one.at))
        for one in rows
        if one.kind in kinds and one.text
    )


def _said_by(one: WordsView, paper: OnPaper) -> str:
    """Who said it is a person, and goes only where person data of that source may."""
    named = (one.said_by or one.source) if one.id in paper.persons else ""
    return named or (_("melder") if one.by_reporter else one.desk)


@needs("signals.work", purpose=PURPOSE)
def page(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = queries.one(folder_id=folder_id, by=request.actor)
    referral = _referral(signal, referral_id, request)
    paper = sharing.on_paper(folder_id=folder_id, to=referral.to_desk_id, by=request.actor)
    texts = texts_of(signal, pack_now(request.actor.region))
    context = {
        "signal": signal,
        "referral": referral,
        "sheet": _sheet(request, signal, referral, paper),
        "pointers": show.pointers(_going(signal, paper)),
        "paper": paper,
        "behind": [(one, texts.get(one.contribution_id) or one.excerpt, _why(one)) for one in paper.behind],
        "share_more": f"{reverse('share', args=[folder_id])}?aan=balie:{referral.to_desk_id}",
        "may_share": request.actor.can("share.work"),
    }
    return render(request, "desk/sheet.html", context)


@needs("signals.work", purpose=PURPOSE)
def pdf(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    return _made(request, folder_id, referral_id, "pdf")


@needs("signals.work", purpose=PURPOSE)
def odt(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    return _made(request, folder_id, referral_id, "odt")


def _made(request: ActorRequest, folder_id: UUID, referral_id: UUID, form: str) -> HttpResponse:
    signal = queries.one(folder_id=folder_id, by=request.actor)
    referral = _referral(signal, referral_id, request)
    paper = sharing.on_paper(folder_id=folder_id, to=referral.to_desk_id, by=request.actor)
    sheet = _sheet(request, signal, referral, paper)
    if form == "pdf":
        content, mime = to_pdf(sheet, font_paths=(str(font_dir()),)), "application/pdf"
    else:
        content, mime = to_odt(sheet), "application/vnd.oasis.opendocument.text"
    actions.note_sheet(folder_id=folder_id, referral_id=referral_id, by=request.actor)
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="overdracht-{signal.code}.{form}"'
    return response
