"""Addresses of the entrance."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.report.importing import views as importing
from lantaarn.web.report.views import advising, entrance, following, others

urlpatterns = [
    path("melden/", entrance.choose, name="report-choose"),
    path("melden/<slug:region>/", entrance.report, name="report"),
    path("melden/<slug:region>/inwoner/", entrance.citizen_report, name="report-citizen"),
    path("melden/<slug:region>/bewaren/", entrance.keep, name="report-keep"),
    path("volgen/", following.start, name="follow"),
    path("volgen/antwoord/", following.answer, name="follow-answer"),
    path("volgen/klaar/", following.leave, name="follow-leave"),
    path("melden-voor-iemand/", others.others, name="report-for-others"),
    path("melden-voor-iemand/bewaren/", others.keep, name="report-for-others-keep"),
    path("advies/", advising.advice, name="advice"),
    path("inlezen/", importing.bring, name="import"),
    path("inlezen/<uuid:batch_id>/", importing.columns, name="import-columns"),
    path("inlezen/<uuid:batch_id>/proef/", importing.trial, name="import-trial"),
    path("inlezen/<uuid:batch_id>/klaar/", importing.done, name="import-done"),
    path("inlezen/<uuid:batch_id>/rest/", importing.left_out, name="import-left-out"),
    path("inlezen/<uuid:batch_id>/weg/", importing.drop, name="import-drop"),
]
