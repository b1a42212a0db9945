"""Decides on the dossier of a database, and is killed as the step that it is told has been done; not a test itself."""

import sys

import django


def main(step: str) -> None:
    django.setup()
    import time_machine
    from django.test.utils import setup_test_environment

    from labels.deliberation import deciding
    from labels.deliberation.presences import those_present
    from labels.deliberation.room import Seat
    from labels.models import Dossier, Juror
    from labels.scoring.standing import standings
    from tests.killing import kill_after
    from tests.labels.deliberation.conftest import SITTING_TIME, make_room

    setup_test_environment()
    with time_machine.travel(SITTING_TIME, tick=False):
        dossier = Dossier.objects.select_related("collectivity", "campaign").order_by("pk").first()
        dossier = dossier or make_room().dossier
        juror = Juror.objects.with_interests().get(campaign=dossier.campaign, is_president=True)
        sitting = dossier.campaign.sittings.open().get()
        seat = Seat(juror.user, dossier.campaign, juror, False, sitting)
        seen = deciding.seen_of(standings(dossier.campaign)[dossier.pk], those_present(sitting, dossier))
        level = dossier.campaign.levels.get(symbols=3)
        if step:
            kill_after(deciding, step)
        deciding.decide(seat, dossier.pk, deciding.Ruling(level, "Chaque habitant sait où aller.", seen))


if __name__ == "__main__":
    main(sys.argv[1])
