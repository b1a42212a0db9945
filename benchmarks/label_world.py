"""A campaign of the label at the size it is built for, and the one before it, read and decided: nothing drawn by lot.

Each of the communes presents as many initiatives, and answers every question; what a person would type is the same
sentence everywhere.
"""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarks import corpus
from collectivities.enums import Role
from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage, Membership
from initiatives.models import InitiativePage
from labels.depositing.content import content_of
from labels.depositing.freezing import freeze
from labels.enums import DossierPath, DossierState, QuestionKind, RuleKind
from labels.fingerprints import fingerprint
from labels.freezing import thawed
from labels.jury.enums import AssignmentState, Confidence, JurorState
from labels.models import (
    Answer,
    Assignment,
    Award,
    Campaign,
    Choice,
    Criterion,
    Decision,
    Deposit,
    Dossier,
    EligibilityRule,
    Evidence,
    Juror,
    JuryRules,
    Level,
    Mention,
    Question,
    Questionnaire,
    Review,
    Score,
    Section,
    Sitting,
)
from labels.models.campaign import CALENDAR
from portal.bulk import add_children
from portal.models import User
from portal.permissions import ASSOCIATION_GROUP

DOSSIERS, QUESTIONS, SHEETS, JURORS, READINGS = 360, 80, 55, 25, 3
SECTIONS, CRITERIA, PROOFS = 8, 5, 3
YEARS = (2026, 2027)
DAY = datetime.timedelta(days=1)
OPEN, EXAMINED, READ = (-60, 10, 20, 30, 60, 90), (-60, -2, 20, 30, 60, 90), (-90, -30, 20, 30, 60, 90)
DELIBERATED = (-120, -60, -30, -1, 20, 50)
JUST_OVER, OVER = (-430, -330, -300, -290, -2, 30), (-430, -330, -300, -290, -240, -180)
"""In days from now, the moments of a campaign that is open, examined, read, deliberated on, just public, over."""
KINDS = (
    QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.SCALE, QuestionKind.NUMBER, QuestionKind.YES_NO,
    QuestionKind.TEXT, QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.NUMBER, QuestionKind.EVIDENCE,
)  # fmt: skip
SCALE = ((0, 0), (1, 20), (2, 35), (3, 50), (4, 65), (5, 80))
TEXT = " ".join(["Chaque lieu d’accès est tenu par des habitants, et chaque habitant sait où il est."] * 8)


def calendar(days: Sequence[int]) -> dict[str, datetime.datetime]:
    now = timezone.now()
    return {name: now + count * DAY for name, count in zip(CALENDAR, days, strict=True)}


def move(year: int, days: Sequence[int], **values: Any) -> None:
    """Put a campaign where it would be on another day of its year."""
    moments = calendar(days)
    Campaign.objects.filter(year=year).update(**moments, opened_at=moments["opens_at"], **values)


@transaction.atomic
def populate() -> None:
    towns = _towns()
    accounts = [User.objects.create_user(f"jury-{number}@bench.example") for number in range(JURORS)]
    for year in YEARS:
        with thawed():
            campaign = _campaign(year)
        dossiers = _dossiers(campaign, towns)
        _deposit(dossiers if year == YEARS[0] else dossiers[1:])
        _read(campaign, dossiers, accounts)
    _decide(Campaign.objects.get(year=YEARS[0]))
    move(YEARS[0], OVER, settled_at=timezone.now() - 280 * DAY)
    member = User.objects.create_user("mairie@bench.example", first_name="Soazig", last_name="Le Bihan")
    Membership.objects.create(user=member, collectivity=towns[0], role=Role.CONTRIBUTOR)
    other = User.objects.create_user("elue@bench.example")
    Membership.objects.create(user=other, collectivity=towns[0], role=Role.REFERENT)
    User.objects.create_user("association@bench.example").groups.add(_group())


@transaction.atomic
def populate_writing() -> None:
    """The same while the call is open: every dossier is a draft, which the référent of the commune writes."""
    towns = _towns()
    for year, days in zip(YEARS, (OVER, OPEN), strict=True):
        with thawed():
            campaign = _campaign(year)
        dossiers = _dossiers(campaign, towns)
        if year == YEARS[0]:
            _deposit(dossiers)
        else:
            campaign.dossiers.update(state=DossierState.DRAFT, deposited_at=None)
        move(year, days)
    users = [User(email=f"mairie-{town.pk}@bench.example", password="!") for town in towns]
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(user=user, collectivity=town, role=Role.REFERENT) for user, town in zip(users, towns, strict=True)
    )


