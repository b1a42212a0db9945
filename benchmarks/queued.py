"""The settings of the benchmarks, with tasks in a queue: what a command does, without what its tasks do."""

from benchmarks.settings import *

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
