"""Everything about sharing in one folder: the terms of a new share, what waits, what was shared, who said yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lantaarn.folders import sharing as acts
from lantaarn.signals import queries as signals
from lantaarn.signals.queries import SignalView
from lantaarn.tables import queries as tables
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.sharing.acts.terms import TermsForm

LIVE = ("in_force", "waiting_second")


def opened(request: ActorRequest, folder_id: UUID) -> SignalView:
    """The signal that is shared from; opening the page is a use of it."""
    return signals.one(folder_id=folder_id, by=request.actor, action="signal.act_opened")


def overview(request: ActorRequest, folder_id: UUID) -> dict[str, Any]:
    """The context of the page; `form` is None while no sharing table holds: then nothing is shared."""
    by = request.actor
    signal = opened(request, folder_id)
    now = tables.active_sharing(by.region)
    consents = acts.consents_of(folder_id=folder_id, by=by)
    form = None
    if now is not None:
        live = [(one.id, one.label) for one in consents if one.holds]
        holders = {one.desk for one in signal.holders}
        form = TermsForm(now.sharing, by, holders, live, request.GET if "grond" in request.GET else None)
        form.initial["aan"] = request.GET.get("aan", "")
    shares = acts.shares_of(folder_id=folder_id, by=by)
    return {
        "signal": signal,
        "form": form,
        "given": [one for one in shares if one.mine and one.state in LIVE],
        "received": [one for one in shares if not one.mine and one.state in LIVE],
        "over": [one for one in shares if one.state not in LIVE],
        "consents": consents,
        "kinds": {kind.code: kind.label for kind in now.sharing.kinds} if now else {},
        "missing": acts.not_yet_shared(folder_id=folder_id, by=by),
        "quick": _quick(form),
        "may_open": by.can("emergency.open"),
    }


def _quick(form: TermsForm | None) -> str:
    """To the submission of a case by a municipality itself, where the region's table and network know it."""
    return form.submission() if form is not None else ""
