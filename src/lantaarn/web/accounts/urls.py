"""Addresses of sign-in, one's own account, and accounts; they stand before those of django-allauth."""

from __future__ import annotations

from django.urls import path, re_path

from lantaarn.web.accounts.views import own, sign_in

urlpatterns = [
    path("toegang/login/", sign_in.sign_in),
    path("toegang/2fa/webauthn/keys/<int:pk>/remove/", sign_in.remove_key),
    re_path(r"^toegang/(?:signup/.*|email/|confirm-email/.*|social/.*|3rdparty/(?:signup/)?)$", sign_in.closed),
    path("accounts/proef/", sign_in.demo_sign_in, name="demo-sign-in"),
    path("bureau/", sign_in.change_desk, name="change-desk"),
    path("mijn-account/", own.my_account, name="my-account"),
    path("mijn-account/gegevens/", own.change_details, name="my-details"),
    path("mijn-account/afwezig/", own.note_absence, name="note-absence"),
    path("mijn-account/terug/", own.drop_absence, name="drop-absence"),
    path("mijn-account/taal/", own.change_language, name="my-language"),
    path("geen-bureau/", sign_in.no_desk, name="no-desk"),
]
