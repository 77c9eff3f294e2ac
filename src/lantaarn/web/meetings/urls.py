"""Addresses of the consultation."""

from django.urls import path

from lantaarn.web.meetings import views

urlpatterns = [
    path("overleg/", views.meetings, name="meetings"),
    path("overleg/plannen/", views.plan, name="meeting-plan"),
    path("overleg/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("overleg/<uuid:meeting_id>/besluit/<uuid:item_id>/", views.decide, name="meeting-decide"),
    path("overleg/<uuid:meeting_id>/afsluiten/", views.close, name="meeting-close"),
]
