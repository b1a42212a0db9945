"""A campaign of the label, its questionnaire, and dossiers."""

import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from labels.enums import Actor, DossierState, QuestionKind, ReasonKind, RuleKind
from labels.freezing import thawed
from labels.jury.enums import AssignmentState, InterestKind, JurorState
from labels.models import (
    Assignment,
    Attendance,
    Award,
    Campaign,
    Check,
    CheckItem,
    Choice,
    Criterion,
    Decision,
    Deposit,
    Dossier,
    EligibilityRule,
    Erratum,
    Interest,
    Juror,
    JuryRules,
    Level,
    Mention,
    Presence,
    Question,
    Questionnaire,
    Review,
    Section,
    Sitting,
    UsualReason,
)
from tests.factories import CollectivityFactory, UserFactory

PARIS = ZoneInfo("Europe/Paris")
OPENS = datetime.datetime(2026, 4, 1, 9, tzinfo=PARIS)
CLOSES = datetime.datetime(2026, 11, 12, 23, 59, 59, tzinfo=PARIS)
READ = datetime.datetime(2026, 12, 2, 10, tzinfo=PARIS)
SCALE = ((0, "Mention", 0), (1, "Une arobase", 20), (2, "Deux arobases", 35), (3, "Trois arobases", 50),
         (4, "Quatre arobases", 65), (5, "Cinq arobases", 80))  # fmt: skip


class FrozenFactory(DjangoModelFactory):
    """Writes what belongs to a campaign whether it is open or not."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        with thawed():
            return super()._create(model_class, *args, **kwargs)


class CampaignFactory(DjangoModelFactory):
    """That of 2027, open: tests say which day it is. Without questionnaire."""

    class Meta:
        model = Campaign
        django_get_or_create = ("year",)
        skip_postgeneration_save = True

    class Params:
        is_prepared = factory.Trait(opened_at=None)
        is_open_now = factory.Trait(
            **{
                moment: factory.LazyFunction(lambda days=days: timezone.now() + datetime.timedelta(days=days))
                for moment, days in (
                    ("opened_at", -30),
                    ("opens_at", -30),
                    ("closes_at", 10),
                    ("readings_until", 20),
                    ("deliberation_at", 30),
                    ("embargo_until", 60),
                    ("appeals_until", 90),
                )
            }
        )
        is_told_now = factory.Trait(
            **{
                moment: factory.LazyFunction(lambda days=days: timezone.now() + datetime.timedelta(days=days))
                for moment, days in (
                    ("opened_at", -200),
                    ("opens_at", -200),
                    ("closes_at", -60),
                    ("readings_until", -40),
                    ("deliberation_at", -30),
                    ("settled_at", -20),
                    ("embargo_until", -10),
                    ("appeals_until", 30),
                )
            }
        )
        is_settled = factory.Trait(settled_at=datetime.datetime(2026, 12, 16, 18, tzinfo=PARIS))
        is_past = factory.Trait(
            opens_at=None, closes_at=None, readings_until=None, deliberation_at=None, appeals_until=None,
            opened_at=None,
            embargo_until=factory.LazyAttribute(lambda o: datetime.datetime(o.year - 1, 12, 4, 18, tzinfo=PARIS)),
            settled_at=factory.LazyAttribute(lambda o: datetime.datetime(o.year - 1, 12, 4, 18, tzinfo=PARIS)),
        )  # fmt: skip

    year = 2027
    introduction = "Candidatez : tout le monde reçoit un avis."
    opens_at = OPENS
    closes_at = CLOSES
    readings_until = datetime.datetime(2026, 12, 7, 12, tzinfo=PARIS)
    deliberation_at = datetime.datetime(2026, 12, 14, 9, tzinfo=PARIS)
    embargo_until = datetime.datetime(2027, 2, 4, 18, 30, tzinfo=PARIS)
    appeals_until = datetime.datetime(2027, 4, 4, 23, 59, 59, tzinfo=PARIS)
    ceremony_place = "Hôtel de ville de Rennes"
    opened_at = OPENS

    @factory.post_generation
    def scale(self, create: bool, value: Any, **kwargs: Any) -> None:
        if not self.levels.exists():
            Level.objects.bulk_create(
                Level(campaign=self, symbols=symbols, name=name, threshold=threshold, sort_order=place)
                for place, (symbols, name, threshold) in enumerate(SCALE)
            )


class MentionFactory(FrozenFactory):
    class Meta:
        model = Mention

    campaign = factory.SubFactory(CampaignFactory)
    name = factory.Sequence(lambda n: f"Logiciel libre {n}")


class CriterionFactory(FrozenFactory):
    class Meta:
        model = Criterion

    campaign = factory.SubFactory(CampaignFactory)
    code = factory.Sequence(lambda n: f"critere-{n}")
    name = "Accueil de celles et ceux qui ont du mal"
    reason = "ses services accueillent celles et ceux qui ont du mal"
    sort_order = factory.Sequence(lambda n: n)


class QuestionnaireFactory(FrozenFactory):
    """That of villages by default: communes of fewer than 3,500 inhabitants."""

    class Meta:
        model = Questionnaire
        django_get_or_create = ("campaign", "name")

    class Params:
        for_towns = factory.Trait(name="Ville", from_inhabitants=3_500, below_inhabitants=None)
        of_territories = factory.Trait(name="Territoire", for_territories=True, below_inhabitants=None)

    campaign = factory.SubFactory(CampaignFactory)
    name = "Village"
    from_inhabitants = 0
    below_inhabitants = 3_500


class SectionFactory(FrozenFactory):
    class Meta:
        model = Section

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    sort_order = factory.Sequence(lambda n: n)
    code = factory.Sequence(lambda n: f"rubrique-{n}")
    title = factory.Sequence(lambda n: f"Expression citoyenne {n}")
    icon = "t-voix"
    color = "voix"


class QuestionFactory(FrozenFactory):
    """A question to be answered by yes or no, on both paths, that brings ten points."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    class Params:
        is_text = factory.Trait(kind=QuestionKind.TEXT, highest=1_200)
        is_number = factory.Trait(kind=QuestionKind.NUMBER, unit="postes", highest=1_000, full_at=10)
        is_choice = factory.Trait(kind=QuestionKind.CHOICE)
        for_evidence = factory.Trait(kind=QuestionKind.EVIDENCE, highest=3, full_at=2)
        on_full_path = factory.Trait(on_short_path=False)

    section = factory.SubFactory(SectionFactory)
    sort_order = factory.Sequence(lambda n: n)
    code = factory.Sequence(lambda n: f"question-{n}")
    kind = QuestionKind.YES_NO
    text = factory.Sequence(lambda n: f"Les habitants peuvent-ils proposer une idée {n} ?")
    points = 10
    on_short_path = True

    @factory.post_generation
    def choices(self, create: bool, value: Any, **kwargs: Any) -> None:
        if self.kind in QuestionKind.with_choices():
            Choice.objects.bulk_create(
                Choice(question=self, code=code, label=label, share=share, sort_order=place)
                for place, (code, label, share) in enumerate(value or CHOICES)
            )


