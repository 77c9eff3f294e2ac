"""What only a sharing table has: a situation to try, agreement of the parties, advice, and itself on paper."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lantaarn.rules.sharing import decide
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.queries import VersionView
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.sharing.table.forms import AdviceForm, AgreeForm, TryForm
from lantaarn.web.sharing.table.page import MARKS, besides
from lantaarn.web.sharing.table.words import facts_of, words_of
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.version import find, page
from lantaarn.web.tables.views.steps import do, seen_of


def trying(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Choose a situation and read the verdict, with the rule and the article; nobody is in it."""
    found = find(book, version_id, request.actor)
    pack, now = queries.pack(found), queries.sharing_of(found)
    form = TryForm(now.plan, facts_of(pack), request.GET)
    verdict, steps = None, []
    if request.GET:
        facts, words = form.situation(), words_of(pack)
        verdict = decide(now.plan, facts)
        for step in now.plan.steps[:-1]:
            value = str(now.sharing.model.decide(facts, step.name))
            steps.append((step.label or step.name, words.get((step.name, value), value)))
    context = {
        "book": book, "version": found, "form": form, "verdict": verdict, "steps": steps,
        "label": now.plan.label(verdict.kind) if verdict else "", "mark": MARKS[verdict.kind] if verdict else "",
    }  # fmt: skip
    return render(request, "sharing/table/try.html", context)


def adopting(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Who agreed and who not yet, the advice, and adopting when all is there."""
    found = find(book, version_id, request.actor)
    form = _agree_form(request, found)
    if request.method == "POST" and "parties_form" in request.POST and form.is_valid():
        given = form.cleaned_data

        def agree() -> None:
            actions.agree(
                version_id=found.id, organisation_ids=form.chosen(), agreed_by=given["agreed_by"], on=given["on"],
                by=request.actor,
            )  # fmt: skip

        return do(request, agree, _("Het akkoord is genoteerd."), _to(book, found))
    context = {"book": book, "version": found, "form": form, **besides(found, queries.pack(found), request.actor)}
    return render(request, "sharing/table/adopt.html", context)


def _agree_form(request: ActorRequest, found: VersionView) -> AgreeForm:
    waiting = [(one.organisation_id, one.name) for one in queries.parties_of(found) if one.agreed_on is None]
    return AgreeForm(waiting, request.POST if "parties_form" in request.POST else None)


def take_back(request: ActorRequest, version_id: UUID, organisation_id: UUID, *, book: Book) -> HttpResponse:
    """An agreement that was noted by mistake."""
    found = find(book, version_id, request.actor)
    step: Callable[[], object] = lambda: actions.take_back_agreement(  # noqa: E731 - one step of one button
        version_id=found.id, organisation_id=organisation_id, by=request.actor
    )
    return do(request, step, _("Het akkoord is weggehaald."), _to(book, found))


def advise(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Write down the advice; who is the officer does so, or who decides, on paper."""
    found = find(book, version_id, request.actor)
    old = queries.advice_of(found.id)
    initial = (
        {"outcome": old.outcome, "text": old.text, "answer": old.answer, "given_by": old.given_by, "on": old.given_on}
        if old
        else {"given_by": request.actor.name if request.actor.can("sharing.advise") else ""}
    )
    form = AdviceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.advise(version_id=found.id, **form.cleaned_data, by=request.actor)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Het advies is genoteerd."))
            return redirect(book.address("version", version_id=found.id))
    context = {"book": book, "version": found, "form": form, "officer": request.actor.can("sharing.advise")}
    return render(request, "sharing/table/advise.html", context)


def adopt(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Everybody agreed and the advice is there: adopted."""
    found = find(book, version_id, request.actor)
    return do(
        request,
        lambda: actions.adopt_sharing(version_id=found.id, seen=seen_of(request), by=request.actor),
        _("Vastgelegd: versie %(number)s is vastgesteld.") % {"number": found.number},
        redirect(book.address("version", version_id=found.id)),
    )


def on_paper(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """The whole table by sort of data, made to be printed and signed."""
    found = find(book, version_id, request.actor)
    return render(request, "sharing/table/paper.html", page(book, found, request.actor))


def _to(book: Book, found: VersionView) -> HttpResponse:
    return redirect(book.address("adopt", version_id=found.id))
