"""Tasks in a thread of this very process: what Django's Tasks are given where no worker is run."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.tasks.backends.immediate import ImmediateBackend

THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")


class ThreadBackend(ImmediateBackend):
    """Does tasks one at a time, in their order, after the request that asked for them.

    Nothing is kept of a task whose process is killed: what is enqueued here must also stand in a
    table, where `manage.py tick` finds it.
    """

    def _execute_task(self, task_result):
        THREAD.submit(self.in_thread, task_result)

    def in_thread(self, task_result):
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
