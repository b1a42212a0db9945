"""Deposits the dossier of a database, and is killed as the step that it is told has been done; not a test by itself."""

import os
import signal
import sys
from typing import Any

import django


def main(step: str) -> None:
    django.setup()
    import time_machine
    from django.test.utils import setup_test_environment

    from labels.depositing import depositing
    from labels.models import Dossier
    from tests.labels.depositing.conftest import ready_dossier
    from tests.labels.factories import OPENS

    setup_test_environment()
    with time_machine.travel(OPENS, tick=False):
        dossier = Dossier.objects.first() or ready_dossier().dossier
        user = dossier.collectivity.memberships.referents().get().user
        if step:
            setattr(depositing, step, _killing(getattr(depositing, step)))
        depositing.deposit(dossier.pk, user)


def _killing(done: Any) -> Any:
    def killed(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return killed


if __name__ == "__main__":
    main(sys.argv[1])