CHOICES = (("mairie", "En mairie seulement", 0), ("courriel", "En mairie et par courriel", 30),
           ("service", "Par un service dédié, avec une réponse publique", 100))  # fmt: skip


class EligibilityRuleFactory(FrozenFactory):
    class Meta:
        model = EligibilityRule

    campaign = factory.SubFactory(CampaignFactory)
    kind = RuleKind.ANSWERS


class ErratumFactory(DjangoModelFactory):
    """Of the whole campaign."""

    class Meta:
        model = Erratum

    campaign = factory.SubFactory(CampaignFactory)
    text = "La date de la remise des labels est le 4 février 2027."


class DossierFactory(DjangoModelFactory):
    """A draft, of a village."""

    class Meta:
        model = Dossier

    class Params:
        is_deposited = factory.Trait(state=DossierState.DEPOSITED)
        is_admissible = factory.Trait(state=DossierState.ADMISSIBLE)
        is_inadmissible = factory.Trait(state=DossierState.INADMISSIBLE)
        is_to_complete = factory.Trait(
            state=DossierState.TO_COMPLETE, complete_until=datetime.datetime(2026, 11, 30, 23, 59, 59, tzinfo=PARIS)
        )

    collectivity = factory.SubFactory(CollectivityFactory)
    campaign = factory.SubFactory(CampaignFactory)
    questionnaire = factory.SubFactory(QuestionnaireFactory, campaign=factory.SelfAttribute("..campaign"))
    state = DossierState.DRAFT
    deposited_at = factory.LazyAttribute(lambda o: None if o.state == DossierState.DRAFT else timezone.now())


