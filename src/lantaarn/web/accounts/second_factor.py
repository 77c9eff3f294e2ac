"""The second factor: its secrets are stored sealed, and the last one cannot be taken away by its owner."""

from __future__ import annotations

import base64
from functools import cache
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l


@cache
def _box() -> MultiFernet:
    """A key of its own, derived from the installation's secret; former secrets still open what they closed."""
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lantaarn second factor")
    return base64.urlsafe_b64encode(derive.derive(secret.encode()))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What django-allauth asks about second factors."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _l(
            "Dit is uw enige tweede stap. Stel eerst een andere in, dan kunt u deze weghalen."
        ),
        "incorrect_code": _l("Deze code klopt niet. Wacht op een nieuwe code in uw app en vul die in."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Recovery codes are no second factor by themselves."""
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        ).exclude(pk=authenticator.pk)
        return bool(others.exists())

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - their word
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Sleutel %(number)d") % {"number": count + 1}
