"""Mijn account: who one is to others, days away, training, and how the screens look."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantaarn.network import actions, queries
from lantaarn.network.queries import OwnAccount
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.accounts.forms import AbsenceForm, DetailsForm, LanguageForm
from lantaarn.web.doors.door import ActorRequest, signed_in

A_YEAR = 365 * 24 * 3600


@require_safe
@signed_in(purpose="account.own")
def my_account(request: ActorRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: ActorRequest, *, details: forms.Form | None = None, absence: forms.Form | None = None
) -> HttpResponse:
    own = queries.own_account(by=request.actor)
    context = {
        "own": own,
        "details": details or _details(own),
        "absence": absence or AbsenceForm(prefix="weg"),
        "language": LanguageForm(initial={"language": getattr(request, "LANGUAGE_CODE", "nl")}),
    }
    return render(request, "accounts/my_account.html", context, status=200 if not (details or absence) else 422)


def _details(own: OwnAccount) -> DetailsForm:
    return DetailsForm(initial={"name": own.name, "phone": own.phone, "trained_on": own.trained_on})


@require_POST
@signed_in(purpose="account.own")
def change_details(request: ActorRequest) -> HttpResponse:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _page(request, details=form)
    try:
        actions.change_own_details(**form.cleaned_data, by=request.actor)
    except NotAllowed as reason:
        form.add_error("trained_on", str(reason))
        return _page(request, details=form)
    messages.success(request, _("Uw gegevens zijn bewaard."))
    return redirect("my-account")


@require_POST
@signed_in(purpose="account.own")
def note_absence(request: ActorRequest) -> HttpResponse:
    form = AbsenceForm(request.POST, prefix="weg")
    if not form.is_valid():
        return _page(request, absence=form)
    try:
        actions.note_absence(**form.cleaned_data, by=request.actor)
    except NotAllowed as reason:
        form.add_error("last_day", str(reason))
        return _page(request, absence=form)
    messages.success(request, _("Genoteerd. Uw balie ziet dat u er dan niet bent."))
    return redirect("my-account")


@require_POST
@signed_in(purpose="account.own")
def drop_absence(request: ActorRequest) -> HttpResponse:
    first, last = (_day(request.POST.get(name, "")) for name in ("first_day", "last_day"))
    if first and last:
        actions.drop_absence(first_day=first, last_day=last, by=request.actor)
        messages.success(request, _("Die dagen zijn weggehaald. U staat weer als bereikbaar."))
    return redirect("my-account")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@require_POST
@signed_in(purpose="account.own")
def change_language(request: ActorRequest) -> HttpResponse:
    """The choice is a cookie: it is about this browser, not about the account."""
    form = LanguageForm(request.POST)
    response = redirect("my-account")
    if form.is_valid():
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            form.cleaned_data["language"],
            max_age=A_YEAR,
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