class CheckItemFactory(DjangoModelFactory):
    class Meta:
        model = CheckItem

    campaign = factory.SubFactory(CampaignFactory)
    text = factory.Sequence(lambda n: f"Les initiatives citées existent {n}")
    help = "En cas de doute, regardez le site de la collectivité."
    sort_order = factory.Sequence(lambda n: n)


class UsualReasonFactory(DjangoModelFactory):
    class Meta:
        model = UsualReason

    campaign = factory.SubFactory(CampaignFactory)
    kind = ReasonKind.TO_COMPLETE
    text = "Une pièce jointe ne s’ouvre pas : joignez-la de nouveau."


class CheckFactory(DjangoModelFactory):
    """An item that holds, found after the deposit."""

    class Meta:
        model = Check

    dossier = factory.SubFactory(DossierFactory, is_deposited=True)
    item = factory.SubFactory(CheckItemFactory, campaign=factory.SelfAttribute("..dossier.campaign"))
    is_met = True
    at = factory.LazyAttribute(lambda o: o.dossier.deposited_at + datetime.timedelta(minutes=1))


def deposited_question(code: str = "idee", **values: Any) -> dict[str, Any]:
    """A question as a deposit keeps it: answered by yes unless ``answer`` says otherwise."""
    yes = {"number": "1", "choice": None, "text": ""}
    words = {"code": code, "kind": "yes_no", "text": "Les habitants peuvent-ils proposer une idée ?", "help": "",
             "unit": "", "required": True, "points": 10}  # fmt: skip
    return {**words, "answer": yes, "evidence": [], "files": [], **values}


def deposited_content(*questions: dict[str, Any], **values: Any) -> dict[str, Any]:
    """What a deposit keeps: one section, « Expression citoyenne »."""
    section = {"code": "expression", "title": "Expression citoyenne", "weight": 1, "questions": list(questions)}
    return {"version": 1, "year": 2027, "path": "short", "mentions": [], "sections": [section], **values}


class DepositFactory(DjangoModelFactory):
    class Meta:
        model = Deposit

    dossier = factory.SubFactory(DossierFactory, is_deposited=True)
    number = factory.Sequence(lambda n: f"2027-{n + 1:04d}")
    content = factory.LazyFunction(lambda: deposited_content(deposited_question()))
    fingerprint = "ab" * 32
    received_at = factory.LazyAttribute(lambda o: o.dossier.deposited_at)


class AwardFactory(DjangoModelFactory):
    """Three arobases of 2007, public since its ceremony."""

    class Meta:
        model = Award
        skip_postgeneration_save = True

    class Params:
        symbols = 3

    campaign = factory.SubFactory(CampaignFactory, is_past=True, year=2007)
    collectivity = factory.SubFactory(CollectivityFactory)
    entity_code = factory.LazyAttribute(lambda o: o.collectivity.code)
    entity_name = factory.LazyAttribute(lambda o: o.collectivity.name)
    level = factory.LazyAttribute(lambda o: o.campaign.levels.get(symbols=o.symbols))

    @factory.post_generation
    def mentions(self, create: bool, value: Any, **kwargs: Any) -> None:
        self.mentions.set(value or [])


class JuryRulesFactory(DjangoModelFactory):
    class Meta:
        model = JuryRules
        django_get_or_create = ("campaign",)

    campaign = factory.SubFactory(CampaignFactory)


class JurorFactory(DjangoModelFactory):
    """Somebody who accepted and declared her links, and may read."""

    class Meta:
        model = Juror
        skip_postgeneration_save = True

    class Params:
        is_invited = factory.Trait(state=JurorState.INVITED, answered_at=None, declared_at=None)
        is_undeclared = factory.Trait(declared_at=None)
        is_withdrawn = factory.Trait(state=JurorState.WITHDRAWN)

    user = factory.SubFactory(
        UserFactory, email=factory.Sequence(lambda n: f"jury{n}@universite.example"), first_name="Awa"
    )
    campaign = factory.SubFactory(CampaignFactory)
    state = JurorState.ACCEPTED
    answered_at = CLOSES
    declared_at = CLOSES

    @factory.post_generation
    def rules(self, create: bool, value: Any, **kwargs: Any) -> None:
        JuryRules.objects.of(self.campaign)


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = Interest

    juror = factory.SubFactory(JurorFactory)
    kind = InterestKind.HOME
    collectivity = factory.SubFactory(CollectivityFactory)


