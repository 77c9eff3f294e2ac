"""The page of one act: what will happen, the form, and what stood in the way with all that was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lantaarn.folders import sharing
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import queries
from lantaarn.signals.actions import Stale
from lantaarn.signals.queries import SignalView
from lantaarn.web import words
from lantaarn.web.doors.door import ActorRequest

PURPOSE = "signal.handle"


@dataclass(frozen=True)
class Act:
    """The words of one act's page."""

    title: str
    text: str
    button: str
    done: str
    happens: Sequence[str] = ()


def posted(request: ActorRequest) -> QueryDict | None:
    """What a form is bound to: the post, or what was typed before the session ended, or nothing."""
    return request.POST if request.method == "POST" else request.kept


def act_page(
    request: ActorRequest,
    signal: SignalView,
    form: forms.Form,
    act: Act,
    do: Callable[[forms.Form], object],
    **extra: object,
) -> HttpResponse:
    """Show the form; on a good post do the act and go back; otherwise show it again with all that was typed."""
    changes: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            do(form)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            changes = tuple(words.moment_text(c.kind, c.desk, c.words) for c in stale.changes)
            form.data = {**form.data.dict(), "revision": str(stale.revision)}  # type: ignore[attr-defined]
        else:
            messages.success(request, act.done)
            return redirect("signal", folder_id=signal.folder_id)
    context = {"signal": signal, "form": form, "act": act, "changes": changes, "decided": None, "destinations": ()}
    return render(request, "desk/act.html", {**context, **extra}, status=409 if changes else 200)


def plain_act(
    request: ActorRequest,
    folder_id: UUID,
    act: Act,
    form_class: type[forms.Form],
    do: Callable[..., object],
    *,
    signal: SignalView | None = None,
    **what: object,
) -> HttpResponse:
    """An act whose form's fields are just what the action asks for, besides the folder and `what`."""
    signal = signal or opened(request, folder_id)
    form = form_class(posted(request), initial={"revision": signal.revision})

    def perform(form: forms.Form) -> None:
        do(folder_id=folder_id, by=request.actor, **what, **form.cleaned_data)

    return act_page(request, signal, form, act, perform)


def and_say(request: ActorRequest, act: Callable[..., sharing.Ended]) -> Callable[..., None]:
    """The act, and then, above the signal, what of it Lantaarn cannot call back: a person must call."""

    def do(**given: object) -> None:
        away = {one.recipient for one in act(**given).cannot_recall}
        if away:
            told = _(
                "Wat al bij een ander ligt, haalt Lantaarn niet terug. Bel en vraag om het te vernietigen: %(who)s."
            )
            messages.warning(request, told % {"who": ", ".join(sorted(away))})

    return do


def say_untold(request: ActorRequest, corrected: sharing.Corrected) -> None:
    """Whom a correction does not reach is said above the signal: the desk tells them itself."""
    if corrected.tell_yourself:
        told = _("Vertel het zelf: zij kregen het op papier, of zien uw verbetering niet. Het gaat om: %(who)s.")
        messages.warning(request, told % {"who": ", ".join(corrected.tell_yourself)})


def opened(request: ActorRequest, folder_id: UUID) -> SignalView:
    """The signal that the act is about; opening the page is a use of it."""
    return queries.one(folder_id=folder_id, by=request.actor, action="signal.act_opened")


def at_once(request: ActorRequest, folder_id: UUID, do: Callable[[], object], done: str) -> HttpResponse:
    """An act without a form: what stands in its way is said above the signal."""
    try:
        do()
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    except Stale as stale:
        changes = " ".join(words.moment_text(c.kind, c.desk, c.words) for c in stale.changes)
        messages.warning(request, _("Iemand was u voor. %(changes)s Kijk of het nog nodig is.") % {"changes": changes})
    else:
        messages.success(request, done)
    return redirect("signal", folder_id=folder_id)


def revision_of(request: ActorRequest) -> int:
    """The state of the signal that the page was opened at; anything unreadable counts as old."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def picked(form: forms.Form, *names: str) -> dict[str, Any]:
    """The named answers of a valid form, as keyword arguments of an action."""
    return {name: form.cleaned_data[name] for name in names}
