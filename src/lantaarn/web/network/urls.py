"""Addresses of the network's pages."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.network import views

urlpatterns = [
    path("netwerk/", views.network, name="network"),
    path("netwerk/balie/<uuid:desk_id>/", views.desk, name="network-desk"),
]
