"""The administrator's list of accounts, one account, and what can be done with it; never a signal."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantaarn.network import actions, queries
from lantaarn.network.queries import AccountFilter, AccountRow, DeskView, RoleRow
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.accounts.forms import AccountFilterForm, EndForm, MoveForm, as_uuid
from lantaarn.web.doors.door import ActorRequest, needs

PURPOSE = "account.manage"
FEW = 2
"""A desk is never one person."""


@require_safe
@needs("accounts.manage", purpose=PURPOSE)
def accounts(request: ActorRequest) -> HttpResponse:
    region = request.actor.region
    form = AccountFilterForm(
        request.GET,
        roles=[(code, label) for code, label, _may in queries.roles(region=region)],
        organisations=[(str(key), name) for key, name in queries.organisations(region=region)],
    )
    form.is_valid()
    asked = form.cleaned_data
    found = queries.accounts(
        region=region,
        asked=AccountFilter(
            words=asked.get("zoek", ""),
            role=asked.get("rol", ""),
            organisation_id=as_uuid(asked.get("organisatie", "")),
            state=asked.get("stand", ""),
        ),
        number=_number(request.GET.get("pagina", "1")),
    )
    context = {
        "found": found,
        "filters": form,
        "invitations": queries.open_invitations(region=region),
        "mailed": actions.can_mail(),
    }
    return render(request, "accounts/accounts.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


@require_safe
@needs("accounts.manage", purpose=PURPOSE)
def account(request: ActorRequest, user_id: UUID) -> HttpResponse:
    found = _account(request, user_id)
    return render(request, "accounts/account.html", {"account": found, "own": found.user_id == request.actor.user_id})


def _account(request: ActorRequest, user_id: UUID) -> AccountRow:
    found = queries.account(region=request.actor.region, user_id=user_id)
    if found is None:
        raise Http404
    return found


def _role(account: AccountRow, membership_id: UUID) -> RoleRow:
    for role in account.current:
        if role.membership_id == membership_id:
            return role
    raise Http404


def _warnings(account: AccountRow, roles: tuple[RoleRow, ...]) -> list[str]:
    """What the desks are left with when this person is gone."""
    found = []
    for role in roles:
        if role.desk_id is None:
            continue
        left = queries.left_at_desk(desk_id=role.desk_id, without_user=account.user_id)
        if left == 0:
            found.append(_("Bij ‘%(desk)s’ werkt daarna niemand meer. Nodig eerst iemand anders uit.") % _named(role))
        elif left < FEW:
            found.append(
                _("Bij ‘%(desk)s’ werkt daarna nog één persoon. Een balie is nooit één persoon.") % _named(role)
            )
    return found


def _named(role: RoleRow) -> dict[str, str]:
    return {"desk": role.desk_label}


@require_http_methods(["GET", "POST"])
@needs("accounts.manage", purpose=PURPOSE)
def end_role(request: ActorRequest, user_id: UUID, membership_id: UUID) -> HttpResponse:
    found = _account(request, user_id)
    role = _role(found, membership_id)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(
                membership_id=membership_id, last_day=form.cleaned_data["last_day"], by=request.actor
            )
        except NotAllowed as reason:
            form.add_error("last_day", str(reason))
        else:
            messages.success(request, _("De rol eindigt na die dag."))
            return redirect("account", user_id=user_id)
    return render(
        request,
        "accounts/confirm.html",
        {
            "account": found,
            "title": _("Deze rol laten eindigen"),
            "text": f"{found.name}: {role.desk_label or role.role_label}",
            "what_happens": [
                *_warnings(found, (role,)),
                _("Wat %(name)s deed, blijft bewaard en staat in het logboek.") % {"name": found.name},
            ],
            "form": form,
            "action_label": _("Laat de rol eindigen"),
            "cancel_url": reverse("account", args=[user_id]),
        },
    )


@require_http_methods(["GET", "POST"])
@needs("accounts.manage", purpose=PURPOSE)
def move_role(request: ActorRequest, user_id: UUID, membership_id: UUID) -> HttpResponse:
    found = _account(request, user_id)
    role = _role(found, membership_id)
    desks = [d for d in staffed_desks(request) if d.role == role.role and d.id != role.desk_id]
    form = MoveForm(request.POST or None, desks=desks)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_desk(
                membership_id=membership_id,
                desk_id=UUID(form.cleaned_data["desk"]),
                is_deputy=form.cleaned_data["is_deputy"],
                by=request.actor,
            )
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("Vanaf vandaag werkt %(name)s bij de andere balie.") % {"name": found.name})
            return redirect("account", user_id=user_id)
    context = {"account": found, "role": role, "form": form, "warnings": _warnings(found, (role,))}
    return render(request, "accounts/move.html", context)


def staffed_desks(request: ActorRequest) -> list[DeskView]:
    """Desks at which people work: a consultation has members of its own."""
    return [desk for desk in queries.desks(region=request.actor.region) if desk.body_id is None]


@require_http_methods(["GET", "POST"])
@needs("accounts.manage", purpose=PURPOSE)
def stop(request: ActorRequest, user_id: UUID) -> HttpResponse:
    found = _account(request, user_id)
    return _confirm(
        request,
        found,
        title=_("Dit account stoppen"),
        what_happens=[
            *_warnings(found, found.current),
            _("%(name)s kan niet meer inloggen, en wie nu is ingelogd, wordt afgemeld.") % {"name": found.name},
            _("De rollen en alles wat is gedaan, blijven bewaard. U kunt het account weer aanzetten."),
        ],
        action_label=_("Stop het account"),
        act=lambda: actions.stop_account(user_id=user_id, by=request.actor),
        done=_("Het account is gestopt."),
    )


@require_http_methods(["GET", "POST"])
@needs("accounts.manage", purpose=PURPOSE)
def resume(request: ActorRequest, user_id: UUID) -> HttpResponse:
    found = _account(request, user_id)
    return _confirm(
        request,
        found,
        title=_("Dit account weer aanzetten"),
        what_happens=[_("%(name)s kan weer inloggen, met de rollen die nog lopen.") % {"name": found.name}],
        action_label=_("Zet het account aan"),
        act=lambda: actions.resume_account(user_id=user_id, by=request.actor),
        done=_("Het account staat weer aan."),
    )


@require_http_methods(["GET", "POST"])
@needs("accounts.manage", purpose=PURPOSE)
def drop_second_factor(request: ActorRequest, user_id: UUID) -> HttpResponse:
    found = _account(request, user_id)
    return _confirm(
        request,
        found,
        title=_("De tweede stap weghalen"),
        what_happens=[
            _("Doe dit alleen als u zeker weet wie u spreekt: bel terug op een nummer dat u al kende."),
            _("App, passkeys en herstelcodes van %(name)s werken niet meer.") % {"name": found.name},
            _("Na het inloggen met het wachtwoord wordt meteen om een nieuwe tweede stap gevraagd."),
        ],
        action_label=_("Haal de tweede stap weg"),
        act=lambda: actions.drop_second_factor(user_id=user_id, by=request.actor),
        done=_("De tweede stap is weg. Bij het inloggen wordt om een nieuwe gevraagd."),
    )


def _confirm(
    request: ActorRequest,
    account: AccountRow,
    *,
    title: str,
    what_happens: list[str],
    action_label: str,
    act: Callable[[], None],
    done: str,
) -> HttpResponse:
    """Ask first; then do it and say so, or say why it could not be done."""
    back = reverse("account", args=[account.user_id])
    if request.method == "POST":
        try:
            act()
        except NotAllowed as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, done)
        return redirect(back)
    context = {
        "account": account,
        "title": title,
        "text": account.name,
        "what_happens": what_happens,
        "form": None,
        "action_label": action_label,
        "cancel_url": back,
    }
    return render(request, "accounts/confirm.html", context)
