"""Making a region: first what it is called and which municipalities it has, then who is in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantaarn.network import queries
from lantaarn.network.actions.invitations import token_hash
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables.loading.opening import examples, named, open_region
from lantaarn.tables.packs import Pack
from lantaarn.web.doors.door import public
from lantaarn.web.network.opening_forms import PartnersForm, RegionForm


def _choices() -> list[tuple[str, str]]:
    """Each example with what sets it apart: the desks that a municipality has there."""
    return [
        (folder, _("%(name)s, met in elke gemeente: %(desks)s") % {"name": pack.region.name, "desks": _municipal(pack)})
        for folder, pack in examples()
    ]


def _municipal(pack: Pack) -> str:
    return ", ".join(desk.label[:1].lower() + desk.label[1:] for desk in pack.desks if desk.municipal)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public("region.load")
def new_region(request: HttpRequest, token: str) -> HttpResponse:
    """The first answers stand in the address, so that nothing is lost while the second are given."""
    leave = queries.opening_by_hash(token_hash=token_hash(token))
    if leave is None:
        return render(request, "network/opening_gone.html", status=410)
    asked = bool(request.GET)
    form = RegionForm(request.GET if asked else None, examples=_choices())
    context: dict[str, object] = {"leave": leave, "form": form}
    if not asked or not form.is_valid():
        return render(request, "network/opening.html", context, status=422 if asked else 200)
    pack = named(form.cleaned_data["voorbeeld"], form.cleaned_data["naam"])
    partners = PartnersForm(request.POST or None, pack=pack)
    if request.method == "POST" and partners.is_valid():
        try:
            invited = open_region(
                token=token, folder=form.cleaned_data["voorbeeld"], wishes=partners.wishes(form.cleaned_data)
            )
        except NotAllowed as reason:
            partners.add_error(None, str(reason))
        else:
            return redirect("accept-invitation", token=invited.token)
    context |= {"partners": partners, "desks": [desk for desk in pack.desks if not desk.body], "pack": pack}
    return render(request, "network/opening_partners.html", context, status=422 if partners.errors else 200)
