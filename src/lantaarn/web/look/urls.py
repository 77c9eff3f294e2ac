"""The address of the style guide: in the demo alone."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from lantaarn.web.look.views import styleguide

STYLEGUIDE = path("stijlgids/", styleguide, name="styleguide")

urlpatterns: list[URLPattern] = [STYLEGUIDE] if settings.DEMO else []
