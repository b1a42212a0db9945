"""A jury before its sitting: dossiers that were read, a palmarès of the year before, and who comes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from home.setup import set_up_portal
from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import (
    Answer,
    Assignment,
    Campaign,
    Criterion,
    Dossier,
    Juror,
    Review,
    Score,
    Section,
    SectionOpinion,
)
from tests.factories import CollectivityFactory, UserFactory
from tests.labels.factories import (
    READ,
    AssignmentFactory,
    AwardFactory,
    CampaignFactory,
    CriterionFactory,
    DossierFactory,
    InterestFactory,
    JurorFactory,
    MentionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    read_grid,
)

LONG = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"
TOWNS = (
    # The readers of the first one do not agree; the second is on a threshold.
    ("56053", "Elven", (5, 2, 2), 2),
    ("12011", "Arvieu", (3, 2, 3), 3),
    ("22046", "Le Mené", (4, 4, 5), None),
    ("51513", LONG, (2, 1, 2), 1),
)
"""What each of its readers gives everywhere, and how many arobases it had the year before."""
NAMES = (("Maël", "Abgrall"), ("Nour", "Benali"), ("Yann", "Tanguy"))
OPINIONS = {
    5: "Un dossier exemplaire : des habitants tiennent les lieux, et la commune publie ce qu’elle en apprend.",
    4: "Solide et bien raconté. Il reste à répondre aux idées qui arrivent par courriel.",
    3: "De bons services, que peu d’habitants connaissent encore.",
    2: "Les lieux existent ; leurs horaires ne vont pas à qui travaille.",
    1: "Un début : un poste en mairie, et quelqu’un qui aide le mardi.",
}


@dataclass
class World:
    """``linked`` is kept from Arvieu, where she lives; the last reading is not deposited."""

    campaign: Campaign
    association: Any
    president: Juror
    readers: list[Juror]
    linked: Juror
    dossiers: dict[str, Dossier]

    def address(self, name: str, more: str = "") -> str:
        return f"/jury/deliberation/dossiers/{self.dossiers[name].pk}/{more}"

    def state(self, name: str) -> str:
        return str(Dossier.objects.get(pk=self.dossiers[name].pk).state)


def make() -> World:
    set_up_portal()
    campaign = CampaignFactory()
    last = CampaignFactory(year=2026, is_past=True)
    mention = MentionFactory(campaign=campaign, name="Logiciel libre", on_request=True)
    MentionFactory(campaign=campaign, name="Coup de cœur du jury", on_request=False)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    access = SectionFactory(questionnaire=questionnaire, code="acces-public", title="Accès public", weight=3)
    voice = SectionFactory(questionnaire=questionnaire, code="expression", title="Expression citoyenne")
    places = QuestionFactory(section=access, is_text=True, code="lieux", text="Où se connecter ?")
    QuestionFactory(section=voice, code="idees", text="Les habitants proposent-ils des idées ?")
    criteria = [
        CriterionFactory(campaign=campaign, code=code, name=name)
        for code, name in (("utilite", "Utilité pour les habitants"), ("accueil", "Accueil de qui a du mal"))
    ]
    readers = [JurorFactory(campaign=campaign, user__first_name=one, user__last_name=two) for one, two in NAMES]
    president = JurorFactory(campaign=campaign, is_president=True, user__first_name="Solenn", user__last_name="Le Goff")
    linked = JurorFactory(campaign=campaign, user__first_name="Éva", user__last_name="Corre")
    JurorFactory(campaign=campaign, is_undeclared=True, user__first_name="Aïcha", user__last_name="Diallo")
    dossiers = {}
    for code, name, notes, symbols in TOWNS:
        town = CollectivityFactory(code=code, name=name, population=2_345)
        dossiers[name] = dossier = DossierFactory(
            campaign=campaign, questionnaire=questionnaire, collectivity=town, state=DossierState.READING
        )
        Answer.objects.create(dossier=dossier, question=places, text="À la bibliothèque, deux après-midi par semaine.")
        if symbols is not None:
            AwardFactory(campaign=last, collectivity=town, symbols=symbols)
        for reader, note in zip(readers, notes, strict=True):
            assignment = AssignmentFactory(dossier=dossier, juror=reader)
            if (name, reader) != (LONG, readers[-1]):
                deposit(assignment, note, [access, voice], criteria)
    dossiers["Elven"].mentions.add(mention)
    InterestFactory(juror=linked, collectivity=dossiers["Arvieu"].collectivity)
    return World(campaign, UserFactory(association=True), president, readers, linked, dossiers)


def deposit(assignment: Assignment, note: int, sections: list[Section], criteria: list[Criterion]) -> None:
    """A reading with the same note everywhere but in one place, and words on each section."""
    level = assignment.dossier.campaign.levels.get(symbols=note)
    notes = {section.code: {one.code: note for one in criteria} for section in sections}
    review = Review.objects.create(
        assignment=assignment, opinion=OPINIONS[note], level=level, mark=Decimal(20 * note), grid=read_grid(notes),
        deposited_at=READ,
    )  # fmt: skip
    Score.objects.bulk_create(
        Score(review=review, section=section, criterion=one, note=note, confidence=2)
        for section in sections
        for one in criteria
    )
    SectionOpinion.objects.bulk_create(
        SectionOpinion(review=review, section=section, text=OPINIONS[note]) for section in sections
    )
    assignment.state = AssignmentState.DONE
    assignment.save(update_fields=["state"])
