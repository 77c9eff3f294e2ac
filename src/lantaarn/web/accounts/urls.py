"""Addresses of sign-in, one's own account, and accounts; they stand before those of django-allauth."""

from __future__ import annotations

from django.urls import path, re_path

from lantaarn.web.accounts.views import invitations, manage, own, sign_in

urlpatterns = [
    path("toegang/login/", sign_in.sign_in),
    path("toegang/2fa/webauthn/keys/<int:pk>/remove/", sign_in.remove_key),
    re_path(r"^toegang/(?:signup/.*|email/|confirm-email/.*|social/.*|3rdparty/(?:signup/)?)$", sign_in.closed),
    path("accounts/proef/", sign_in.demo_sign_in, name="demo-sign-in"),
    path("accounts/", manage.accounts, name="accounts"),
    path("accounts/uitnodigen/", invitations.invite, name="invite"),
    path("accounts/uitgenodigd/", invitations.invited, name="invited"),
    path("accounts/uitnodiging/<uuid:invitation_id>/nieuw/", invitations.renew, name="renew-invitation"),
    path("accounts/uitnodiging/<uuid:invitation_id>/intrekken/", invitations.withdraw, name="withdraw-invitation"),
    path("accounts/<uuid:user_id>/", manage.account, name="account"),
    path("accounts/<uuid:user_id>/stoppen/", manage.stop, name="stop-account"),
    path("accounts/<uuid:user_id>/aanzetten/", manage.resume, name="resume-account"),
    path("accounts/<uuid:user_id>/tweede-stap/", manage.drop_second_factor, name="drop-second-factor"),
    path("accounts/<uuid:user_id>/rol/<uuid:membership_id>/einde/", manage.end_role, name="end-role"),
    path("accounts/<uuid:user_id>/rol/<uuid:membership_id>/balie/", manage.move_role, name="move-role"),
    path("uitnodiging/<str:token>/", invitations.accept, name="accept-invitation"),
    path("bureau/", sign_in.change_desk, name="change-desk"),
    path("mijn-account/", own.my_account, name="my-account"),
    path("mijn-account/gegevens/", own.change_details, name="my-details"),
    path("mijn-account/afwezig/", own.note_absence, name="note-absence"),
    path("mijn-account/terug/", own.drop_absence, name="drop-absence"),
    path("mijn-account/taal/", own.change_language, name="my-language"),
    path("geen-bureau/", sign_in.no_desk, name="no-desk"),
]
