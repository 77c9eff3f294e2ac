"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.log import views

urlpatterns = [
    path("logboek/", views.log, name="log"),
    path("logboek/bestand/<str:sort>/", views.export, name="log-export"),
    path("logboek/<uuid:event_id>/", views.event, name="log-event"),
]
