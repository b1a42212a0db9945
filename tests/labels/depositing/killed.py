"""Deposits the dossier of a database, and is killed as the step that it is told has been done; not a test by itself."""

import sys

import django


def main(step: str) -> None:
    django.setup()
    import time_machine
    from django.test.utils import setup_test_environment

    from labels.depositing import depositing
    from labels.models import Dossier
    from tests.killing import kill_after
    from tests.labels.depositing.world import ready_dossier
    from tests.labels.factories import OPENS

    setup_test_environment()
    with time_machine.travel(OPENS, tick=False):
        dossier = Dossier.objects.first() or ready_dossier().dossier
        user = dossier.collectivity.memberships.referents().get().user
        if step:
            kill_after(depositing, step)
        depositing.deposit(dossier.pk, user)


if __name__ == "__main__":
    main(sys.argv[1])
