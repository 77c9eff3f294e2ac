"""Changing the plan by hand: an action added, changed or ended, and the money of a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lantaarn.programme import actions, queries
from lantaarn.programme.actions import MoneyInput
from lantaarn.programme.queries import Sum
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.programme.plan_forms import ActionForm, MoneyForm, ReasonForm
from lantaarn.web.programme.views.boards import PURPOSE

BOTH = ["GET", "HEAD", "POST"]


def given(request: ActorRequest) -> Any:  # noqa: ANN401 - what was posted, or kept from before a session ended
    return request.POST if request.method == "POST" else request.kept


def done(request: ActorRequest, form: forms.Form, act: Callable[[], object], said: str) -> bool:
    """Whether the form was sent and the deed succeeded; a refusal stands above the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


def page(
    request: ActorRequest,
    form: forms.Form,
    *,
    title: str,
    text: str,
    back: str,
    label: str,
    what_happens: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "what_happens": what_happens,
        "form": form,
        "action_label": label,
        "cancel_url": back,
    }
    return render(request, "components/confirm.html", context)


@require_http_methods(BOTH)
@needs("programme.manage", purpose=PURPOSE)
def add(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    by, programme = request.actor, queries.one_programme(programme_id=programme_id, by=request.actor)
    form = ActionForm(given(request), parts=queries.parts(programme_id=programme_id, by=by))
    if done(
        request,
        form,
        lambda: actions.add_action(programme_id=programme_id, given=form.action(by), by=by),
        _("De actie staat in het programma."),
    ):
        return redirect("programme-board", programme_id=programme_id)
    return page(
        request,
        form,
        title=_("Actie toevoegen"),
        text=programme.title,
        back=reverse("programme-board", args=[programme_id]),
        label=_("Toevoegen"),
    )


@require_http_methods(BOTH)
@needs("programme.manage", purpose=PURPOSE)
def change(request: ActorRequest, action_id: UUID) -> HttpResponse:
    by, found = request.actor, queries.one_action(action_id=action_id, by=request.actor)
    form = ActionForm(given(request), parts=queries.parts(programme_id=found.programme_id, by=by), action=found)
    if done(
        request,
        form,
        lambda: actions.change_action(action_id=action_id, given=form.action(by), by=by),
        _("Gewijzigd. Bij de versies staat wat er anders is dan vastgesteld."),
    ):
        return redirect("programme-action", action_id=action_id)
    return page(
        request,
        form,
        title=_("Actie wijzigen"),
        text=found.what,
        back=reverse("programme-action", args=[action_id]),
        label=_("Wijzigen"),
    )


@require_http_methods(BOTH)
@needs("programme.manage", purpose=PURPOSE)
def end(request: ActorRequest, action_id: UUID) -> HttpResponse:
    by, found = request.actor, queries.one_action(action_id=action_id, by=request.actor)
    form = ReasonForm(given(request))
    if done(
        request,
        form,
        lambda: actions.end_action(action_id=action_id, why=form.cleaned_data["reason"], by=by),
        _("De actie is uit het programma. Haar verhaal blijft te lezen."),
    ):
        return redirect("programme-action", action_id=action_id)
    return page(
        request,
        form,
        title=_("Actie laten eindigen"),
        text=found.what,
        back=reverse("programme-action", args=[action_id]),
        label=_("Laten eindigen"),
        what_happens=[_("De actie telt niet meer mee. Zij blijft te lezen, met uw reden.")],
    )


@require_http_methods(BOTH)
@needs("programme.manage", purpose=PURPOSE)
def money(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    by, programme = request.actor, queries.one_programme(programme_id=programme_id, by=request.actor)
    form = MoneyForm(given(request), initial=_named(request, programme_id))
    if done(
        request,
        form,
        lambda: actions.set_budget_line(programme_id=programme_id, line=_line(request, programme_id, form), by=by),
        _("Bewaard. De totalen zijn opnieuw gerekend."),
    ):
        return redirect("programme-money", programme_id=programme_id)
    return page(
        request,
        form,
        title=_("Bedrag vastleggen"),
        text=programme.title,
        back=reverse("programme-money", args=[programme_id]),
        label=_("Bewaren"),
        what_happens=[_("Staat deze maatregel er al voor dit jaar? Dan wijzigt u die regel.")],
    )


def _line(request: ActorRequest, programme_id: UUID, form: MoneyForm) -> MoneyInput:
    line = form.cleaned_data
    there = _there(request, programme_id, line["measure"].strip(), line["year"], line["money_from"].strip())
    before = there or Sum()
    return MoneyInput(
        measure=line["measure"],
        year=line["year"],
        planned=line["planned"],
        money_from=line["money_from"],
        committed=_or(line["committed"], before.committed),
        spent=_or(line["spent"], before.spent),
        forecast=_or(line["forecast"], before.forecast) if before.forecast != before.planned else line["forecast"],
    )


def _or(amount: Decimal | None, before: Decimal) -> Decimal:
    return before if amount is None else amount


def _there(request: ActorRequest, programme_id: UUID, measure: str, year: int | None, money_from: str) -> Sum | None:
    found = queries.money(programme_id=programme_id, by=request.actor)
    for row in found.rows:
        if (row.measure, row.money_from) == (measure, money_from):
            return dict(zip(found.years, row.sums, strict=True)).get(year)
    return None


def _named(request: ActorRequest, programme_id: UUID) -> dict[str, Any]:
    """The row that the address names, as it stands."""
    measure, money_from = request.GET.get("maatregel", ""), request.GET.get("bron", "")
    year = int(request.GET["jaar"]) if request.GET.get("jaar", "").isdecimal() else None
    there = _there(request, programme_id, measure, year, money_from)
    named: dict[str, Any] = {"measure": measure, "year": year, "money_from": money_from}
    if there is None:
        return named
    return named | {"planned": there.planned, "committed": there.committed, "spent": there.spent}
