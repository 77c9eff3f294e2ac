"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.log import region, unusual, views

urlpatterns = [
    path("logboek/", views.log, name="log"),
    path("logboek/bestand/<str:sort>/", views.export, name="log-export"),
    path("logboek/opvallend/", unusual.unusual, name="log-unusual"),
    path("logboek/opvallend/gezien/", unusual.seen, name="log-seen"),
    path("logboek/opvallend/bestand/<str:sort>/", unusual.export, name="log-unusual-export"),
    path("logboek/<uuid:event_id>/", views.event, name="log-event"),
    path("logboek-regio/", region.region, name="log-region"),
    path("logboek-regio/bestand/<str:sort>/", region.export, name="log-region-export"),
]
