"""Mail without content about sharing: put in the queue with the deed itself, and made by the queue."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from procrastinate.contrib.django import app

from lantaarn.context.actor import Actor

JOB = "tell"


def desks(ids: Iterable[UUID], *, template: str, folder_id: UUID, by: Actor) -> None:
    """Everybody at these desks gets a mail with a link to the folder."""
    for desk_id in sorted(set(ids)):
        _queue(template, by, desk_id=str(desk_id), link=f"/postvak/{folder_id}/")


def officers(organisations: Iterable[UUID], *, template: str, by: Actor) -> None:
    """The privacy officers of these organisations get a mail with a link to their log."""
    for organisation_id in sorted(set(organisations)):
        _queue(template, by, officers_of=str(organisation_id), link="/noodtoegang/")


def seconds(organisation_id: UUID, *, folder_id: UUID, by: Actor) -> None:
    """Who may be the second person in this organisation, the first one excepted, gets a mail."""
    _queue(
        "second",
        by,
        seconds_of=str(organisation_id),
        without=str(by.user_id) if by.user_id else "",
        link="/delen/",
    )


def _queue(template: str, by: Actor, *, link: str, **to: str) -> None:
    app.configure_task(JOB).defer(region=by.region, template=template, link=link, **to)
