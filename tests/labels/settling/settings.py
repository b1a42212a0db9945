"""Those of the tests, with the queue of production: what is queued is in the database."""

from portal.settings.test import *  # noqa: F403 - settings are inherited so

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
