"""Worlds that are long to make, made once for all the tests of a file.

A transaction holds the world, and each test is a savepoint within it, which gives back what it wrote. Objects are
another matter: a test that changes them takes a copy, ``deepcopy(world)``, as Django does of ``setUpTestData``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

World = TypeVar("World")


@contextmanager
def made_once(blocker: Any, make: Callable[[], World]) -> Iterator[World]:
    """For a fixture of the module, which asks for ``django_db_setup`` and gives ``django_db_blocker``."""
    with blocker.unblock(), transaction.atomic():
        with override(settings.LANGUAGE_CODE):
            made = make()
        yield made
        transaction.set_rollback(True)
