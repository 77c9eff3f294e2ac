"""All doors of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from lantaarn.web.doors import errors

AREAS = (
    "today",
    "report",
    "desk",
    "lists",
    "meetings",
    "route",
    "sharing",
    "network",
    "programme",
    "accounts",
    "log",
    "keeping",
    "subjects",
    "look",
    "guide",
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"lantaarn.web.{area}.urls")) for area in AREAS),
    path("toegang/", include("allauth.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.server_error
