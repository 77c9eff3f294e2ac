"""The organisations of the network: what each is called, whether it is a party of the covenant, and a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from lantaarn.context.actor import Actor
from lantaarn.network import actions, queries
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.network.words import ORGANISATION_KINDS

_NAME = _("Schrijf hoe de organisatie heet.")


class OrganisationForm(forms.Form):
    """What may be changed of an organisation that is there."""

    name = forms.CharField(label=_("Naam"), max_length=200, error_messages={"required": _NAME})
    covenant_party = forms.BooleanField(label=_("Partij bij het convenant"), required=False)

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        if not actions.may_name_parties(by=by):
            self.fields["covenant_party"].disabled = True
            self.fields["covenant_party"].help_text = _("Dit legt vast wie over de deeltabel besluit.")


class NewOrganisationForm(OrganisationForm):
    """A partner that comes in; a municipality comes with the region."""

    kind = forms.ChoiceField(
        label=_("Wat voor organisatie is het?"),
        choices=[(code, label) for code, label in ORGANISATION_KINDS.items() if code != "municipality"],
        error_messages={"required": _("Kies wat voor organisatie het is.")},
    )
    field_order = ("name", "kind", "covenant_party")


@require_safe
@needs("network.manage", purpose="network.manage")
def organisations(request: ActorRequest) -> HttpResponse:
    found = queries.partners(region=request.actor.region)
    rows = [(one, ORGANISATION_KINDS.get(one.kind, one.kind)) for one in found]
    return render(request, "network/organisations.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("network.manage", purpose="network.manage")
def change(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    found = next((o for o in queries.partners(region=request.actor.region) if o.id == organisation_id), None)
    if found is None:
        raise Http404
    initial = {"name": found.name, "covenant_party": found.covenant_party}
    form = OrganisationForm(
        request.POST if request.method == "POST" else request.kept, initial=initial, by=request.actor
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organisation(organisation_id=organisation_id, **form.cleaned_data, by=request.actor)
        except NotAllowed as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, __("Bewaard."))
            return redirect("network-organisations")
    return _form(request, form, found.name)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("network.manage", purpose="network.manage")
def add(request: ActorRequest) -> HttpResponse:
    form = NewOrganisationForm(request.POST if request.method == "POST" else request.kept, by=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_organisation(**form.cleaned_data, by=request.actor)
        except NotAllowed as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, __("Toegevoegd. Nodig onder ‘Accounts’ uit wie er werkt."))
            return redirect("network-organisations")
    return _form(request, form, __("Een organisatie toevoegen"))


def _form(request: ActorRequest, form: forms.Form, title: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "network/organisation.html", {"form": form, "title": title}, status=status)
