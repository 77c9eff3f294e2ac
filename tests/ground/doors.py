"""Every address of the website with its door and an example, as the resolver knows them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter


@dataclass(frozen=True)
class Address:
    """One pattern: where it leads, what stands on its door (None: a page of django-allauth), and its arguments."""

    pattern: str
    name: str
    view: Any
    arguments: tuple[tuple[str, object], ...]

    @property
    def door(self) -> Any:
        return getattr(self.view, "door", None)

    @property
    def is_allauth(self) -> bool:
        return self.pattern.startswith("toegang/") and not self.view.__module__.startswith("lantaarn.")

    def example(self, **known: object) -> str:
        """A path to it: known ids where given, else one that belongs to nothing."""
        path = self.pattern
        for name, converter in self.arguments:
            kind = {UUIDConverter: "uuid", IntConverter: "int", SlugConverter: "slug"}.get(type(converter), "str")
            value = known.get(name, {"uuid": uuid.uuid4(), "int": 1, "slug": "drenthe", "str": "x"}[kind])
            path = path.replace(f"<{kind}:{name}>", str(value))
        return "/" + path


def _walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[Address]:
    for found in patterns:
        route = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _walk(found.url_patterns, route)
        else:
            arguments = tuple(getattr(found.pattern, "converters", {}).items())
            yield Address(route, found.name or "", found.callback, arguments)


ADDRESSES = list(_walk(get_resolver().url_patterns))
