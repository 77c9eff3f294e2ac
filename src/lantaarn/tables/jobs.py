"""What the queue does for the route: a version that was planned takes over, and the former one retires."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from lantaarn.context.actor import system
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.tables.actions import activate_due


@app.periodic(cron="* * * * *")
@app.task(name="activate_due_routes", queueing_lock="activate_due_routes", pass_context=False)
def activate_due_routes(timestamp: int) -> None:
    """Every minute; routing itself does not wait for it, because it looks at the moment."""
    for region, _name in network.regions():
        let_follow(region)


def let_follow(region: str) -> list[UUID]:
    """The versions of one region that took over."""
    with acting(system(region, purpose="route.activate")) as by:
        return activate_due(by=by)
