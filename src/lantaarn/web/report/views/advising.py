"""Advice: somebody thought aloud with this desk, without names. Three taps, and it is counted."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantaarn.signals import queries as signals
from lantaarn.signals.actions import note_advice
from lantaarn.web import words
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.report.forms.words import Choice, OneOf
from lantaarn.web.report.once import HOURS_VALID, Once, new_once, read_once


def _choices(named: words.Words) -> tuple[Choice, ...]:
    """In the language of the reader, also when this module was read in another."""
    return tuple((code, capfirst(cast("Any", word))) for code, word in named.items())


class AdviceForm(forms.Form):
    """No field for a name, nor for words: that is the point."""

    asked_from = OneOf(
        label=gettext_lazy("Wie vroeg het?"),
        ask=gettext_lazy("Kies wie het vroeg."),
        choices=_choices(words.ADVICE_FROM),
    )
    about = OneOf(
        label=gettext_lazy("Waar ging het over?"),
        ask=gettext_lazy("Kies waar het over ging."),
        choices=_choices(words.EXPLOITATION),
    )
    outcome = OneOf(
        label=gettext_lazy("Hoe liep het af?"),
        ask=gettext_lazy("Kies hoe het afliep."),
        choices=_choices(words.ADVICE_OUTCOME),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("signals.work", purpose="advice.note")
def advice(request: ActorRequest) -> HttpResponse:
    """The third tap sends: each way in which it ended is a button."""
    by = request.actor
    if by.desk_id is None:
        return redirect("no-desk")
    purpose = f"advice:{by.desk_id}"
    if request.method != "POST":
        return _page(request, AdviceForm(), new_once(purpose))
    once = read_once(purpose, request.POST.get("once", ""))
    form = AdviceForm(request.POST)
    if not once.fresh:
        form.add_error(None, _("Deze pagina stond lang open. Kies nog een keer hoe het afliep."))
    if not form.is_valid():
        return _page(request, form, once)
    return _noted(request, form.cleaned_data, once)


def _noted(request: ActorRequest, data: dict[str, Any], once: Once) -> HttpResponse:
    """The mark is written in the transaction of the note itself: a second click waits for it, and counts nothing."""
    if not cache.add(f"advice:{once.mark}", 1, HOURS_VALID * 3600):
        messages.info(request, _("Dit gesprek stond al genoteerd."))
        return redirect("advice")
    note_advice(asked_from=data["asked_from"], about=data["about"], outcome=data["outcome"], by=request.actor)
    count = signals.advice_count(by=request.actor, year=timezone.localdate().year)
    words = ngettext(
        "Genoteerd. Dit jaar gaf uw balie %(count)s keer advies.",
        "Genoteerd. Dit jaar gaf uw balie %(count)s keer advies.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("advice")


def _page(request: ActorRequest, form: AdviceForm, once: Once) -> HttpResponse:
    year = timezone.localdate().year
    context = {
        "form": form,
        "once": once.token,
        "outcomes": _choices(words.ADVICE_OUTCOME),
        "year": year,
        "count": signals.advice_count(by=request.actor, year=year),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "report/advice.html", context, status=status)
