"""The web server's line per request, in which an address that somebody typed cannot make up another line."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger  # type: ignore[import-untyped]


class Access(Logger):  # type: ignore[misc]
    """gunicorn's own, with the path as it travelled."""

    def atoms(self, *request: object) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*request)
        return found | {"U": quote(str(found.get("U", "")), safe="/:@!$&'()*+,;=-._~")}
