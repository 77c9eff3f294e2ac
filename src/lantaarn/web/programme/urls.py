"""Addresses of the programme: the monitor, the municipality's own house, trainings, and documents read in."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.programme.views import (
    acting,
    boards,
    changing,
    editing,
    packed,
    papers,
    places,
    proposing,
    reading,
    trainings,
)

_ONE = "programma/<uuid:programme_id>/"
_ACTION = "programma/actie/<uuid:action_id>/"

urlpatterns = [
    path("programma/", boards.programmes, name="programme"),
    path("programma/kalender/", boards.calendar, name="programme-calendar"),
    path("programma/tellingen/", boards.counts, name="programme-counts"),
    path("programma/uit-het-pakket/", packed.begin, name="programme-from-pack"),
    path("programma/inlezen/", reading.bring, name="programme-bring"),
    path("programma/inlezen/<uuid:draft_id>/", reading.review, name="programme-review"),
    path("programma/inlezen/<uuid:draft_id>/opnieuw/", reading.again, name="programme-read-again"),
    path("programma/inlezen/<uuid:draft_id>/weg/", reading.drop, name="programme-drop"),
    path("programma/gemeenten/", places.houses, name="programme-houses"),
    path("programma/gemeenten/<uuid:municipality_id>/", places.house, name="programme-house"),
    path("programma/gemeenten/<uuid:municipality_id>/noteren/", places.note, name="programme-house-note"),
    path(_ONE, boards.board, name="programme-board"),
    path(f"{_ONE}gemeenten/", places.matrix, name="programme-matrix"),
    path(f"{_ONE}tijdlijn/", boards.timeline, name="programme-timeline"),
    path(f"{_ONE}geld/", boards.money, name="programme-money"),
    path(f"{_ONE}bericht/", papers.report, name="programme-report"),
    path(f"{_ONE}bericht/<slug:form>/", papers.download, name="programme-download"),
    path(f"{_ONE}vaststellen/", changing.adopt, name="programme-adopt"),
    path(f"{_ONE}openbaar/", changing.publish, name="programme-publish"),
    path(f"{_ONE}geschiedenis/", changing.course, name="programme-course"),
    path(f"{_ONE}actie-toevoegen/", editing.add, name="programme-action-add"),
    path(f"{_ONE}geld/bedrag/", editing.money, name="programme-money-set"),
    path(f"{_ONE}voorstel/", proposing.propose_new, name="programme-propose"),
    path(f"{_ONE}voorstel/<uuid:proposal_id>/besluit/", proposing.decide, name="programme-decide"),
    path(f"{_ONE}voorstel/<uuid:proposal_id>/intrekken/", proposing.withdraw, name="programme-withdraw"),
    path(f"{_ACTION}wijzigen/", editing.change, name="programme-action-change"),
    path(f"{_ACTION}laten-eindigen/", editing.end, name="programme-action-end"),
    path(f"{_ACTION}voorstel/", proposing.propose_change, name="programme-propose-change"),
    path(f"{_ACTION}voorstel-stoppen/", proposing.propose_end, name="programme-propose-end"),
    path(_ACTION, acting.action, name="programme-action"),
    path(f"{_ACTION}stoplicht/", acting.overrule, name="programme-overrule"),
    path("trainingen/", trainings.trainings, name="trainings"),
    path("trainingen/<uuid:training_id>/gehouden/", trainings.held, name="training-held"),
    path("trainingen/<uuid:training_id>/niet-doorgegaan/", trainings.cancel, name="training-cancel"),
    path("trainingen/overleg/", trainings.meeting, name="meeting-record"),
    path("openbaar/programma/", boards.public_page, name="programme-public"),
]
