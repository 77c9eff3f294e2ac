"""The addresses of the route."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.route.views import deciding, editing, reading

VERSION = "meldroute/versie/<uuid:version_id>/"
RULES = f"{VERSION}tabel/<str:decision>/"

urlpatterns = [
    path("meldroute/", reading.route, name="route"),
    path("meldroute/versies/", reading.versions, name="route-versions"),
    path(VERSION, reading.version, name="route-version"),
    path(f"{VERSION}papier/", reading.on_paper, name="route-paper"),
    path(f"{VERSION}papier/<uuid:municipality_id>/", reading.on_paper, name="route-municipality"),
    path(f"{VERSION}bestand/", reading.file, name="route-file"),
    path(f"{VERSION}concept/", editing.start, name="route-start"),
    path(f"{VERSION}inlezen/", editing.upload, name="route-upload"),
    path(f"{VERSION}terugdraaien/", editing.undo, name="route-undo"),
    path(f"{RULES}nieuw/", editing.new_rule, name="route-new-rule"),
    path(f"{RULES}regel/<int:number>/", editing.rule, name="route-rule"),
    path(f"{RULES}regel/<int:number>/weg/", editing.remove_rule, name="route-remove-rule"),
    path(f"{RULES}regel/<int:number>/plaats/", editing.move_rule, name="route-move-rule"),
    path(f"{VERSION}nareken/", deciding.check, name="route-check"),
    path(f"{VERSION}bewijzen/", deciding.prove, name="route-prove"),
    path(f"{VERSION}openen/", deciding.back_to_draft, name="route-back"),
    path(f"{VERSION}vaststellen/", deciding.adopt, name="route-adopt"),
    path(f"{VERSION}ingaan/", deciding.activate, name="route-activate"),
    path(f"{VERSION}niet-ingaan/", deciding.cancel, name="route-cancel"),
]
