"""Editing a draft: a rule by ticking, a new rule, away with one, another place, take back, read a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lantaarn.rules.tables import Decision, TableError
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.packs import Pack, PackError
from lantaarn.tables.queries import VersionView
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.forms import NoteForm, RuleForm, SeenForm, UploadForm
from lantaarn.web.tables.shown import ShownRule, shown_rule
from lantaarn.web.tables.version import find
from lantaarn.web.tables.views.steps import do, seen_of, with_seen
from lantaarn.web.tables.words import decision_title


def start(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """A new draft from this version, after a reason that the next reader will be glad of."""
    old = find(book, version_id, request.actor)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.start_draft(from_version=old.id, note=form.cleaned_data["note"], by=request.actor)
        messages.success(request, _("Versie %(number)s staat klaar als concept.") % {"number": made.number})
        return redirect(book.address("version", version_id=made.id))
    return render(request, "tables/start.html", {"book": book, "version": old, "form": form})


def rule(request: ActorRequest, version_id: UUID, decision: str, number: int, *, book: Book) -> HttpResponse:
    """Change one rule."""
    draft, pack, table = _draft(request, book, version_id, decision)
    if not 1 <= number <= len(table.rules):
        raise Http404
    form = _rule_form(request, book, draft, pack, table, number)
    stale: actions.Stale | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_rule(
                version_id=draft.id,
                decision=table.name,
                rule=number,
                cells=form.cells(),
                seen=form.cleaned_data["seen"],
                by=request.actor,
            )
        except actions.Stale as error:
            stale, form = error, _again(request, book, draft, pack, table, number)
        except (TableError, PackError, NotAllowed) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Regel %(number)s is gewijzigd.") % {"number": number})
            return _back(book, draft, table)
    shown = shown_rule(book, pack, table.name, number)
    return _render_rule(request, book, draft, table, form, number=number, shown=shown, stale=stale)


def new_rule(request: ActorRequest, version_id: UUID, decision: str, *, book: Book) -> HttpResponse:
    """Add a rule; from a counterexample its facts are ticked beforehand."""
    draft, pack, table = _draft(request, book, version_id, decision)
    form = RuleForm(book, pack, table, None, request.POST or None, initial=_ticked(request, table, draft))
    stale: actions.Stale | None = None
    if request.method == "POST" and form.is_valid():
        texts, notes = form.texts()
        try:
            actions.add_rule(
                version_id=draft.id,
                decision=table.name,
                texts=texts,
                annotations=notes,
                seen=form.cleaned_data["seen"],
                by=request.actor,
            )
        except actions.Stale as error:
            stale, form = error, RuleForm(book, pack, table, None, with_seen(request, draft))
        except (TableError, PackError, NotAllowed) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("De regel is toegevoegd."))
            return _back(book, draft, table)
    return _render_rule(request, book, draft, table, form, number=0, shown=None, stale=stale)


def remove_rule(request: ActorRequest, version_id: UUID, decision: str, number: int, *, book: Book) -> HttpResponse:
    """Take a rule away, after seeing which."""
    draft, pack, table = _draft(request, book, version_id, decision)
    if not 1 <= number <= len(table.rules):
        raise Http404
    form = SeenForm(request.POST or None, initial={"seen": draft.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        return do(
            request,
            lambda: actions.remove_rule(
                version_id=draft.id,
                decision=table.name,
                rule=number,
                seen=form.cleaned_data["seen"],
                by=request.actor,
            ),
            _("Regel %(number)s is weggehaald. U kunt dit terugdraaien.") % {"number": number},
            _back(book, draft, table),
        )
    context = {
        "title": _("Regel %(number)s weghalen?") % {"number": number},
        "text": shown_rule(book, pack, table.name, number).sentence,
        "what_happens": [
            _("De regel gaat weg uit het concept. Wat nu geldt, verandert niet."),
            _("Daarna ziet u meteen of er een situatie overblijft zonder regel."),
        ],
        "form": form,
        "action_label": _("Haal weg"),
        "cancel_url": _address(book, draft, table),
    }
    return render(request, "components/confirm.html", context)


def move_rule(request: ActorRequest, version_id: UUID, decision: str, number: int, *, book: Book) -> HttpResponse:
    """One place up or down."""
    draft, _pack, table = _draft(request, book, version_id, decision)
    to = number + (1 if request.POST.get("to") == "down" else -1)
    if not 1 <= number <= len(table.rules) or not 1 <= to <= len(table.rules):
        return _back(book, draft, table)
    seen = seen_of(request)
    return do(
        request,
        lambda: actions.move_rule(
            version_id=draft.id, decision=table.name, rule=number, to=to, seen=seen, by=request.actor
        ),
        _("Regel %(number)s staat nu op plaats %(to)s.") % {"number": number, "to": to},
        _back(book, draft, table),
    )


def undo(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Take back the last change."""
    draft = find(book, version_id, request.actor)
    seen = seen_of(request)
    return do(
        request,
        lambda: actions.undo(version_id=draft.id, seen=seen, by=request.actor),
        _("De laatste wijziging is teruggedraaid."),
        redirect(book.address("version", version_id=draft.id)),
    )


