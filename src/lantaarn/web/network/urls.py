"""Addresses of the network's pages."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.network import districts, opening, organisations, views

urlpatterns = [
    path("netwerk/", views.network, name="network"),
    path("netwerk/districten/", districts.districts, name="network-districts"),
    path("netwerk/organisaties/", organisations.organisations, name="network-organisations"),
    path("netwerk/organisaties/nieuw/", organisations.add, name="network-organisation-add"),
    path("netwerk/organisaties/<uuid:organisation_id>/", organisations.change, name="network-organisation"),
    path("regio/nieuw/<str:token>/", opening.new_region, name="region-new"),
    path("netwerk/balie/<uuid:desk_id>/", views.desk, name="network-desk"),
]
