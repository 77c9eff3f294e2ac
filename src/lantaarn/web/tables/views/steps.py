"""Steps of one button: taken, or told why not, on the page that is shown anyhow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from lantaarn.rules.tables import TableError
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions
from lantaarn.tables.packs import PackError
from lantaarn.tables.queries import VersionView
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.tables.forms import SeenForm


def seen_of(request: ActorRequest) -> dt.datetime | None:
    """The moment at which the one who pressed last saw the version."""
    form = SeenForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else None


def with_seen(request: ActorRequest, version: VersionView) -> QueryDict:
    """What was filled in, held against the version as it is now: sending it once more is knowing what one does."""
    data = request.POST.copy()
    data["seen"] = version.changed_at.isoformat()
    return data


def do(request: ActorRequest, act: Callable[[], object], done: str, answer: HttpResponse) -> HttpResponse:
    """Take the step and answer; the message says what was done, or why nothing was."""
    try:
        act()
    except actions.Stale as error:
        messages.warning(request, _("Iemand was u voor, dus er is niets veranderd. %(what)s") % {"what": error})
    except (NotAllowed, TableError, PackError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return answer
