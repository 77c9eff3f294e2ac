"""The hand-over sheet for a desk off-system: looked at first, then made as PDF or ODT; each making is in the log."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

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
from lantaarn.signals import actions, queries
from lantaarn.signals.queries import ReferralView, SignalView
from lantaarn.web import words
from lantaarn.web.desk import show
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.fonts import font_dir

PURPOSE = "signal.hand_over"


def _referral(signal: SignalView, referral_id: UUID, request: ActorRequest) -> ReferralView:
    found = next((r for r in signal.referrals if r.id == referral_id), None)
    if found is None or not found.off_system or found.from_desk_id != request.actor.desk_id:
        raise Http404
    return found


def _sheet(request: ActorRequest, signal: SignalView, referral: ReferralView) -> HandoverSheet:
    by = request.actor
    pack = pack_now(by.region)
    home = network.desk(desk_id=referral.from_desk_id or signal.lead_desk_id)
    away = network.desk(desk_id=referral.to_desk_id)
    current = [w for w in signal.words if not w.corrected]
    shielded = signal.report is None or signal.report.shielded
    due = timezone.localtime(referral.due_at) if referral.due_at else None
    return HandoverSheet(
        code=signal.code,
        date=timezone.localdate(),
        region=by.region_name,
        from_desk=FromDesk(name=home.label, organisation=home.organisation, phone=home.channel, hours=home.hours),
        to_desk=ToDesk(name=away.label, organisation=away.organisation, reach=away.channel),
        ground=str(words.GROUND.get(referral.ground, referral.ground)),
        task=show.task_label(referral.task, pack),
        deadline=_("vóór %(day)s") % {"day": date_format(due, "j F, H.i")} if due else _("zo snel als kan"),
        acute=signal.acute,
        facts=tuple(Fact(name, value) for name, value in show.fact_rows(signal, pack)),
        observed=_remarks(current, "observed", "checked"),
        stated=_remarks(current, "stated"),
        interpreted=_remarks(current, "interpreted"),
        indicators=tuple(
            Indicator(a.text, str(words.KIND.get(a.how, ""))) for a in show.card_rows(signal, pack) if a.answer == "yes"
        ),
        places=tuple(
            Place(str(words.PLACE[p.kind]), p.municipality or p.outside or _("onbekend"), p.text) for p in signal.places
        ),
        reporter=_reporter(signal) if not shielded else _("afgeschermd"),
        stays_behind=(StayedBehind(_("Naam en nummer van de melder"), _("De melder koos: alleen de eerste balie.")),)
        if shielded
        else (),
        invented=settings.DEMO,
    )


def _reporter(signal: SignalView) -> str:
    report = signal.report
    parts = (report.name, report.work, report.contact) if report else ()
    return ", ".join(part for part in parts if part) or _("niet bekend")


def _remarks(rows: list[queries.WordsView], *kinds: str) -> tuple[Remark, ...]:
    return tuple(
        Remark(w.text, w.said_by or w.source or (_("melder") if w.by_reporter else w.desk), timezone.localdate(w.at))
        for w in rows
        if w.kind in kinds and w.text
    )


@needs("signals.work", purpose=PURPOSE)
def page(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = queries.one(folder_id=folder_id, by=request.actor)
    referral = _referral(signal, referral_id, request)
    sheet = _sheet(request, signal, referral)
    context = {"signal": signal, "referral": referral, "sheet": sheet, "pointers": show.pointers(signal)}
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
    sheet = _sheet(request, signal, referral)
    if form == "pdf":
        content, mime = to_pdf(sheet, font_paths=(str(font_dir()),)), "application/pdf"
    else:
        content, mime = to_odt(sheet), "application/vnd.oasis.opendocument.text"
    actions.note_sheet(folder_id=folder_id, referral_id=referral_id, by=request.actor)
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="overdracht-{signal.code}.{form}"'
    return response
