"""Addresses of the pages that explain."""

from django.urls import path

from lantaarn.web.guide import views

urlpatterns = [
    path("hulp/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
]
