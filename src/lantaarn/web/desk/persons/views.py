"""One person: what each desk says, beside each other, and why they were put together."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lantaarn.signals import queries
from lantaarn.web.desk.acts.page import PURPOSE
from lantaarn.web.desk.persons import shown
from lantaarn.web.doors.door import ActorRequest, needs


@needs("signals.work", purpose=PURPOSE)
def one(request: ActorRequest, folder_id: UUID, person_id: UUID) -> HttpResponse:
    found = queries.together(folder_id=folder_id, person_id=person_id, by=request.actor)
    readers, lines = shown.beside(found)
    context = {
        "person": found.person,
        "name": shown.named(found.person.pairs),
        "readers": readers,
        "lines": lines,
        "others": found.others,
        "origins": shown.origins(found.person),
        "joins": shown.joins(found, request.actor.desk_id),
        "past": found.past,
    }
    return render(request, "desk/person.html", context)
