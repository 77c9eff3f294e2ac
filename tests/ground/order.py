"""What takes long begins first, after the shuffle; marks are given before, for a choice by mark is made in between."""

import pytest

LENGTHY = ("test_every_page.py", "test_kills.py", "test_demo.py", "test_pool.py")
"""Half a minute and more each: one process would still be at them when the others are through."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LENGTHY)
