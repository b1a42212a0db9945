"""What came after a palmarès of the demonstration: appeals, a label put right, what candidates think of the process."""

import datetime
from collections.abc import Iterable, Sequence

from collectivities.enums import Role
from collectivities.models import Collectivity, Membership
from home.demo import content
from home.demo.label.drawing import one_of, share
from home.demo.recording import DemoRecorder
from labels.appeals.answering import levels_above, move_appeal, rectify
from labels.appeals.filing import file
from labels.appeals.states import BY_NAME
from labels.enums import Grade, WouldAgain
from labels.models import Campaign, Dossier, ProcessFeedback
from labels.models.feedback import GRADES
from portal.models import User

SAY_WHAT_THEY_THINK, WRITE = 0.35, 0.3
"""The share of the candidates that give grades, and of these that write something."""


def say(dossiers: Iterable[Dossier], at: datetime.datetime) -> None:
    """Some give grades, most of them good, and some write what they would change."""
    words = content.label()["feedback"]
    made = []
    for dossier in dossiers:
        code = dossier.collectivity.code
        if share("says", code) < SAY_WHAT_THEY_THINK:
            grades = {name: Grade(5 - int(3 * share("grade", name, code) ** 2)) for name in GRADES}
            again = one_of((*[WouldAgain.YES] * 6, *[WouldAgain.MAYBE] * 2, WouldAgain.NO), "again", code)
            text = one_of(words, "words", code) if share("writes", code) < WRITE else ""
            made.append(ProcessFeedback(dossier=dossier, again=again, words=text, changed_at=at, **grades))
    ProcessFeedback.objects.bulk_create(made)


def appeal(campaign: Campaign, association: User) -> None:
    """One for each text, of a collectivité that has not the highest level; teams of the demonstration come first."""
    record = DemoRecorder()
    for dossier, text in zip(_appellants(campaign), content.label()["appeals"], strict=False):
        found = file(dossier.pk, _referent(dossier.collectivity, record), text["reasons"])
        for name in text["moves"]:
            move_appeal(found.pk, BY_NAME[name], association, text["answer"] if BY_NAME[name].needs_answer else "")
        if "rectified" in text:
            rectify(found.pk, levels_above(dossier)[0], association, text["rectified"])
    record.save()


def _appellants(campaign: Campaign) -> Sequence[Dossier]:
    rows = Dossier.objects.filter(campaign=campaign, state="published", award__level__symbols__lt=5)
    teams = set(Membership.objects.active().values_list("collectivity_id", flat=True))
    return sorted(
        rows.select_related("collectivity", "campaign"),
        key=lambda one: (one.collectivity_id not in teams, share("appeals", one.collectivity.code)),
    )


def _referent(collectivity: Collectivity, record: DemoRecorder) -> User:
    """Who looks after its team, or somebody new who does from now on."""
    membership = Membership.objects.referents().filter(collectivity=collectivity).select_related("user").first()
    if membership:
        return membership.user
    user: User = User.objects.create_user(
        f"mairie-{collectivity.code.lower()}@demo.example", first_name="Dominique", last_name="Mairie"
    )
    record(user)
    Membership.objects.create(user=user, collectivity=collectivity, role=Role.REFERENT)
    return user
