"""The portal on the evening of the closing: 360 drafts, the référents who write them, the year before deposited."""

import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.label_world import YEARS, populate_writing
from benchmarks.worlds import lay_ground, session_cookie

YEAR = YEARS[1]


def make() -> None:
    """In an empty database, which the settings of this process point at."""
    lay_ground()
    populate_writing()
    with connection.cursor() as cursor:
        # As a server in service does by itself.
        cursor.execute("ANALYZE")


def close_at(moment: datetime.datetime) -> None:
    from labels.models import Campaign

    Campaign.objects.filter(year=YEAR).update(closes_at=moment, opens_at=timezone.now() - datetime.timedelta(days=60))


def referents(count: int) -> list[dict[str, Any]]:
    """For as many référents: the cookie of their session, the addresses they work at, the key of the dossier."""
    from collectivities.space.addresses import address_in_space
    from labels.models import Dossier
    from labels.writing.addresses import section_address

    dossiers = Dossier.objects.filter(campaign__year=YEAR).select_related("collectivity", "campaign", "questionnaire")
    found = []
    for place, dossier in enumerate(dossiers.order_by("pk")[:count]):
        sections = list(dossier.questionnaire.sections.all())
        user = dossier.collectivity.memberships.all()[0].user
        found.append(
            {
                "dossier": dossier.pk,
                "cookie": session_cookie(user),
                "section": section_address(dossier, sections[place % len(sections)]),
                "deposit": address_in_space("space_dossier_deposit", dossier.collectivity, YEAR),
            }
        )
    return found


def answered(dossier: int, section: str, code: str) -> str:
    """What is stored as the answer to a question, which has a text."""
    from labels.models import Answer

    rows = Answer.objects.filter(dossier=dossier, question__section__code=section, question__code=code)
    return str(rows.values_list("text", flat=True).get())


def deposited(dossier: int, section: str, code: str) -> str | None:
    """The same in what was deposited; None without a deposit. Raises ValueError when there is more than one."""
    from labels.models import Deposit

    contents = list(Deposit.objects.filter(dossier=dossier).values_list("content", flat=True))
    if not contents:
        return None
    (content,) = contents
    (of_section,) = (one for one in content["sections"] if one["code"] == section)
    return next(one["answer"]["text"] for one in of_section["questions"] if one["code"] == code)


def numbers() -> list[str]:
    """Those of the receipts."""
    from labels.models import Deposit

    return list(Deposit.objects.filter(dossier__campaign__year=YEAR).values_list("number", flat=True))


def mails() -> list[str]:
    """To whom mails are queued, an address once for each."""
    from django_tasks_db.models import DBTaskResult

    found = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    return [address for row in found for address in row["kwargs"].get("to", ())]
