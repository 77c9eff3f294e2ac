"""Beginning with the programme that the region's pack brings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.programme.packed import begin_from_pack
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.programme.views.boards import PURPOSE


@require_POST
@needs("programme.manage", purpose=PURPOSE)
def begin(request: ActorRequest) -> HttpResponse:
    try:
        made = begin_from_pack(by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("programme")
    messages.success(request, _("Het concept staat klaar. Kijk de acties na."))
    return redirect("programme-board", programme_id=made)
