"""The benchmark itself: what it prints as JSON is JSON alone, and names every page with its budget."""

import json
import os
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-P", "-m", "lantaarn.config", "bench"]


@pytest.mark.long
def test_the_benchmark_measures_every_page_and_prints_json_alone():
    environment = {name: value for name, value in os.environ.items() if name != "LANTAARN_TEST_CLUSTER"}
    done = subprocess.run(
        [*COMMAND, "--sizes", "400,800", "--runs", "2", "--json"], env=environment, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    assert found["sizes"] == [400, 800]
    assert found["pages"]["report sent"]["budget_ms"] == 15
    assert all(set(page["by_size"]) == {"400", "800"} for page in found["pages"].values())
    assert set(found["layers"]) == {"signal page, focal point", "report sent", "list of 100, chain director"}
    assert done.returncode == (1 if found["broken"] else 0)
