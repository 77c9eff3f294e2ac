"""The forms of django-allauth with our words: a label and no placeholder."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext as _


def _say(form: forms.Form, **labels: str) -> None:
    """Replace labels; a placeholder is no label, and help stands in the page."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        field.label = labels.get(name, field.label)
        field.error_messages["required"] = _("Vul dit in: %(label)s.") % {"label": field.label}


class SignInForm(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=_("E-mailadres"), password=_("Wachtwoord"))


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("Wachtwoord"))


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=_("E-mailadres"))


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("Nieuw wachtwoord"), password2=_("Nog een keer het nieuwe wachtwoord"))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword=_("Huidig wachtwoord"),
            password1=_("Nieuw wachtwoord"),
            password2=_("Nog een keer het nieuwe wachtwoord"),
        )


class SetPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=_("Nieuw wachtwoord"), password2=_("Nog een keer het nieuwe wachtwoord"))


class CodeForm(mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Code"))
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength="12")


class ReauthenticateCodeForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Code"))
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength="12")


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Code uit de app"))
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength="8")


class AddKeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A key is a passkey unless one says otherwise: it replaces the password as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            name=_("Naam van de sleutel"),
            passwordless=_("Ik wil met deze sleutel ook zonder wachtwoord kunnen inloggen."),
        )
        self.fields["name"].widget.attrs["maxlength"] = "60"
        self.fields["passwordless"].initial = True


class EditKeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name=_("Naam van de sleutel"))
        self.fields["name"].widget.attrs["maxlength"] = "60"
