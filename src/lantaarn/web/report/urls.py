"""Addresses of the entrance."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.report.views import entrance, following

urlpatterns = [
    path("melden/", entrance.choose, name="report-choose"),
    path("melden/<slug:region>/", entrance.report, name="report"),
    path("melden/<slug:region>/inwoner/", entrance.citizen_report, name="report-citizen"),
    path("melden/<slug:region>/bewaren/", entrance.keep, name="report-keep"),
    path("volgen/", following.start, name="follow"),
    path("volgen/antwoord/", following.answer, name="follow-answer"),
    path("volgen/klaar/", following.leave, name="follow-leave"),
]
