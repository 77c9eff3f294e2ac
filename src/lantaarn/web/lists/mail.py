"""Mail of which nobody knows whether it left: a person looks, and sends it again or lets it rest."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import queries
from lantaarn.signals.actions.mailing import decide_mail
from lantaarn.web.doors.door import ActorRequest, needs


@needs("accounts.manage", "chain.view", purpose="mail.look_after")
def uncertain(request: ActorRequest) -> HttpResponse:
    return render(request, "lists/mail.html", {"mails": queries.uncertain_mail(by=request.actor)})


@require_POST
@needs("accounts.manage", "chain.view", purpose="mail.look_after")
def decide(request: ActorRequest, mail_id: UUID) -> HttpResponse:
    again = request.POST.get("doe") == "opnieuw"
    try:
        decide_mail(mail_id=mail_id, again=again, by=request.actor)
    except NotAllowed as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("De mail gaat opnieuw.") if again else _("Het blijft zo."))
    return redirect("mail")
