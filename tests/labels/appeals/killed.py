"""Files an appeal, answers it or puts its label right, and is killed as a step has been done; not a test by itself."""

import sys
from typing import Any

import django


def main(what: str, step: str) -> None:
    django.setup()
    import time_machine
    from django.test.utils import setup_test_environment

    from labels.appeals import answering, filing, mails
    from labels.appeals.states import UPHOLD
    from labels.models import Appeal, Award, Dossier
    from portal.models import User
    from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
    from tests.killing import kill_after
    from tests.labels.outcome.world import AFTER, decided, edition

    setup_test_environment()
    places: dict[str, Any] = {
        "send_receipt": mails,
        "tell_answered": mails,
        "save": Award,
        "tell_rectified": mails,
    }
    with time_machine.travel(AFTER, tick=False):
        dossier = Dossier.objects.first()
        if dossier is None:
            dossier = decided(edition(), CollectivityFactory())
            for _one in range(2):
                MembershipFactory(collectivity=dossier.collectivity)
            UserFactory(association=True)
        team, association = dossier.collectivity.memberships.first(), User.objects.latest("pk")
        if step:
            kill_after(places[step], step)
        if what == "file":
            filing.file(dossier.pk, team.user, "Le bilan n’a pas été lu.")
        elif what == "answer":
            answering.move_appeal(Appeal.objects.get().pk, UPHOLD, association, "Relu.")
        else:
            level = dossier.campaign.levels.get(symbols=4)
            answering.rectify(Appeal.objects.get().pk, level, association, "Une preuve n’avait pas été lue.")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
