"""What a process was doing when it died begins again; what comes by itself is left to its next turn."""

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from ground.region import as_role
from lantaarn.config import jobs


@pytest.fixture
def taken(stage):
    """`taken("send_mail", silent=90)`: a job in the hands of a process that has been silent for so many seconds."""

    def take(task: str, *, silent: float, lock: str | None = None, attempts: int = 0) -> int:
        seen = timezone.now() - dt.timedelta(seconds=silent)
        worker = stage.superuser.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [seen]
        ).fetchone()[0]
        return stage.superuser.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, queueing_lock, attempts, worker_id)"
            " VALUES (%s, 'default', 'doing', %s, %s, %s) RETURNING id",
            [task, lock, attempts, worker],
        ).fetchone()[0]

    return take


def look(stage) -> dict[int, str]:
    from procrastinate.contrib.django import app

    async def run(worker: object) -> None:
        async with app.with_connector(worker).open_async() as opened:
            await jobs.retry_dead(opened.job_manager)

    with as_role("lantaarn_worker"):
        worker = app.connector.get_worker_connector()
        # In a thread of its own: a browser test before this one leaves a running loop in the main one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(run(worker))).result()
    return {row.id: row.status for row in stage.rows("procrastinate_jobs")}


def test_work_of_a_dead_process_goes_again(stage, taken):
    left = taken("send_mail", silent=90)
    assert look(stage)[left] == "todo"


def test_work_of_a_living_process_is_left_alone(stage, taken):
    at_work = taken("send_mail", silent=20)
    assert look(stage)[at_work] == "doing"


def test_periodic_work_is_left_to_its_next_turn(stage, taken):
    left = taken("look_after", silent=90, lock="look_after")
    assert look(stage)[left] == "failed"


def test_work_that_ends_its_process_each_time_stops_at_last(stage, taken):
    deadly = taken("send_mail", silent=90, attempts=jobs.MOST_ATTEMPTS)
    assert look(stage)[deadly] == "failed"
