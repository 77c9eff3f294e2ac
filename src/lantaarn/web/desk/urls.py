"""Addresses of a desk's work."""

from django.urls import path

from lantaarn.web.desk import acts, persons, sheets, views

urlpatterns = [
    path("postvak/", views.inbox, name="inbox"),
    path("postvak/<uuid:folder_id>/", views.signal, name="signal"),
    path("postvak/<uuid:folder_id>/aannemen/<uuid:referral_id>/", acts.accept, name="signal-accept"),
    path("postvak/<uuid:folder_id>/teruggeven/<uuid:referral_id>/", acts.decline, name="signal-decline"),
    path("postvak/<uuid:folder_id>/intrekken/<uuid:referral_id>/", acts.withdraw, name="signal-withdraw"),
    path("postvak/<uuid:folder_id>/klaar/<uuid:referral_id>/", acts.finish, name="signal-finish"),
    path("postvak/<uuid:folder_id>/ontvangst/<uuid:referral_id>/", acts.receipt, name="signal-receipt"),
    path("postvak/<uuid:folder_id>/aanvullen/", acts.add, name="signal-add"),
    path("postvak/<uuid:folder_id>/verbeteren/<uuid:row_id>/", acts.correct, name="signal-correct"),
    path("postvak/<uuid:folder_id>/feiten/", acts.facts, name="signal-facts"),
    path("postvak/<uuid:folder_id>/vraag/", acts.ask, name="signal-ask"),
    path("postvak/<uuid:folder_id>/doorzetten/", acts.pass_on, name="signal-pass-on"),
    path("postvak/<uuid:folder_id>/afwijken/", acts.otherwise, name="signal-otherwise"),
    path("postvak/<uuid:folder_id>/volgen/", acts.watch, name="signal-watch"),
    path("postvak/<uuid:folder_id>/afronden/", acts.close, name="signal-close"),
    path("postvak/<uuid:folder_id>/heropenen/", acts.reopen, name="signal-reopen"),
    path("postvak/<uuid:folder_id>/koppelen/", acts.link, name="signal-link"),
    path("postvak/<uuid:folder_id>/ontkoppelen/<uuid:link_id>/", acts.unlink, name="signal-unlink"),
    path("postvak/<uuid:folder_id>/indienen/", acts.advise, name="signal-advise"),
    path("postvak/<uuid:folder_id>/overleg/<uuid:body_id>/", acts.to_meeting, name="signal-to-meeting"),
    path("postvak/<uuid:folder_id>/personen/nieuw/", persons.add, name="person-add"),
    path("postvak/<uuid:folder_id>/personen/<uuid:person_id>/", persons.one, name="person"),
    path("postvak/<uuid:folder_id>/personen/<uuid:person_id>/aanvullen/", persons.more, name="person-more"),
    path("postvak/<uuid:folder_id>/personen/<uuid:person_id>/dezelfde/", persons.join, name="person-join"),
    path(
        "postvak/<uuid:folder_id>/personen/<uuid:person_id>/verbeteren/<uuid:row_id>/",
        persons.correct,
        name="person-correct",
    ),
    path(
        "postvak/<uuid:folder_id>/personen/<uuid:person_id>/losmaken/<uuid:other_id>/",
        persons.part,
        name="person-part",
    ),
    path("postvak/taak/<uuid:task_id>/", acts.task_done, name="task-done"),
    path("postvak/<uuid:folder_id>/overdrachtsblad/<uuid:referral_id>/", sheets.page, name="sheet"),
    path("postvak/<uuid:folder_id>/overdrachtsblad/<uuid:referral_id>/pdf/", sheets.pdf, name="sheet-pdf"),
    path("postvak/<uuid:folder_id>/overdrachtsblad/<uuid:referral_id>/odt/", sheets.odt, name="sheet-odt"),
]
