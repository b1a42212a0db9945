"""The background tasks' backend used without a worker."""

from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend


class OnCommitImmediateBackend(ImmediateBackend):
    """Runs a task as soon as the transaction that asked for it is committed.

    The stock backend runs it at once: the search index would then be written before the themes of a page are saved.
    """

    def _execute_task(self, task_result: Any) -> None:
        execute = super()._execute_task
        transaction.on_commit(lambda: execute(task_result))
