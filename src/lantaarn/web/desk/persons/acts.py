"""What a desk does with a person: write down, add, correct; say that two are the same, and take that back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from lantaarn.folders import persons
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries
from lantaarn.web import words
from lantaarn.web.desk.acts.page import PURPOSE, Act, act_page, opened, posted, say_untold
from lantaarn.web.desk.persons import shown
from lantaarn.web.desk.persons.forms import JoinForm, PartForm, PersonForm, ValueForm
from lantaarn.web.desk.show import domain_of
from lantaarn.web.doors.door import ActorRequest, needs


@needs("signals.work", purpose=PURPOSE)
def add(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    act = Act(
        _("Persoon toevoegen"),
        _("Schrijf op wat uw balie van deze persoon weet. Een andere balie houdt haar eigen gegevens."),
        _("Bewaren"),
        _("Bewaard bij het signaal."),
        (_("Elk gegeven staat apart: u kunt de naam delen zonder de geboortedatum."),),
    )
    return _noted(request, folder_id, None, act)


@needs("signals.work", purpose=PURPOSE)
def more(request: ActorRequest, folder_id: UUID, person_id: UUID) -> HttpResponse:
    act = Act(
        _("Persoon aanvullen"),
        _("Vul in wat u nu meer weet. De rest laat u leeg: wat er al staat, blijft staan."),
        _("Bewaren"),
        _("Bewaard bij de persoon."),
    )
    found = queries.together(folder_id=folder_id, person_id=person_id, by=request.actor)
    if found.person.desk_id != request.actor.desk_id:
        raise Http404
    return _noted(request, folder_id, person_id, act)


def _noted(request: ActorRequest, folder_id: UUID, person_id: UUID | None, act: Act) -> HttpResponse:
    signal = opened(request, folder_id)

    def do(form: forms.Form) -> None:
        assert isinstance(form, PersonForm)
        actions.note_person(
            folder_id=folder_id,
            person_id=person_id,
            values=form.values(),
            kind=form.cleaned_data["kind"],
            said_by=form.cleaned_data["said_by"],
            domain=domain_of(request.actor),
            by=request.actor,
        )

    return act_page(request, signal, PersonForm(posted(request)), act, do)


@needs("signals.work", purpose=PURPOSE)
def correct(request: ActorRequest, folder_id: UUID, person_id: UUID, row_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    mine = (row for row in signal.words if row.person_id == person_id and row.desk_id == request.actor.desk_id)
    old = next((row for row in mine if row.id == row_id and not row.corrected), None)
    if old is None:
        raise Http404
    act = Act(
        _("Verbeteren: %(what)s") % {"what": str(words.PERSON[old.field]).lower()},
        _("Schrijf hoe het wel is. Het oude blijft leesbaar, met uw verbetering erbij."),
        _("Bewaren"),
        _("Bewaard. Wie het oude ziet, ziet nu ook uw verbetering."),
    )
    form = ValueForm(posted(request), field=old.field, initial={"value": old.data.get("code") or old.text})

    def do(form: forms.Form) -> None:
        value = form.cleaned_data["value"]
        done = actions.correct_person(folder_id=folder_id, contribution_id=row_id, value=value, by=request.actor)
        say_untold(request, done)

    return act_page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def join(request: ActorRequest, folder_id: UUID, person_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    found = queries.together(folder_id=folder_id, person_id=person_id, by=request.actor)
    given = posted(request)
    people = shown.choices(
        queries.candidates(
            person=found.person,
            code=given.get("code", "") if given else "",
            without={one.id for one in found.others},
            by=request.actor,
        )
    )
    act = Act(
        _("Dit is dezelfde persoon als…"),
        _("%(name)s staat ook bij een ander? Zet de twee bij elkaar. Beide blijven zoals zij zijn.")
        % {"name": shown.named(found.person.pairs)},
        _("Bij elkaar zetten"),
        _("Bij elkaar gezet. U kunt dit weer losmaken."),
        (
            _("Niemand ziet hierdoor meer dan nu. Wie maar een van de twee ziet, merkt er niets van."),
            _("Wat u schrijft blijft bewaard, ook als iemand het later losmaakt."),
        ),
    )
    form = JoinForm(given, people=people)

    def do(form: forms.Form) -> None:
        other = form.cleaned_data.get("other")
        if not other:
            raise NotAllowed(_("Wij vonden niemand om uit te kiezen. Kijk het kenmerk van het andere signaal na."))
        persons.join(person_id=person_id, other_id=UUID(other), why=form.cleaned_data["why"], by=request.actor)

    return act_page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def part(request: ActorRequest, folder_id: UUID, person_id: UUID, other_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    found = queries.together(folder_id=folder_id, person_id=person_id, by=request.actor)
    if other_id not in {one.id for one in found.others}:
        raise Http404
    act = Act(
        _("Losmaken"),
        _("Zijn dit toch twee personen? Maak hen los. Wat ieder schreef, blijft staan."),
        _("Losmaken"),
        _("Losgemaakt. Dat zij bij elkaar stonden, blijft te zien in het verloop van de persoon."),
    )

    def do(form: forms.Form) -> None:
        persons.part(person_id=person_id, other_id=other_id, why=form.cleaned_data["why"], by=request.actor)

    return act_page(request, signal, PartForm(posted(request)), act, do)
