"""What goes within thirty days before it goes; holding it, letting go, erasing earlier; and the certificate."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantaarn.access.retention import actions, queries
from lantaarn.access.retention.queries import ClockView, ErasureView
from lantaarn.papers.letter import Letter, Part, Rows, Text, to_pdf
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.keeping import words
from lantaarn.web.keeping.forms import CodeForm, EraseForm, HoldForm
from lantaarn.web.look.fonts import font_dir

PURPOSE = "retention.keep"


def _shown(clocks: tuple[ClockView, ...]) -> list[tuple[ClockView, str, str]]:
    return [(clock, str(words.KEEP.get(clock.keep, clock.keep)), words.clock_sentence(clock)) for clock in clocks]


@require_safe
@needs("retention.keep", "retention.hold", purpose=PURPOSE)
def keeping(request: ActorRequest) -> HttpResponse:
    asked = CodeForm(request.GET or None)
    if asked.is_bound and asked.is_valid():
        code = asked.cleaned_data["code"].strip().upper()
        found = queries.folder_of_code(code=code, by=request.actor)
        if found is not None:
            return redirect("keeping-folder", folder_id=found)
        asked.add_error("code", _("Dit signaal is er niet, of uw organisatie bracht er niets in. Kijk de code na."))
    found_all = queries.keeping(by=request.actor)
    context = {
        "asked": asked,
        "soon": _shown(found_all.soon),
        "proposed": _shown(found_all.proposed),
        "held": _shown(found_all.held),
        "orders": found_all.orders,
        "erased": [(one, str(words.KEEP.get(one.keep, one.keep))) for one in found_all.erased],
        "rules": [(rule, str(words.STARTS.get(rule.starts, rule.starts))) for rule in found_all.rules],
    }
    return render(request, "keeping/keeping.html", context)


def _clocks(request: ActorRequest, folder_id: UUID) -> tuple[ClockView, ...]:
    clocks = queries.clocks_of(folder_id=folder_id, by=request.actor)
    if not clocks:
        raise Http404
    return clocks


@require_safe
@needs("retention.keep", "retention.hold", purpose=PURPOSE)
def folder(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    clocks = _clocks(request, folder_id)
    context = {
        "code": clocks[0].code,
        "folder_id": folder_id,
        "clocks": _shown(clocks),
        "held": next((clock for clock in clocks if clock.held_at), None),
        "left": any(clock.erased_at is None for clock in clocks),
        "may_erase": request.actor.can("retention.keep"),
    }
    return render(request, "keeping/folder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("retention.keep", "retention.hold", purpose=PURPOSE)
def hold(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    code = _clocks(request, folder_id)[0].code
    form = HoldForm(request.POST if request.method == "POST" else request.kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(folder_id=folder_id, why=form.cleaned_data["why"], by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vastgehouden. Zolang dit staat, gaat er niets van dit signaal weg."))
            return redirect("keeping-folder", folder_id=folder_id)
    happens = [
        _("De klokken van dit signaal doen niets meer tot u of de ketenregisseur het loslaat."),
        _("Uw naam en de reden staan bij de klok; wie het signaal behandelt, ziet ze."),
    ]
    return _ask(request, _("Signaal %(code)s vasthouden") % {"code": code}, happens, form, _("Vasthouden"), folder_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("retention.keep", "retention.hold", purpose=PURPOSE)
def release(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    code = _clocks(request, folder_id)[0].code
    if request.method == "POST":
        try:
            actions.release(folder_id=folder_id, by=request.actor)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Losgelaten. De klokken tellen weer vanaf hun begin."))
        return redirect("keeping-folder", folder_id=folder_id)
    happens = [_("Wat al afgelopen was, gaat binnen een uur weg en komt niet meer terug.")]
    return _ask(request, _("Signaal %(code)s loslaten") % {"code": code}, happens, None, _("Loslaten"), folder_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("retention.keep", purpose=PURPOSE)
def erase(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    code = _clocks(request, folder_id)[0].code
    form = EraseForm(request.POST if request.method == "POST" else request.kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.order_erasure(folder_id=folder_id, ground=form.cleaned_data["ground"], by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De opdracht is gegeven. Binnen een uur is het niet meer te lezen."))
            return redirect("keeping")
    happens = [
        _("Wat uw organisatie bij dit signaal inbracht, is daarna voor niemand meer te lezen, ook niet uit een kopie."),
        _("Wat andere organisaties inbrachten, blijft; daar gaan zij over."),
        _("U kunt dit niet terugdraaien. Er komt een bewijs zonder inhoud."),
    ]
    title = _("Eigen deel van signaal %(code)s vernietigen") % {"code": code}
    return _ask(request, title, happens, form, _("Vernietigen"), folder_id)


def _ask(
    request: ActorRequest, title: str, happens: list[str], form: forms.Form | None, label: str, folder_id: UUID
) -> HttpResponse:
    context = {
        "title": title,
        "text": _("Kijk eerst wat er gebeurt."),
        "what_happens": happens,
        "form": form,
        "action_label": label,
        "cancel_url": f"/bewaren/{folder_id}/",
    }
    return render(request, "components/confirm.html", context)


@require_safe
@needs("retention.keep", purpose=PURPOSE)
def certificate(request: ActorRequest, erasure_id: UUID) -> HttpResponse:
    found = queries.certificate(erasure_id=erasure_id, by=request.actor)
    if found is None:
        raise Http404
    return HttpResponse(
        to_pdf(certificate_letter(found, request.actor.organisation), font_paths=(str(font_dir()),)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="vernietiging-{found.code}-{found.seq}.pdf"'},
    )


def certificate_letter(found: ErasureView, organisation: str) -> Letter:
    """What went, when, on which ground, by whom and how much; never what it said."""
    at = timezone.localtime(found.at)
    counted = (
        (_("sleutels vernietigd"), "keys"),
        (_("bijdragen onleesbaar"), "contributions"),
        (_("melders verwijderd"), "reports"),
        (_("zoekwoorden verwijderd"), "tokens"),
    )
    parts: list[Part] = [
        Text(
            _("Wat hieronder staat, is vernietigd.")
            + " "
            + _("De sleutels zijn weg; daarmee is de inhoud ook in oudere kopieën niet te lezen.")
        ),
        Rows(
            _("Wat is vernietigd"),
            (_("Wat"), _("Aantal")),
            tuple((name, str(found.counts.get(key, 0))) for name, key in counted),
        ),
        Text(_("Vingerafdruk in het grootboek: %(hash)s") % {"hash": found.hash}),
    ]
    if found.replayed_at:
        day = timezone.localtime(found.replayed_at).strftime("%d-%m-%Y")
        parts.append(Text(_("Herhaald op %(day)s, na het terugzetten van een reservekopie.") % {"day": day}))
    return Letter(
        title=_("Bewijs van vernietiging"),
        date=timezone.localdate(found.at),
        sender=(organisation, "Lantaarn"),
        reference=(
            (_("Signaal"), found.code),
            (_("Soort gegevens"), str(words.KEEP.get(found.keep, found.keep))),
            (_("Welk deel"), _("alles") if found.whole else _("alleen dat van de eigen organisatie")),
            (_("Wanneer"), at.strftime("%d-%m-%Y, %H.%M.%S")),
            (_("Grond"), found.ground),
            (_("Door"), found.by),
            (_("Nummer in het grootboek"), str(found.seq)),
        ),
        parts=tuple(parts),
        foot=_("Dit bewijs bevat geen inhoud."),
        invented=settings.DEMO,
    )
