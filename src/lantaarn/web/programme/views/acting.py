"""One action: its story, how it is counted, and the two clicks that say how it stands."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lantaarn.network import queries as network
from lantaarn.programme import actions, queries
from lantaarn.programme.actions import may_manage, may_report
from lantaarn.programme.queries import ActionView
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.programme import shown, words
from lantaarn.web.programme.forms import OverruleForm, ProgressForm
from lantaarn.web.programme.views.boards import LOOKS, PURPOSE


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*LOOKS, purpose=PURPOSE)
def action(request: ActorRequest, action_id: UUID) -> HttpResponse:
    found = queries.one_action(action_id=action_id, by=request.actor)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid() and _reported(request, found, form):
        messages.success(request, _("Genoteerd. Iedereen met het programma ziet het nu."))
        return redirect("programme-action", action_id=action_id)
    context = {
        "row": shown.shown(found),
        "action": found,
        "form": form if may_report(by=request.actor) and found.ended_on is None else None,
        "manages": may_manage(by=request.actor),
        "rules_light": words.LIGHTS[found.rules.colour],
        "history": [_word(word) for word in queries.history(action_id=action_id, by=request.actor, limit=30)],
    }
    return render(request, "programme/action.html", context)


def _word(word: queries.Word) -> tuple[queries.Word, object, object]:
    state = words.STATES.get(word.state, "")
    light = words.LIGHTS[word.light][1] if word.light else ""
    return word, state, light


def _form(request: ActorRequest, found: ActionView) -> ProgressForm:
    places = []
    if found.local is not None:
        own = request.actor.municipality_id
        everywhere = may_manage(by=request.actor)
        places = [(m.id, m.name) for m in network.municipalities(region=request.actor.region)]
        places = [place for place in places if everywhere or place[0] == own]
    given = request.POST if request.method == "POST" else request.kept
    initial = {"state": found.state, "municipality": str(request.actor.municipality_id or "")}
    return ProgressForm(given, places=places, counts=not found.indicator, initial=initial)


def _reported(request: ActorRequest, found: ActionView, form: ProgressForm) -> bool:
    given = form.cleaned_data
    place = given.get("municipality")
    try:
        actions.report_progress(
            action_id=found.id,
            state=given["state"],
            story=given["story"],
            counted=given.get("counted"),
            municipality_id=UUID(place) if place else None,
            evidence=given.get("evidence", ""),
            by=request.actor,
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@needs("programme.manage", purpose=PURPOSE)
def overrule(request: ActorRequest, action_id: UUID) -> HttpResponse:
    found = queries.one_action(action_id=action_id, by=request.actor)
    if request.method == "POST" and "rules" in request.POST:
        actions.follow_rules(action_id=action_id, by=request.actor)
        messages.success(request, _("Het stoplicht volgt de regels weer."))
        return redirect("programme-action", action_id=action_id)
    form = OverruleForm(request.POST if request.method == "POST" else request.kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.overrule_light(action_id=action_id, light=given["light"], reason=given["reason"], by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bijgesteld. De regels staan er nog bij, met uw reden."))
            return redirect("programme-action", action_id=action_id)
    context = {
        "title": _("Stoplicht bijstellen"),
        "text": found.what,
        "what_happens": [
            _("De regels zeggen: %(reason)s") % {"reason": found.rules.reason},
            _("Uw stoplicht geldt een kwartaal. Daarna spreken de regels weer."),
        ],
        "form": form,
        "action_label": _("Bijstellen"),
        "cancel_url": f"/programma/actie/{action_id}/",
    }
    return render(request, "components/confirm.html", context)
