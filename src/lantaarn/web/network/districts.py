"""Which municipality belongs to which district."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lantaarn.network import actions, queries
from lantaarn.network.actions.districts import LONGEST
from lantaarn.network.queries import MunicipalityView
from lantaarn.web.doors.door import ActorRequest, needs


class DistrictsForm(forms.Form):
    """The name of a district beside each municipality."""

    def __init__(self, *args: Any, places: list[MunicipalityView], **options: Any) -> None:
        super().__init__(*args, **options)
        for place in places:
            self.fields[str(place.id)] = forms.CharField(
                label=place.name, required=False, max_length=LONGEST, initial=place.district
            )

    def districts(self) -> dict[UUID, str]:
        return {UUID(key): name for key, name in self.cleaned_data.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("network.manage", purpose="network.manage")
def districts(request: ActorRequest) -> HttpResponse:
    places = queries.municipalities(region=request.actor.region)
    form = DistrictsForm(request.POST if request.method == "POST" else request.kept, places=places)
    if request.method == "POST" and form.is_valid():
        actions.place_in_districts(districts=form.districts(), by=request.actor)
        messages.success(request, _("Bewaard. Een plan van een district geldt voor de gemeenten van dat district."))
        return redirect("network-districts")
    context = {"form": form, "known": queries.districts(region=request.actor.region)}
    return render(request, "network/districts.html", context, status=422 if form.errors else 200)
