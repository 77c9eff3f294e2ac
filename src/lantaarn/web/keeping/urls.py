"""Addresses of what is kept and what goes."""

from __future__ import annotations

from django.urls import path

from lantaarn.web.keeping import views

urlpatterns = [
    path("bewaren/", views.keeping, name="keeping"),
    path("bewaren/<uuid:folder_id>/", views.folder, name="keeping-folder"),
    path("bewaren/<uuid:folder_id>/vasthouden/", views.hold, name="keeping-hold"),
    path("bewaren/<uuid:folder_id>/loslaten/", views.release, name="keeping-release"),
    path("bewaren/<uuid:folder_id>/vernietigen/", views.erase, name="keeping-erase"),
    path("bewaren/bewijs/<uuid:erasure_id>/", views.certificate, name="keeping-certificate"),
]
