"""Delen: choose the terms, see side by side what goes and what stays, tick, confirm; and take back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lantaarn.folders import sharing as acts
from lantaarn.folders.sharing import Preview, ShareOutcome
from lantaarn.folders.sharing.queries import ShareView
from lantaarn.papers.handover import to_odt, to_pdf
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import queries as signals
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.fonts import font_dir
from lantaarn.web.sharing.acts.forms import SendForm, WhyForm
from lantaarn.web.sharing.acts.lines import ShownLine, chosen_ids, shown, texts_of
from lantaarn.web.sharing.acts.overview import opened, overview
from lantaarn.web.sharing.acts.paper import sheet
from lantaarn.web.sharing.acts.shown import grouped
from lantaarn.web.sharing.acts.terms import Terms, TermsForm

WORK, PURPOSE, PAPER = "share.work", "share.work", "share.print"


@needs(WORK, purpose=PURPOSE)
def start(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    """All sharing of one folder: choose the terms of a new share, what waits, what was shared, consents."""
    return render(request, "sharing/acts/start.html", overview(request, folder_id))


@needs(WORK, purpose=PURPOSE)
def preview(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    """What they will see and what stays behind, line by line; sent only after a second look."""
    found = overview(request, folder_id)
    form: TermsForm | None = found["form"]
    if form is None or not form.is_valid():
        return render(request, "sharing/acts/start.html", found)
    terms, signal = form.chosen(), found["signal"]
    try:
        seen = _weighed(request, folder_id, terms)
    except NotAllowed as error:
        form.add_error("aan", str(error))
        return render(request, "sharing/acts/start.html", found)
    ticked = chosen_ids(request.POST.getlist("lijn")) if request.method == "POST" else None
    rows = shown(seen, signal, pack_now(request.actor.region), ticked=ticked)
    send = SendForm(request.POST if request.method == "POST" else None)
    context = {
        "signal": signal,
        "terms": terms,
        "preview": seen,
        "rows": rows,
        "send": send,
        "problem": "",
        "goes": ngettext("%(n)d kan mee", "%(n)d kunnen mee", seen.seen) % {"n": seen.seen},
        "stays": ngettext("%(n)d blijft achter", "%(n)d blijven achter", seen.behind) % {"n": seen.behind},
    }
    if request.method == "POST" and send.is_valid():
        return _step(request, folder_id, context)
    return render(request, "sharing/acts/preview.html", context)


def _weighed(request: ActorRequest, folder_id: UUID, terms: Terms) -> Preview:
    return acts.preview(
        folder_id=folder_id, to=terms.to, ground=terms.ground, purpose=terms.purpose, consent_id=terms.consent_id,
        by=request.actor,
    )  # fmt: skip


def _step(request: ActorRequest, folder_id: UUID, context: dict[str, Any]) -> HttpResponse:
    """First the summary with a button that says what it does; only that one shares."""
    rows: list[ShownLine] = context["rows"]
    chosen = [row for row in rows if row.ticked]
    if not chosen:
        context["problem"] = _("Vink aan wat u wilt delen.")
    elif "ja" in request.POST:
        try:
            outcome = _share(request, folder_id, context, frozenset(row.id for row in chosen))
        except NotAllowed as error:
            context["problem"] = str(error)
        else:
            messages.success(request, _told(outcome, context["preview"]))
            return redirect("share-one", folder_id=folder_id, share_id=outcome.share_id)
    elif "terug" not in request.POST:
        held = [row for row in rows if not row.ticked and not row.line.shared_already]
        context |= {"chosen": chosen, "held": held, "second": any(row.line.asks == "second" for row in chosen)}
        return render(request, "sharing/acts/confirm.html", context)
    return render(request, "sharing/acts/preview.html", context)


def _share(request: ActorRequest, folder_id: UUID, context: dict[str, Any], chosen: frozenset[UUID]) -> ShareOutcome:
    terms: Terms = context["terms"]
    given = context["send"].cleaned_data
    return acts.share(
        folder_id=folder_id,
        to=terms.to,
        ground=terms.ground,
        purpose=terms.purpose,
        contribution_ids=chosen,
        consent_id=terms.consent_id,
        note=given["note"],
        follows=given["follows"],
        by=request.actor,
    )


def _told(outcome: ShareOutcome, seen: Preview) -> str:
    if outcome.state == "waiting_second":
        return _("Er is nog niets gedeeld. Een tweede persoon van uw organisatie kijkt eerst mee.")
    if seen.on_paper:
        return _("Vastgelegd. Maak hieronder het blad en bezorg het langs uw eigen veilige weg.")
    return _("Gedeeld met %(who)s.") % {"who": seen.recipient_label}


@needs(WORK, purpose=PURPOSE)
def withdraw(request: ActorRequest, folder_id: UUID, share_id: UUID) -> HttpResponse:
    """Take a share back; afterwards what it ended, and what it cannot recall."""
    signal = opened(request, folder_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ended = acts.withdraw_share(share_id=share_id, why=form.cleaned_data["why"], by=request.actor)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            what = _("Deze deling is ingetrokken.")
            context = {"signal": signal, "ended": ended, "desks": grouped(ended), "what": what}
            return render(request, "sharing/acts/ended.html", context)
    context = {
        "signal": signal,
        "title": _("Deze deling intrekken?"),
        "happens": [
            _("Wie het kreeg, ziet het bij de volgende klik niet meer. Ook niet wie het daarvandaan doorkreeg."),
            _("Wat op papier is gegaan, komt niet terug. U leest daarna wie u moet bellen."),
        ],
        "form": form,
        "button": _("Trek in"),
    }
    return render(request, "sharing/acts/why.html", context)


@needs(WORK, "share.confirm", purpose=PURPOSE)
def waiting(request: ActorRequest) -> HttpResponse:
    """What colleagues want to share and asks for another pair of eyes."""
    return render(request, "sharing/acts/waiting.html", {"shares": acts.waiting_for_second(by=request.actor)})


@require_POST
@needs("share.confirm", purpose=PURPOSE)
def confirm(request: ActorRequest, share_id: UUID) -> HttpResponse:
    """The second person agrees."""
    try:
        acts.confirm_second(share_id=share_id, by=request.actor)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("U hebt meegekeken en ingestemd. Het is nu gedeeld."))
    return redirect("share-waiting")


@needs("share.confirm", purpose=PURPOSE)
def refuse(request: ActorRequest, share_id: UUID) -> HttpResponse:
    """The second person does not agree, and says why."""
    share = acts.one_share(share_id=share_id, by=request.actor)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.refuse_second(share_id=share_id, why=form.cleaned_data["why"], by=request.actor)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Niet gedeeld. Uw collega leest waarom."))
            return redirect("share-waiting")
    return render(request, "sharing/acts/refuse.html", {"share": share, "form": form})


@needs(WORK, purpose=PURPOSE)
def one(request: ActorRequest, folder_id: UUID, share_id: UUID) -> HttpResponse:
    """One share: what went, what stayed behind and why; to take back, or to put on paper."""
    signal, share = opened(request, folder_id), _of(request, folder_id, share_id)
    texts = texts_of(signal, pack_now(request.actor.region))
    rows = [(line, texts.get(line.contribution_id, "")) for line in share.lines]
    context = {
        "signal": signal,
        "share": share,
        "went": [row for row in rows if row[0].chosen],
        "stayed": [row for row in rows if not row[0].chosen],
    }
    return render(request, "sharing/acts/one.html", context)


def _of(request: ActorRequest, folder_id: UUID, share_id: UUID) -> ShareView:
    share = acts.one_share(share_id=share_id, by=request.actor)
    if share.folder_id != folder_id:
        raise Http404
    return share


@needs(WORK, purpose=PAPER)
def pdf(request: ActorRequest, folder_id: UUID, share_id: UUID) -> HttpResponse:
    return _paper(request, folder_id, share_id, "pdf")


@needs(WORK, purpose=PAPER)
def odt(request: ActorRequest, folder_id: UUID, share_id: UUID) -> HttpResponse:
    return _paper(request, folder_id, share_id, "odt")


def _paper(request: ActorRequest, folder_id: UUID, share_id: UUID, form: str) -> HttpResponse:
    """The own part on paper; making it is in the log."""
    signal = signals.one(folder_id=folder_id, by=request.actor, action="signal.sheet_printed")
    share = _of(request, folder_id, share_id)
    if not share.mine or not share.on_paper or share.state != "in_force":
        raise Http404
    made = sheet(signal, share=share, pack=pack_now(request.actor.region), by=request.actor)
    if form == "pdf":
        content, mime = to_pdf(made, font_paths=(str(font_dir()),)), "application/pdf"
    else:
        content, mime = to_odt(made), "application/vnd.oasis.opendocument.text"
    name = f'attachment; filename="gedeeld-{signal.code}.{form}"'
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": name})
