"""What every test gets: the ground of tests/ground, Django only where a test file asks for it, marks by fixture."""

import os
from pathlib import Path

import pytest

from ground import address, cluster

pytest_plugins = ["ground.database", "ground.web", "ground.order", "network.cast"]

TESTS = Path(__file__).parent
WITHOUT_DJANGO = {"rules", "papers", "figures"}

address.settle()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run what takes minutes")


def pytest_configure(config: pytest.Config) -> None:
    """With workers the controller starts the cluster, because it is the last to leave."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        cluster.start(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster.stop(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> None:
    """Django is loaded when the first test file outside the pure rooms comes up: the pure tests stay quick."""
    if file_path.name.startswith("test_") and file_path.relative_to(TESTS).parts[0] not in WITHOUT_DJANGO:
        load_django(parent.config)


def load_django(config: pytest.Config) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantaarn.config.settings"
    import django
    from django.apps import apps
    from pytest_django.plugin import blocking_manager_key

    if not apps.ready:
        django.setup()
        config.stash[blocking_manager_key].block()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in ("browser", "database"):
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(fixture)
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: script/test --long"))


@pytest.fixture(autouse=True)
def _same_environment() -> object:
    """A test that changes the environment does so for itself alone."""
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before) - {"PYTEST_CURRENT_TEST"}:
        del os.environ[name]
    os.environ.update({name: value for name, value in before.items() if name != "PYTEST_CURRENT_TEST"})
