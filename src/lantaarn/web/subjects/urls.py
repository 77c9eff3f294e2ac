"""Addresses of requests of data subjects."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.subjects import handling, letters, receiving

urlpatterns = [
    path("betrokkenen/", receiving.requests, name="subjects"),
    path("betrokkenen/nieuw/", receiving.new, name="subject-new"),
    path("betrokkenen/balie/", receiving.corrections, name="subject-corrections"),
    path("betrokkenen/balie/<uuid:item_id>/", receiving.correct, name="subject-correct"),
    path("betrokkenen/<uuid:request_id>/", handling.one, name="subject"),
    path("betrokkenen/<uuid:request_id>/contact/", handling.contact, name="subject-contact"),
    path("betrokkenen/<uuid:request_id>/wie/", handling.identify, name="subject-identify"),
    path("betrokkenen/<uuid:request_id>/termijn/", handling.extend, name="subject-extend"),
    path("betrokkenen/<uuid:request_id>/zoeken/", handling.search, name="subject-search"),
    path("betrokkenen/<uuid:request_id>/antwoord/", handling.answer, name="subject-answer"),
    path("betrokkenen/<uuid:request_id>/niets-zeggen/", handling.tell_nothing, name="subject-tell-nothing"),
    path("betrokkenen/<uuid:request_id>/intrekken/", handling.stop, name="subject-stop"),
    path("betrokkenen/<uuid:request_id>/niet-delen/<uuid:signal_id>/", handling.restrict, name="subject-restrict"),
    path("betrokkenen/<uuid:request_id>/onderdeel/<uuid:item_id>/", handling.item, name="subject-item"),
    path("betrokkenen/<uuid:request_id>/onderdeel/<uuid:item_id>/balie/", handling.pass_on, name="subject-pass"),
    path("betrokkenen/<uuid:request_id>/brief/<str:sort>/", letters.letter, name="subject-letter"),
]