def upload(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Read an edited file: it becomes a new draft beside this version; errors name the rule and the cell."""
    old = find(book, version_id, request.actor)
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_draft(
                from_version=old.id,
                dmn=form.cleaned_data["file"],
                note=form.cleaned_data["note"],
                by=request.actor,
            )
        except PackError as error:
            problems = [f"{one.problem} {one.remedy}".strip() for one in error.problems]
            form.add_error("file", _("Dit bestand past niet. Hieronder staat wat u kunt doen."))
        else:
            messages.success(request, _("Het bestand is gelezen als versie %(number)s.") % {"number": made.number})
            return redirect(book.address("version", version_id=made.id))
    return render(request, "tables/upload.html", {"book": book, "version": old, "form": form, "problems": problems})


def _draft(request: ActorRequest, book: Book, version_id: UUID, decision: str) -> tuple[VersionView, Pack, Decision]:
    draft = find(book, version_id, request.actor)
    pack = queries.pack(draft)
    table = next((one for one in book.model(pack).decisions if one.name == decision and one.is_table), None)
    if table is None:
        raise Http404
    return draft, pack, table


def _rule_form(
    request: ActorRequest, book: Book, draft: VersionView, pack: Pack, table: Decision, number: int
) -> RuleForm:
    initial = {"seen": draft.changed_at.isoformat()}
    return RuleForm(book, pack, table, table.rules[number - 1], request.POST or None, initial=initial)


def _again(request: ActorRequest, book: Book, draft: VersionView, pack: Pack, table: Decision, number: int) -> RuleForm:
    """The user's own choices, checked once more."""
    form = RuleForm(book, pack, table, table.rules[number - 1], with_seen(request, draft))
    form.is_valid()
    return form


def _ticked(request: ActorRequest, table: Decision, draft: VersionView) -> dict[str, Any]:
    """The facts in the address (?feit=minor:yes) as ticks; columns that it does not name stay as they are."""
    given = dict(pair.split(":", 1) for pair in request.GET.getlist("feit") if ":" in pair)
    ticks = {f"in_{at}": [given[column.name]] for at, column in enumerate(table.inputs) if column.name in given}
    return {"seen": draft.changed_at.isoformat(), **ticks}


def _render_rule(
    request: ActorRequest,
    book: Book,
    draft: VersionView,
    table: Decision,
    form: RuleForm,
    *,
    number: int,
    shown: ShownRule | None,
    stale: actions.Stale | None,
) -> HttpResponse:
    context = {
        "book": book,
        "version": draft,
        "table": table,
        "title": decision_title(table),
        "form": form,
        "number": number,
        "shown": shown,
        "stale": stale.changes if stale else (),
        "back": _address(book, draft, table),
    }
    return render(request, "tables/rule.html", context, status=409 if stale else 200)


def _address(book: Book, draft: VersionView, table: Decision) -> str:
    return f"{book.address('version', version_id=draft.id)}#tabel-{table.name}"


def _back(book: Book, draft: VersionView, table: Decision) -> HttpResponse:
    return redirect(_address(book, draft, table))
