"""Two communes whose dossiers are read and decided, everybody who may look, and what changes in secret.

``tell`` writes one of the ``VERSIONS`` of what is secret over the other, and changes nothing else: whoever may not know
reads the same, to the byte, whichever it is.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.test import Client

from home.setup import set_up_portal
from labels import append_only
from labels.depositing.content import content_of
from labels.enums import Actor, DossierState
from labels.jury.enums import AssignmentState
from labels.minutes.sealing import seal_sitting
from labels.models import (
    Assignment,
    Award,
    Campaign,
    Decision,
    Dossier,
    JournalEntry,
    Review,
    Score,
    SectionOpinion,
    Withdrawal,
)
from labels.settling.settling import settle
from tests.factories import CollectivityPageFactory, MembershipFactory, UserFactory
from tests.labels.factories import (
    AssignmentFactory,
    AwardFactory,
    CampaignFactory,
    CriterionFactory,
    DecisionFactory,
    DepositFactory,
    DossierFactory,
    InterestFactory,
    JurorFactory,
    JuryRulesFactory,
    MentionFactory,
    PresenceFactory,
    QuestionFactory,
    SectionFactory,
    SittingFactory,
    read_grid,
)

TOWNS = (("22214", "Plouézec"), ("56083", "Hennebont"))
READ_AT = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Secret:
    """Of one dossier: what a reader says of it, and what the jury decides."""

    mark: str
    note: int
    opinion: str
    symbols: int | None
    said: str
    has_mention: bool = False

    @property
    def outcome(self) -> DossierState:
        if self.symbols is None:
            return DossierState.NOT_LABELLED
        return DossierState.LABELLED if self.symbols else DossierState.MENTION


VERSIONS = {
    "one": (
        Secret("73.21", 4, "Opinion-Secrète-Alpha, fort développée.", 5, "Avis-Secret-Alpha, long et motivé.", True),
        Secret("68.34", 2, "Opinion-Secrète-Bêta.", None, "Avis-Secret-Bêta."),
    ),
    "another": (
        Secret("41.17", 1, "Opinion-Secrète-Gamma.", 0, "Avis-Secret-Gamma."),
        Secret("88.59", 5, "Opinion-Secrète-Delta, plus longue que toutes les autres.", 4, "Avis-Secret-Delta.", True),
    ),
}
WORDS = ("Opinion-Secr", "Avis-Secret", "73,21", "73.21", "68,34", "68.34", "41,17", "41.17", "88,59", "88.59")
"""What no answer says to who may not know, whatever the version."""


@dataclass
class World:
    state: str
    campaign: Campaign
    dossiers: list[Dossier]
    users: dict[str, Any] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)

    def client(self, role: str) -> Client:
        client = Client()
        if role in self.users:
            client.force_login(self.users[role])
        return client

    def keys(self, model: str) -> list[int]:
        """Of everything of this kind that an address may name."""
        rows: Any = apps.get_model("labels", model).objects
        return sorted(rows.values_list("pk", flat=True))

    def tell(self, version: str) -> None:
        for dossier, review, secret in zip(self.dossiers, self.reviews, VERSIONS[version], strict=True):
            Review.objects.filter(pk=review.pk).update(
                mark=Decimal(secret.mark), opinion=secret.opinion, level=self._level(secret) or self._lowest()
            )
            Score.objects.filter(review=review).update(note=secret.note)
            SectionOpinion.objects.filter(review=review).update(text=secret.opinion)
            self._decide(dossier, secret)

    def undecide(self) -> None:
        """As if the jury had not come to the second dossier yet."""
        dossier = self.dossiers[1]
        with append_only.exposed():
            for decision in dossier.decisions.all():
                decision.presences.all().delete()
                decision.mentions.clear()
            dossier.decisions.all().delete()
            JournalEntry.objects.filter(dossier=dossier, action="label").delete()
        Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.DELIBERATION)

    def _decide(self, dossier: Dossier, secret: Secret) -> None:
        decision = dossier.decisions.first()
        if decision is None:
            return
        with append_only.exposed():
            Decision.objects.filter(pk=decision.pk).update(
                outcome=secret.outcome,
                level=self._level(secret),
                opinion=secret.said,
                basis={"raw": secret.mark, "score": secret.mark},
            )
            decision.mentions.set(self.campaign.mentions.all() if secret.has_mention else [])
            JournalEntry.objects.filter(dossier=dossier, action="label").update(target=secret.outcome)
        if self.state in {"decided", "settled"}:
            Dossier.objects.filter(pk=dossier.pk).update(state=secret.outcome)
        if self.state == "settled":
            self._award(dossier, secret)

    def _award(self, dossier: Dossier, secret: Secret) -> None:
        Award.objects.filter(dossier=dossier).delete()
        if level := self._level(secret):
            award = Award.objects.create(
                pk=1_000 + dossier.pk, campaign=self.campaign, collectivity=dossier.collectivity, dossier=dossier,
                level=level, entity_code=dossier.collectivity.code, entity_name=dossier.collectivity.name,
            )  # fmt: skip
            award.mentions.set(self.campaign.mentions.all() if secret.has_mention else [])

    def _lowest(self) -> Any:
        return self.campaign.levels.get(symbols=1)

    def _level(self, secret: Secret) -> Any:
        return None if secret.symbols is None else self.campaign.levels.get(symbols=secret.symbols)


def make_world(state: str) -> World:
    """In the state of this name: « reading », « deliberation », « decided again », « decided » or « settled »."""
    set_up_portal()
    campaign = CampaignFactory()
    JuryRulesFactory(campaign=campaign)
    MentionFactory(campaign=campaign, name="Mention-Secrète", on_request=False)
    section = SectionFactory(questionnaire__campaign=campaign, code="expression", title="Expression")
    QuestionFactory(section=section, code="idee")
    criterion = CriterionFactory(campaign=campaign)
    dossiers = [_dossier(state, campaign, section.questionnaire, code, name) for code, name in TOWNS]
    world = World(state, campaign, dossiers)
    _people(world)
    reader = JurorFactory(campaign=campaign, user__last_name="Marqueuse")
    for dossier in dossiers:
        reading = _reading(dossier, reader, AssignmentState.DONE)
        review = _review(reading, "55.00", criterion, section)
        world.reviews.append(review)
    _decisions(world)
    # A label that everybody reads, and one that was withdrawn.
    AwardFactory(collectivity=dossiers[0].collectivity)
    Withdrawal.objects.create(award=AwardFactory(), reason="Une erreur.")
    return world


def _dossier(state: str, campaign: Campaign, questionnaire: Any, code: str, name: str) -> Dossier:
    is_read = DossierState.READING if state == "reading" else DossierState.DELIBERATION
    page = CollectivityPageFactory(collectivity__code=code, collectivity__name=name)
    dossier: Dossier = DossierFactory(
        campaign=campaign, collectivity=page.collectivity, questionnaire=questionnaire, state=is_read,
        deposited_at=campaign.closes_at, changed_at=READ_AT,
    )  # fmt: skip
    DepositFactory(dossier=dossier, content=content_of(dossier))
    return dossier


def _people(world: World) -> None:
    own, other = (dossier.collectivity for dossier in world.dossiers)
    jurors = {role: JurorFactory(campaign=world.campaign) for role in ("late", "done", "curious", "outsider", "linked")}
    jurors["president"] = JurorFactory(campaign=world.campaign, is_president=True)
    InterestFactory(juror=jurors["linked"], collectivity=own)
    states = {
        "late": AssignmentState.STARTED,
        "done": AssignmentState.DONE,
        "curious": AssignmentState.DONE,
    }
    for role, state in states.items():
        for dossier in world.dossiers:
            reading = _reading(dossier, jurors[role], state)
            if state == AssignmentState.DONE:
                seen = READ_AT if role == "curious" else None
                _review(reading, "50.00", seen_others_at=seen)
    world.users = {role: juror.user for role, juror in jurors.items()} | {
        "nobody": UserFactory(),
        "contributor": MembershipFactory(collectivity=own, role="contributor").user,
        "referent": MembershipFactory(collectivity=own).user,
        "other commune": MembershipFactory(collectivity=other).user,
        "association": UserFactory(association=True),
        "superuser": UserFactory(superuser=True),
    }


def _reading(dossier: Dossier, juror: Any, state: str) -> Assignment:
    found: Assignment = AssignmentFactory(dossier=dossier, juror=juror, state=state)
    return found


def _review(reading: Assignment, mark: str, criterion: Any = None, section: Any = None, **values: Any) -> Review:
    """Deposited; with a note and an opinion on the section where these are given."""
    review: Review = Review.objects.create(
        assignment=reading, opinion="Solide.", mark=Decimal(mark), grid=read_grid({"expression": {"utilite": 3}}),
        level=reading.dossier.campaign.levels.get(symbols=3), deposited_at=READ_AT, changed_at=READ_AT, **values,
    )  # fmt: skip
    if criterion:
        Score.objects.create(review=review, criterion=criterion, section=section, note=3)
        SectionOpinion.objects.create(review=review, section=section, text="Solide.")
    return review


def _decisions(world: World) -> None:
    if world.state not in {"decided again", "decided", "settled"}:
        return
    sitting = SittingFactory(campaign=world.campaign, is_over=True)
    president = world.campaign.jurors.get(is_president=True)
    for dossier in world.dossiers:
        decision = DecisionFactory(dossier=dossier, sitting=sitting)
        PresenceFactory(decision=decision, juror=president)
        JournalEntry.objects.create(
            campaign=world.campaign, dossier=dossier, action="label", source=DossierState.DELIBERATION,
            target=DossierState.LABELLED, by=Actor.PRESIDENT, at=decision.decided_at,
        )  # fmt: skip
        if world.state != "decided again":
            Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.LABELLED)
    seal_sitting(sitting, None)
    if world.state == "settled":
        settle(world.campaign.pk, Actor.ASSOCIATION, world.users["association"])
