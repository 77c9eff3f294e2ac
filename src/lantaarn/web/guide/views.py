"""The pages that explain; they show nothing of any signal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantaarn.web.doors.door import public


@public(purpose="help.read")
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/help.html")


@public(purpose="help.read")
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/privacy.html")


@public(purpose="help.read")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/accessibility.html")
