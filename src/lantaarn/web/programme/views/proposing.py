"""Proposals: made by who takes part, taken back by who made them, decided by a body."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantaarn.programme import actions, queries
from lantaarn.programme.queries import ProposalView
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.programme import words
from lantaarn.web.programme.plan_forms import DecisionForm, ProposalForm, ReasonForm
from lantaarn.web.programme.views.boards import PURPOSE
from lantaarn.web.programme.views.editing import BOTH, done, given, page

MAY = ("programme.report", "programme.manage")


@require_http_methods(BOTH)
@needs(*MAY, purpose=PURPOSE)
def propose_new(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    by, programme = request.actor, queries.one_programme(programme_id=programme_id, by=request.actor)
    form = ProposalForm(given(request), parts=queries.parts(programme_id=programme_id, by=by))
    if done(
        request,
        form,
        lambda: actions.propose(
            programme_id=programme_id, kind="add", why=form.cleaned_data["reason"], given=form.action(by), by=by
        ),
        _sent(),
    ):
        return redirect("programme-course", programme_id=programme_id)
    return page(
        request,
        form,
        title=_("Een actie voorstellen"),
        text=programme.title,
        back=reverse("programme-board", args=[programme_id]),
        label=_("Voorstellen"),
        what_happens=_what_happens(),
    )


def _sent() -> str:
    return _("Voorgesteld. Bij de versies staat wat ermee gebeurt.")


def _what_happens() -> list[str]:
    return [_("Er verandert nog niets. Een bestuur of overleg besluit.")]


@require_http_methods(BOTH)
@needs(*MAY, purpose=PURPOSE)
def propose_change(request: ActorRequest, action_id: UUID) -> HttpResponse:
    by, found = request.actor, queries.one_action(action_id=action_id, by=request.actor)
    form = ProposalForm(given(request), parts=queries.parts(programme_id=found.programme_id, by=by), action=found)
    if done(
        request,
        form,
        lambda: actions.propose(
            programme_id=found.programme_id,
            kind="change",
            action_id=action_id,
            why=form.cleaned_data["reason"],
            given=form.action(by),
            by=by,
        ),
        _sent(),
    ):
        return redirect("programme-course", programme_id=found.programme_id)
    return page(
        request,
        form,
        title=_("Een wijziging voorstellen"),
        text=found.what,
        back=reverse("programme-action", args=[action_id]),
        label=_("Voorstellen"),
        what_happens=_what_happens(),
    )


@require_http_methods(BOTH)
@needs(*MAY, purpose=PURPOSE)
def propose_end(request: ActorRequest, action_id: UUID) -> HttpResponse:
    by, found = request.actor, queries.one_action(action_id=action_id, by=request.actor)
    form = ReasonForm(given(request))
    if done(
        request,
        form,
        lambda: actions.propose(
            programme_id=found.programme_id,
            kind="end",
            action_id=action_id,
            why=form.cleaned_data["reason"],
            by=by,
        ),
        _sent(),
    ):
        return redirect("programme-course", programme_id=found.programme_id)
    return page(
        request,
        form,
        title=_("Voorstellen om te stoppen"),
        text=found.what,
        back=reverse("programme-action", args=[action_id]),
        label=_("Voorstellen"),
        what_happens=_what_happens(),
    )


@require_POST
@needs(*MAY, purpose=PURPOSE)
def withdraw(request: ActorRequest, programme_id: UUID, proposal_id: UUID) -> HttpResponse:
    _open(request, programme_id, proposal_id)
    try:
        actions.withdraw_proposal(proposal_id=proposal_id, by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ingetrokken."))
    return redirect("programme-course", programme_id=programme_id)


@require_http_methods(BOTH)
@needs("programme.manage", purpose=PURPOSE)
def decide(request: ActorRequest, programme_id: UUID, proposal_id: UUID) -> HttpResponse:
    found = _open(request, programme_id, proposal_id)
    form = DecisionForm(given(request))
    if done(request, form, lambda: _decide(request, proposal_id, form), _("Vastgelegd.")):
        return redirect("programme-course", programme_id=programme_id)
    return page(
        request,
        form,
        title=_("Besluit over een voorstel"),
        text=found.what,
        back=reverse("programme-course", args=[programme_id]),
        label=_("Vastleggen"),
        what_happens=list(_asked(found)),
    )


def _decide(request: ActorRequest, proposal_id: UUID, form: DecisionForm) -> None:
    made = form.cleaned_data
    actions.decide_proposal(
        proposal_id=proposal_id,
        adopt=made["outcome"] == "adopt",
        body=made["body"],
        on_day=made["on_day"],
        decision=made["decision"],
        by=request.actor,
    )


def _open(request: ActorRequest, programme_id: UUID, proposal_id: UUID) -> ProposalView:
    for one in queries.proposals(programme_id=programme_id, by=request.actor):
        if one.id == proposal_id:
            return one
    raise Http404


def _asked(found: ProposalView) -> Iterator[str]:
    """What is asked, line by line, and what adopting does."""
    yield _("Gevraagd door %(who)s: %(why)s") % {"who": found.made_who, "why": found.why}
    for name in ("what", "when_text", "starts_on", "ends_on"):
        if found.values.get(name):
            yield f"{words.FIELDS[name]}: {found.values[name]}"
    holders = ", ".join(party["name"] for party in found.values.get("parties", ()) if party["holds"])
    if holders:
        yield f"{words.FIELDS['holders']}: {holders}"
    if found.kind == "end":
        yield _("Als het is aangenomen, gaat de actie uit het programma. Zij blijft te lezen.")
    else:
        yield _("Als het is aangenomen, staat het meteen zo in het programma.")
