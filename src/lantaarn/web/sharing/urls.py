"""The addresses of sharing."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_POST

from lantaarn.web.sharing.table import views as table
from lantaarn.web.sharing.table.book import SHARING_BOOK
from lantaarn.web.tables.addresses import Doors, addresses

VERSION = "deeltabel/versie/<uuid:version_id>/"
_doors = Doors(SHARING_BOOK)
_advises = _doors.door("sharing.advise", "sharing.decide", purpose="sharing.advise")

urlpatterns = [
    *addresses(SHARING_BOOK),
    path(f"{VERSION}papier/", _doors.read(table.on_paper), name="sharing-paper"),
    path(f"{VERSION}proberen/", _doors.read(table.trying), name="sharing-try"),
    path(f"{VERSION}partijen/", _doors.decide(table.adopting), name="sharing-adopt"),
    path(
        f"{VERSION}partijen/<uuid:organisation_id>/weg/",
        require_POST(_doors.decide(table.take_back)),
        name="sharing-take-back",
    ),
    path(f"{VERSION}advies/", _advises(table.advise), name="sharing-advise"),
    path(f"{VERSION}vaststellen/", require_POST(_doors.decide(table.adopt)), name="sharing-adopted"),
]
