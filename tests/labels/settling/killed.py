"""Settles the palmarès of a database, or publishes it, and is killed as the step that it is told has been done so many
times; not a test by itself.
"""

import sys
from typing import Any

import django


def main(what: str, step: str, times: int) -> None:
    django.setup()
    import time_machine
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from labels.enums import Actor
    from labels.models import Campaign
    from labels.settling import publishing, settling
    from tests.factories import MembershipFactory
    from tests.killing import kill_after
    from tests.labels.minutes.world import held
    from tests.labels.settling.conftest import DELIBERATION

    setup_test_environment()
    with time_machine.travel(DELIBERATION, tick=False) as clock:
        campaign = Campaign.objects.filter(year=2027).first()
        if campaign is None:
            campaign = (made := held()).campaign
            for decision in made.decisions:
                MembershipFactory(collectivity=decision.dossier.collectivity)
        module: Any = settling if what == "settle" else publishing
        if step:
            kill_after(module, step, times)
        if what == "settle":
            user = campaign.jurors.get(is_president=True).user
            settling.settle(campaign.pk, Actor.PRESIDENT, user)
        else:
            clock.move_to(campaign.embargo_until)
            call_command("publish_palmares")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
