"""Addresses of sign-in, one's own account, and accounts; they stand before those of django-allauth."""

from __future__ import annotations

from django.urls import path, re_path

from lantaarn.web.accounts.views import sign_in

urlpatterns = [
    path("toegang/login/", sign_in.sign_in),
    path("toegang/2fa/webauthn/keys/<int:pk>/remove/", sign_in.remove_key),
    re_path(r"^toegang/(signup/.*|email/|confirm-email/.*|social/.*|3rdparty/(signup/)?)$", sign_in.closed),
    path("accounts/proef/", sign_in.demo_sign_in, name="demo-sign-in"),
    path("bureau/", sign_in.change_desk, name="change-desk"),
    path("geen-bureau/", sign_in.no_desk, name="no-desk"),
]
