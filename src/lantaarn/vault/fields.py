"""Fields whose value is kept as a ciphertext: what a row holds in memory is plain until the room seals it.

The column stays what it was (text, JSON, bytes), so that sealing a field changes no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
    _Bytes = models.BinaryField[Any, Any]
else:
    _Text, _Bytes = models.TextField, models.BinaryField


class SealedText(_Text):
    """Text that is kept as a ciphertext; empty stays empty."""


class SealedJSON(models.JSONField):
    """A JSON value that is kept as one JSON string, the ciphertext of the whole; empty stays empty."""


class SealedBytes(_Bytes):
    """Bytes that are kept as the letters of a ciphertext."""


SEALED = (SealedText, SealedJSON, SealedBytes)


def sealed_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields of this model that must be sealed before a row is kept."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SEALED)]