def _group() -> Any:
    from django.contrib.auth.models import Group

    return Group.objects.get(name=ASSOCIATION_GROUP)


def _towns() -> list[Collectivity]:
    """With their initiatives, which have texts of the length of real ones."""
    index = CollectivityIndexPage.objects.get(locale__language_code="fr", kind="commune")
    every = Collectivity.objects.communes().filter(departement__isnull=False).order_by("code")
    every = every.exclude(pk__in=CollectivityPage.objects.values("collectivity_id"))
    towns = list(every[:: every.count() // DOSSIERS][:DOSSIERS])
    pages = [corpus._commune_page(town) for town in towns]
    for page in pages:
        page.introduction = f"<p>{TEXT}</p>"
    add_children(index, pages)
    writer = corpus.Writer(corpus.vocabulary())
    for page in CollectivityPage.objects.child_of(index).select_related("collectivity"):
        add_children(page, list(corpus._sheets(page, SHEETS, writer)))
    return towns


def _campaign(year: int) -> Campaign:
    moments = calendar(READ)
    campaign = Campaign.objects.create(year=year, **moments, opened_at=moments["opens_at"])
    Level.objects.bulk_create(
        Level(campaign=campaign, symbols=symbols, name=f"{symbols} arobases", threshold=threshold, sort_order=symbols)
        for symbols, threshold in SCALE
    )
    Mention.objects.bulk_create(Mention(campaign=campaign, name=f"Mention {number}") for number in range(5))
    for kind in RuleKind:
        number = 2 if kind in RuleKind.counting() else None
        EligibilityRule.objects.create(campaign=campaign, kind=kind, number=number)
    for number in range(CRITERIA):
        Criterion.objects.create(
            campaign=campaign, code=f"critere-{number}", name=f"Critère {number}", sort_order=number
        )
    bounds = (("Village", False, 0, 3_500), ("Ville", False, 3_500, None), ("Territoire", True, 0, None))
    for name, is_territory, lowest, highest in bounds:
        questionnaire = Questionnaire.objects.create(
            campaign=campaign, name=name, for_territories=is_territory, from_inhabitants=lowest,
            below_inhabitants=highest,
        )  # fmt: skip
        for place in range(SECTIONS):
            _section(questionnaire, place)
    JuryRules.objects.of(campaign)
    return campaign


def _section(questionnaire: Questionnaire, place: int) -> None:
    section = Section.objects.create(
        questionnaire=questionnaire, code=f"rubrique-{place}", title=f"Rubrique {place}", sort_order=place
    )
    for number in range(QUESTIONS // SECTIONS):
        kind = KINDS[number]
        question = Question.objects.create(
            section=section, code=f"question-{number}", kind=kind, text=f"Que faites-vous en {place}.{number} ?",
            points=0 if kind == QuestionKind.TEXT else 10, sort_order=number, full_at=10, on_short_path=number < 3,
        )  # fmt: skip
        if kind in QuestionKind.with_choices():
            Choice.objects.bulk_create(
                Choice(question=question, code=f"reponse-{share}", label=f"À {share} %", share=share, sort_order=share)
                for share in (0, 30, 60, 100)
            )


def _dossiers(campaign: Campaign, towns: Iterable[Collectivity]) -> list[Dossier]:
    now = timezone.now()
    found = {town: Questionnaire.objects.for_collectivity(campaign, town) for town in towns}
    dossiers: list[Dossier] = Dossier.objects.bulk_create(
        Dossier(
            campaign=campaign, collectivity=town, questionnaire=questionnaire, path=DossierPath.FULL,
            state=DossierState.DEPOSITED, deposited_at=now, changed_at=now,
        )
        for town, questionnaire in found.items()
    )  # fmt: skip
    asked = {
        key: list(Question.objects.filter(section__questionnaire=key).in_order().prefetch_related("choices"))
        for key in {dossier.questionnaire_id for dossier in dossiers}
    }
    for place, dossier in enumerate(dossiers):
        questions = asked[dossier.questionnaire_id]
        Answer.objects.bulk_create(
            _answer(dossier, one, place) for one in questions if one.kind != QuestionKind.EVIDENCE
        )
        sheets = InitiativePage.objects.filter(collectivity=dossier.collectivity).order_by("pk").iterator()
        Evidence.objects.bulk_create(
            Evidence(dossier=dossier, question=question, initiative=sheet, title=sheet.title, sort_order=rank)
            for question in questions
            if question.kind == QuestionKind.EVIDENCE
            for rank, sheet in enumerate(islice(sheets, PROOFS))
        )
    if campaign.year == YEARS[1]:
        Dossier.objects.filter(pk=dossiers[0].pk).update(state=DossierState.DRAFT)
    return dossiers


def _answer(dossier: Dossier, question: Question, place: int) -> Answer:
    answer, turn = Answer(dossier=dossier, question=question), place * 7 + question.pk
    if question.kind in QuestionKind.with_number():
        answer.number = Decimal(turn % (2 if question.kind == QuestionKind.YES_NO else 15))
    elif question.kind in QuestionKind.with_choices():
        choices = list(question.choices.all())
        answer.choice = choices[turn % len(choices)]
    else:
        answer.text = TEXT
    return answer


def _deposit(dossiers: Iterable[Dossier]) -> None:
    for number, dossier in enumerate(dossiers, 1):
        freeze(dossier, timezone.now())
        content = content_of(dossier)
        Deposit.objects.create(
            dossier=dossier, number=f"{dossier.campaign.year}-{number:04}", content=content,
            fingerprint=fingerprint(content), received_at=timezone.now(),
        )  # fmt: skip


def _read(campaign: Campaign, dossiers: Sequence[Dossier], accounts: Iterable[User]) -> None:
    """Every reading is deposited, but those of the first member of the jury in the last campaign."""
    now = timezone.now()
    jurors = Juror.objects.bulk_create(
        Juror(user=user, campaign=campaign, state=JurorState.ACCEPTED, answered_at=now, declared_at=now)
        for user in accounts
    )
    assignments = Assignment.objects.bulk_create(
        Assignment(dossier=dossier, juror=jurors[(place + step * 7) % JURORS], state=AssignmentState.DONE, told_at=now)
        for place, dossier in enumerate(dossiers)
        for step in range(READINGS)
    )
    criteria, levels = list(campaign.criteria.all()), list(campaign.levels.order_by("symbols"))
    sections = {
        key: list(Section.objects.filter(questionnaire=key)) for key in {one.questionnaire_id for one in dossiers}
    }
    left = [one for one in assignments if one.juror == jurors[0] and campaign.year == YEARS[1]]
    Assignment.objects.filter(pk__in=[one.pk for one in left[1:]]).update(state=AssignmentState.ASSIGNED)
    for number, one in enumerate(assignments):
        if one in left[1:]:
            continue
        review = Review.objects.create(
            assignment=one, opinion=TEXT, level=levels[number % len(levels)], mark=number % 100, grid={},
            deposited_at=now,
        )  # fmt: skip
        Score.objects.bulk_create(
            Score(
                review=review, section=section, criterion=criterion, note=(number + rank) % 6,
                confidence=Confidence.ENOUGH,
            )
            for section in sections[one.dossier.questionnaire_id]
            for rank, criterion in enumerate(criteria)
        )  # fmt: skip


def _decide(campaign: Campaign) -> None:
    now = timezone.now()
    sitting = Sitting.objects.create(campaign=campaign, number=1, closed_at=now)
    levels = list(campaign.levels.filter(symbols__gt=0))
    decisions = [
        Decision(
            dossier=dossier, sitting=sitting, outcome=DossierState.LABELLED, level=levels[dossier.pk % len(levels)],
            opinion=TEXT, by="president",
        )
        for dossier in campaign.dossiers.select_related("collectivity")
    ]  # fmt: skip
    Decision.objects.bulk_create(decisions)
    Award.objects.bulk_create(
        Award(
            campaign=campaign, collectivity=one.dossier.collectivity, entity_code=one.dossier.collectivity.code,
            entity_name=one.dossier.collectivity.name, level=one.level, dossier=one.dossier,
        )
        for one in decisions
    )  # fmt: skip
    campaign.dossiers.update(state=DossierState.PUBLISHED)