class AssignmentFactory(DjangoModelFactory):
    """A dossier of which its reader was told."""

    class Meta:
        model = Assignment

    class Params:
        is_proposed = factory.Trait(state=AssignmentState.PROPOSED)

    dossier = factory.SubFactory(DossierFactory, state=DossierState.READING)
    juror = factory.SubFactory(JurorFactory)
    state = AssignmentState.ASSIGNED
    told_at = factory.LazyAttribute(lambda o: None if o.state == AssignmentState.PROPOSED else CLOSES)


class ReviewFactory(DjangoModelFactory):
    """A reading that was deposited: 60 out of 100 on a grid of one section and one criterion, and three arobases."""

    class Meta:
        model = Review

    class Params:
        symbols = 3

    assignment = factory.SubFactory(AssignmentFactory, state=AssignmentState.DONE)
    opinion = "Solide, et bien raconté."
    mark = Decimal("60.00")
    level = factory.LazyAttribute(lambda o: o.assignment.dossier.campaign.levels.get(symbols=o.symbols))
    grid = factory.LazyFunction(lambda: read_grid({"expression": {"utilite": 3}}))
    deposited_at = READ


def read_grid(notes: dict[str, dict[str, int | None]], **weights: int) -> dict[str, Any]:
    """What a reading keeps of its grid: notes by section and criterion, whose weights are 1 unless they are given."""
    codes = list(dict.fromkeys(code for row in notes.values() for code in row))
    return {
        "criteria": [{"code": code, "name": code.capitalize(), "weight": weights.get(code, 1)} for code in codes],
        "sections": [
            {"code": code, "title": code.capitalize(), "weight": weights.get(code, 1), "notes": row}
            for code, row in notes.items()
        ],
    }


class SittingFactory(DjangoModelFactory):
    """The jury sits."""

    class Meta:
        model = Sitting

    class Params:
        is_over = factory.Trait(closed_at=factory.LazyAttribute(lambda o: o.opened_at + datetime.timedelta(hours=6)))

    campaign = factory.SubFactory(CampaignFactory)
    number = factory.LazyAttribute(lambda o: o.campaign.sittings.count() + 1)
    place = "Hôtel de ville de Rennes"
    opened_at = datetime.datetime(2026, 12, 14, 9, tzinfo=PARIS)


class AttendanceFactory(DjangoModelFactory):
    """Somebody in the room."""

    class Meta:
        model = Attendance

    sitting = factory.SubFactory(SittingFactory)
    juror = factory.SubFactory(JurorFactory, campaign=factory.SelfAttribute("..sitting.campaign"))


class DecisionFactory(DjangoModelFactory):
    """Three arobases; no arobase with ``symbols=0``, nothing with ``symbols=None``. The dossier is in its state."""

    class Meta:
        model = Decision
        skip_postgeneration_save = True

    class Params:
        symbols = 3

    outcome = factory.LazyAttribute(
        lambda o: (
            DossierState.NOT_LABELLED
            if o.symbols is None
            else DossierState.LABELLED
            if o.symbols
            else DossierState.MENTION
        )
    )
    dossier = factory.SubFactory(DossierFactory, state=factory.SelfAttribute("..outcome"))
    sitting = factory.LazyAttribute(
        lambda o: o.dossier.campaign.sittings.first() or SittingFactory(campaign=o.dossier.campaign, is_over=True)
    )
    level = factory.LazyAttribute(
        lambda o: None if o.symbols is None else o.dossier.campaign.levels.get(symbols=o.symbols)
    )
    opinion = "Chaque lieu d’accès est tenu par des habitants, et chaque habitant sait où il est."
    by = Actor.PRESIDENT
    decided_at = datetime.datetime(2026, 12, 14, 11, tzinfo=PARIS)

    @factory.post_generation
    def mentions(self, create: bool, value: Any, **kwargs: Any) -> None:
        if value:
            self.mentions.set(value)


class PresenceFactory(DjangoModelFactory):
    """Somebody in the room when a decision was taken."""

    class Meta:
        model = Presence

    class Params:
        is_out = factory.Trait(stepped_out=True, reason="Un contrat avec la commune, en 2025.")

    decision = factory.SubFactory(DecisionFactory)
    juror = factory.SubFactory(JurorFactory, campaign=factory.SelfAttribute("..decision.dossier.campaign"))
