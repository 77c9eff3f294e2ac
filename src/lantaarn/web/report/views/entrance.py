"""Reporting without account: the form, what is kept of it half-filled, and the answer with the code.

These pages are exempt from Django's CSRF check, on purpose. The check guards the authority of a session, and here is
none: whoever posts, with or without account, does no more than anybody may. What it would cost is real: a report that
was typed while the session ended would be refused. Against replays each form carries a signed mark of its own.
"""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantaarn.network import queries as network
from lantaarn.signals.actions import ReceivedBefore, receive_report
from lantaarn.signals.codes import reporter_code
from lantaarn.web.doors.door import public
from lantaarn.web.report import drafts
from lantaarn.web.report.entrance import Entrance, entrance_to
from lantaarn.web.report.forms import CitizenForm, ReportForm
from lantaarn.web.report.forms.base import SignalForm
from lantaarn.web.report.once import Once, new_once, read_once
from lantaarn.web.report.reading import report_of

CITIZEN = "citizen"


@require_GET
@public("report.choose")
def choose(request: HttpRequest) -> HttpResponse:
    """Which region? With one region there is nothing to choose."""
    found = network.regions()
    if len(found) == 1:
        return redirect("report", region=found[0][0])
    return render(request, "report/choose.html", {"regions": found})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public("signal.report")
def report(request: HttpRequest, region: str) -> HttpResponse:
    """A professional reports."""
    return _report(request, entrance_to(region), citizen=False)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public("signal.report")
def citizen_report(request: HttpRequest, region: str) -> HttpResponse:
    """A citizen reports, where the region chose to have that; elsewhere the page says who to call."""
    entrance = entrance_to(region)
    if not entrance.citizen_form:
        return render(request, "report/phones.html", {"entrance": entrance, "region_name": entrance.name})
    return _report(request, entrance, citizen=True)


def _form_class(*, citizen: bool) -> type[SignalForm]:
    return CitizenForm if citizen else ReportForm


def _report(request: HttpRequest, entrance: Entrance, *, citizen: bool) -> HttpResponse:
    if request.method == "POST":
        return _send(request, entrance, citizen=citizen)
    draft = drafts.read(request, entrance.code)
    initial: dict[str, object] = {"municipality": _preset(request, entrance)}
    if draft is not None:
        initial |= draft.data
    form = _form_class(citizen=citizen)(entrance, initial=initial)
    kept = drafts.kept_words(draft.changed_at) if draft else ""
    return _page(request, form, new_once(_purpose(entrance, citizen=citizen)), citizen=citizen, kept=kept)


def _purpose(entrance: Entrance, *, citizen: bool) -> str:
    return f"{entrance.code}/{CITIZEN if citizen else 'report'}"


def _preset(request: HttpRequest, entrance: Entrance) -> str:
    """The municipality that the link on its intranet names."""
    asked = request.GET.get("gemeente", "")
    return asked if entrance.municipality_id(asked) else ""


def _page(request: HttpRequest, form: SignalForm, once: Once, *, citizen: bool, kept: str = "") -> HttpResponse:
    entrance = form.entrance
    context = {
        "form": form,
        "entrance": entrance,
        "region_name": entrance.name,
        "once": once.token,
        "kept": kept,
        "citizen": citizen,
        "readers": _readers(form),
        "phones": [phone for phone in entrance.phones if phone["number"] != "112"],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "report/report.html", context, status=status)


def _readers(form: SignalForm) -> list[tuple[str, str]]:
    """Where one works, and who then reads first."""
    field = form.fields.get("source_domain")
    choices = getattr(field, "choices", []) if field else []
    named = [(str(label), form.entrance.first_reader(str(value))) for value, label in choices]
    return [(label, reader) for label, reader in named if reader]


def _send(request: HttpRequest, entrance: Entrance, *, citizen: bool) -> HttpResponse:
    once = read_once(_purpose(entrance, citizen=citizen), request.POST.get("once", ""))
    form = _form_class(citizen=citizen)(entrance, request.POST)
    if form.is_valid() and not once.fresh:
        form.add_error(None, _("Deze pagina stond lang open. Lees nog even na wat er staat en verstuur het opnieuw."))
    if not form.is_valid():
        return _page(request, form, once, citizen=citizen)
    given = report_of(form, once=once.mark, source_domain=CITIZEN if citizen else "")
    try:
        received = receive_report(region=entrance.code, report=given)
    except ReceivedBefore:
        received = None
    # No redirect to a page of its own: the code is told once, so it stands in no address, no cookie and no session.
    # Whoever reloads sends the same form again, which is kept once and told the same code.
    context = {
        "entrance": entrance,
        "region_name": entrance.name,
        "received": received,
        "code": reporter_code(once.mark),
        "danger": given.acute_danger == "yes",
    }
    response = render(request, "report/received.html", context)
    drafts.forget(request, response, region=entrance.code)
    return response


@csrf_exempt
@never_cache
@require_POST
@public("report.draft")
def keep(request: HttpRequest, region: str) -> HttpResponse:
    """Keep a half-filled form, or throw it away; answers with a line for the page, or goes back to the form."""
    entrance = entrance_to(region)
    citizen = request.POST.get("soort") == CITIZEN
    back = redirect("report-citizen" if citizen else "report", region=entrance.code)
    if "weg" in request.POST:
        drafts.forget(request, back, region=entrance.code)
        messages.info(request, _("Uw concept is weg. Hier staat een leeg formulier."))
        return back
    quiet = request.headers.get("HX-Request") == "true"
    form = _form_class(citizen=citizen)(entrance)
    try:
        data = drafts.typed(request, form)
    except drafts.TooMuch:
        if quiet:
            return _kept(_("Dit is te veel om te bewaren. Maak de teksten korter."), [])
        once = read_once(_purpose(entrance, citizen=citizen), request.POST.get("once", ""))
        return _page(request, _form_class(citizen=citizen)(entrance, request.POST), once, citizen=citizen)
    response = _kept(drafts.kept_words(timezone.now()), drafts.long_fields(form, data)) if quiet else back
    drafts.keep(request, response, region=entrance.code, data=data)
    if not quiet:
        messages.success(
            request, _("Uw concept blijft hier een dag staan, in deze browser. Open deze pagina om verder te gaan.")
        )
    return response


def _kept(words: str, remarks: list[str]) -> HttpResponse:
    return HttpResponse(format_html("{} {}", words, " ".join(remarks)))
