"""What people change of themselves: name, telephone, days away, training."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Absence, Membership, User
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def change_own_details(*, name: str, phone: str, trained_on: dt.date | None, by: Actor) -> None:
    """Name and telephone of the account, and the training day of the hat that is on now."""
    if not name.strip():
        raise NotAllowed(_("Vul uw naam in. Anderen in het netwerk moeten weten wie u bent."))
    if trained_on and trained_on > timezone.localdate():
        raise NotAllowed(_("De dag van uw training ligt in de toekomst. Kies de dag waarop u die hebt gevolgd."))
    me = _me(by)
    User.objects.filter(id=me).update(name=name.strip(), phone=phone.strip())
    Membership.objects.filter(user_id=me, id__in=[by.membership_id]).update(trained_on=trained_on)
    audit.record(action="account.own_details_changed", objects=[_me(by)], kind="account", by=by)


@transaction.atomic
def note_absence(*, first_day: dt.date, last_day: dt.date, by: Actor) -> None:
    """Away from and until; holds for every hat of the person."""
    if last_day < first_day:
        raise NotAllowed(_("De laatste dag ligt voor de eerste dag. Draai ze om."))
    if last_day < timezone.localdate():
        raise NotAllowed(_("Deze dagen zijn al voorbij."))
    hats = Membership.objects.filter(user_id=_me(by), region_id=by.region)
    for hat in hats.exclude(valid_until__lt=first_day):
        Absence.objects.create(region_id=by.region, membership=hat, first_day=first_day, last_day=last_day)
    about = f"{first_day.isoformat()}/{last_day.isoformat()}"
    audit.record(action="account.absence_noted", objects=[_me(by)], kind="account", about=about, by=by)


@transaction.atomic
def drop_absence(*, first_day: dt.date, last_day: dt.date, by: Actor) -> None:
    """Back after all, on every hat."""
    Absence.objects.filter(
        membership__user_id=_me(by), region_id=by.region, first_day=first_day, last_day=last_day
    ).delete()
    about = f"{first_day.isoformat()}/{last_day.isoformat()}"
    audit.record(action="account.absence_dropped", objects=[_me(by)], kind="account", about=about, by=by)


def _me(by: Actor) -> UUID:
    if by.user_id is None:
        raise NotAllowed(_("Log eerst in."))
    return by.user_id
