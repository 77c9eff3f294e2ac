"""On behalf of somebody: what a desk heard by telephone, got by mail or from the anonymous line, or saw itself."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lantaarn.signals import queries as signals
from lantaarn.signals.actions import ReceivedBefore, register
from lantaarn.signals.codes import reporter_code
from lantaarn.signals.queries import ReferralView
from lantaarn.tables.packs import Pack
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.report import drafts
from lantaarn.web.report.entrance import entrance_to
from lantaarn.web.report.forms import OthersForm
from lantaarn.web.report.once import Once, new_once, read_once
from lantaarn.web.report.reading import signal_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("report.for_others", purpose="signal.report")
def others(request: ActorRequest) -> HttpResponse:
    """Everything on one screen; what is not known yet can be added later."""
    by = request.actor
    if by.desk_id is None:
        return redirect("no-desk")
    entrance = entrance_to(by.region)
    if request.method == "POST":
        return _register(request)
    draft = signals.read_draft(region=by.region, token=drafts.token_at_desk(by), by=by)
    form = OthersForm(entrance, initial=draft.data if draft else {})
    return _page(request, form, new_once(f"desk:{by.desk_id}"), drafts.kept_words(draft.changed_at) if draft else "")


def _page(request: ActorRequest, form: OthersForm, once: Once, kept: str = "") -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "entrance": form.entrance, "once": once.token, "kept": kept}
    return render(request, "report/others.html", context, status=status)


def _register(request: ActorRequest) -> HttpResponse:
    by = request.actor
    once = read_once(f"desk:{by.desk_id}", request.POST.get("once", ""))
    form = OthersForm(entrance_to(by.region), request.POST)
    if form.is_valid() and not once.fresh:
        form.add_error(None, _("Deze pagina stond lang open. Lees nog even na wat er staat en bewaar het opnieuw."))
    if not form.is_valid():
        return _page(request, form, once)
    # No redirect: the reporter's code is told once, so it stands in no address and no session. A second click sends
    # the same form, which is kept once and told the same code.
    context: dict[str, object] = {
        "code": reporter_code(once.mark),
        "danger": form.cleaned_data["danger"] == "yes",
    }
    try:
        received = register(report=signal_of(form, once=once.mark), by=by)
    except ReceivedBefore:
        context |= {"received": None, "manual_reason": "", "sent": []}
        return render(request, "report/registered.html", context)
    signals.drop_draft(region=by.region, token=drafts.token_at_desk(by), by=by)
    signal = signals.one(folder_id=received.folder_id, by=by)
    context |= {
        "received": received,
        "manual_reason": signal.manual_reason,
        "sent": [_sent(referral, form.entrance.pack) for referral in signal.referrals],
    }
    return render(request, "report/registered.html", context)


def _sent(referral: ReferralView, pack: Pack | None) -> dict[str, object]:
    """Where it went, what is asked there, and why: the rule and its source."""
    tasks = {task.code: task.label for task in pack.tasks} if pack else {}
    rule = referral.rule
    number = rule.get("rule")
    why = _("Regel %(number)s van de meldroute") % {"number": number} if number else _("De meldroute zelf")
    source = rule.get("source")
    return {
        "desk": referral.to_desk,
        "leads": referral.leads,
        "task": tasks.get(referral.task, _("zelf de weg kiezen")),
        "due_at": referral.due_at,
        "why": f"{why} ({source})" if source else why,
        "moved": rule.get("moved") or "",
        "off_system": referral.off_system,
    }


@never_cache
@require_POST
@needs("report.for_others", purpose="report.draft")
def keep(request: ActorRequest) -> HttpResponse:
    """Keep the half-filled form of this person, or throw it away."""
    by = request.actor
    token = drafts.token_at_desk(by)
    if "weg" in request.POST:
        signals.drop_draft(region=by.region, token=token, by=by)
        messages.info(request, _("Uw concept is weg. Hier staat een leeg formulier."))
        return redirect("report-for-others")
    form = OthersForm(entrance_to(by.region))
    quiet = request.headers.get("HX-Request") == "true"
    try:
        data = drafts.typed(request, form)
    except drafts.TooMuch:
        if quiet:
            return HttpResponse(_("Dit is te veel om te bewaren. Maak de teksten korter."))
        once = read_once(f"desk:{by.desk_id}", request.POST.get("once", ""))
        return _page(request, OthersForm(form.entrance, request.POST), once)
    signals.keep_draft(region=by.region, token=token, data=data, by=by)
    if quiet:
        remarks = " ".join(drafts.long_fields(form, data))
        return HttpResponse(format_html("{} {}", drafts.kept_words(timezone.now()), remarks))
    messages.success(request, _("Uw concept blijft een dag staan. Alleen u ziet het."))
    return redirect("report-for-others")
