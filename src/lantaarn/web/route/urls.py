"""The addresses of the route."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.route.book import ROUTE_BOOK
from lantaarn.web.route.views import deciding, on_paper
from lantaarn.web.tables.addresses import Doors, addresses

VERSION = "meldroute/versie/<uuid:version_id>/"
_doors = Doors(ROUTE_BOOK)

urlpatterns = [
    *addresses(ROUTE_BOOK),
    path(f"{VERSION}papier/", _doors.read(on_paper.on_paper), name="route-paper"),
    path(f"{VERSION}papier/<uuid:municipality_id>/", _doors.read(on_paper.on_paper), name="route-municipality"),
    path(f"{VERSION}vaststellen/", _doors.decide(deciding.adopt), name="route-adopt"),
]
