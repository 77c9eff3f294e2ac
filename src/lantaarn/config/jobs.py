"""How the queue looks after itself: work that a dead process left half-done begins again, old work is cleared away."""

from __future__ import annotations

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

log = logging.getLogger(__name__)

DEAD_AFTER = 60
"""Seconds without a sign of life of the process that took a job; it gives one every ten."""
MOST_ATTEMPTS = 20
"""A job that ends its process each time must not do so for ever."""
KEEP_HOURS = 30 * 24


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Every minute: what a process was doing when it died is done again; each task bears being begun twice."""
    await retry_dead(context.app.job_manager)


async def retry_dead(manager: JobManager, *, dead_after: float = DEAD_AFTER) -> int:
    """How many jobs go again."""
    again = 0
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=dead_after):
        if _comes_by_itself(job) or job.attempts >= MOST_ATTEMPTS:
            log.warning("job %s (%s) was left by a dead process and is not tried again", job.id, job.task_name)
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            log.warning("job %s (%s) was left by a dead process and goes again", job.id, job.task_name)
            await manager.retry_job(job)
            again += 1
    return again


def _comes_by_itself(job: Job) -> bool:
    """Periodic work holds a lock in the queue: its next turn does what this one left."""
    return job.queueing_lock is not None


@app.periodic(cron="41 3 * * *")
@app.task(name="clear_old_jobs", queueing_lock="clear_old_jobs", pass_context=True)
async def clear_old_jobs(context: JobContext, timestamp: int) -> None:
    """Every night: jobs that were done a month ago. What failed stays, for a person to look at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
