"""Every address of the space: how it is used, who may, and a way to one with something on it."""

from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Correction, Hour, InitiativePage, Inspiration, Question
from labels.depositing.content import content_of
from labels.fingerprints import fingerprint
from labels.models import Award, Deposit, Dossier, DossierFile
from labels.models import Question as LabelQuestion
from tests.collectivities.space.conftest import Town
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    HourFactory,
    InitiativePageFactory,
    SeatFactory,
)
from tests.labels.factories import (
    AwardFactory,
    CampaignFactory,
    DecisionFactory,
    DossierFactory,
    QuestionFactory,
    SectionFactory,
)

MEMBERS, REFERENTS = "members", "referents"
ADDRESSES = {
    "space_of": ("get", MEMBERS, 200),
    "space_team": ("get", MEMBERS, 200),
    "space_team_leave": ("get", MEMBERS, 200),
    "space_team_invite": ("post", REFERENTS, 422),
    "space_team_remind": ("post", REFERENTS, 302),
    "space_team_role": ("post", REFERENTS, 302),
    "space_team_remove": ("post", REFERENTS, 302),
    "space_sheet_begin": ("get", MEMBERS, 200),
    "space_sheet": ("get", MEMBERS, 200),
    "space_sheet_photo": ("post", MEMBERS, 200),
    "space_sheet_withdraw": ("post", MEMBERS, 302),
    # A public sheet is not thrown away.
    "space_sheet_discard": ("get", MEMBERS, 302),
    "space_still_running": ("get", MEMBERS, 200),
    "space_questions": ("get", MEMBERS, 200),
    "space_question": ("get", MEMBERS, 200),
    "space_question_agree": ("post", MEMBERS, 302),
    "space_inspiration": ("get", MEMBERS, 200),
    "space_correction_done": ("post", MEMBERS, 302),
    "space_hours": ("get", MEMBERS, 200),
    "space_hour_offer": ("get", MEMBERS, 200),
    "space_hour": ("get", MEMBERS, 200),
    "space_hour_edit": ("get", MEMBERS, 200),
    "space_hour_cancel": ("get", MEMBERS, 200),
    "space_hour_give_back": ("post", MEMBERS, 302),
    "space_hour_calendar": ("get", MEMBERS, 200),
    "space_statistics": ("get", MEMBERS, 200),
    "space_statistics_table": ("get", MEMBERS, 200),
    "space_help": ("get", MEMBERS, 200),
    "space_dossiers": ("get", MEMBERS, 200),
    # Without a path.
    "space_dossier_start": ("post", MEMBERS, 422),
    "space_dossier": ("get", MEMBERS, 200),
    "space_dossier_section": ("get", MEMBERS, 200),
    "space_dossier_deposit": ("get", MEMBERS, 200),
    "space_dossier_take_back": ("get", MEMBERS, 200),
    "space_dossier_pdf": ("get", MEMBERS, 200),
    "space_dossier_receipt": ("get", MEMBERS, 200),
    "space_dossier_deposited": ("get", MEMBERS, 200),
    "space_dossier_file_add": ("get", MEMBERS, 200),
    "space_dossier_file": ("get", MEMBERS, 200),
    "space_dossier_file_remove": ("post", MEMBERS, 302),
    "space_dossier_outcome": ("get", MEMBERS, 200),
    "space_dossier_opinion": ("get", MEMBERS, 200),
    "space_dossier_feedback": ("get", MEMBERS, 200),
    "space_dossier_appeal": ("get", MEMBERS, 200),
    "space_label_kit": ("get", MEMBERS, 200),
    "space_label_sign": ("get", MEMBERS, 200),
    # The suite has no key: what is signed says so.
    "space_label_certificate": ("get", MEMBERS, 503),
}
"""By name: how it is used, who may, and what they get for an empty request."""
OF_A_COLLEAGUE = ("space_team_remind", "space_team_role", "space_team_remove")
OF_A_SHEET = ("space_sheet", "space_sheet_photo", "space_sheet_withdraw", "space_sheet_discard")
OF_A_DOSSIER = (
    "space_dossier", "space_dossier_section", "space_dossier_deposit", "space_dossier_take_back", "space_dossier_pdf",
    "space_dossier_receipt", "space_dossier_deposited", "space_dossier_file_add", "space_dossier_file",
    "space_dossier_file_remove",
)  # fmt: skip
OF_AN_OUTCOME = (
    "space_dossier_outcome", "space_dossier_opinion", "space_dossier_feedback", "space_dossier_appeal",
)  # fmt: skip
OF_A_DEPOSIT = ("space_dossier_receipt", "space_dossier_deposited")
OF_A_FILE = ("space_dossier_file", "space_dossier_file_remove")
OF_A_QUESTION = ("space_question", "space_question_agree")
ONLY_READ = ("space_hour", "space_hour_calendar")
OF_A_LABEL = ("space_label_sign", "space_label_certificate")
OF_AN_HOUR = ("space_hour", "space_hour_edit", "space_hour_cancel", "space_hour_calendar")


def address(name: str, town: Town, of: Town | None = None) -> str:
    """An address of a town; ``of`` is the one whose colleague or sheet it names, when that is another."""
    kwargs: dict[str, Any] = {"kind": "communes", "code": town.collectivity.code}
    if name in OF_A_COLLEAGUE:
        kwargs["pk"] = (of or town).contributor.pk
    if name in OF_A_SHEET:
        kwargs["pk"] = sheet_of(of or town).pk
    if name in OF_A_QUESTION:
        kwargs["pk"] = question_of(of or town).pk
    if name in OF_AN_HOUR:
        kwargs["pk"] = hour_of(of or town).pk
    if name == "space_label_kit" or name in OF_A_LABEL:
        label = label_of(of or town)
        kwargs |= {"pk": label.pk, "extension": "pdf"} if name in OF_A_LABEL else {}
    if name == "space_hour_give_back":
        kwargs["pk"] = SeatFactory(asking=(of or town).collectivity).hour_id
    if name == "space_inspiration":
        kwargs["pk"] = inspiration_of(of or town).pk
    if name == "space_correction_done":
        kwargs["pk"] = correction_of(of or town).pk
    if name in OF_A_DOSSIER or name in OF_AN_OUTCOME:
        kwargs |= _of_dossier(name, of or town)
    return reverse(name, kwargs=kwargs)


def _of_dossier(name: str, town: Town) -> dict[str, Any]:
    dossier = told_of(town) if name in OF_AN_OUTCOME else dossier_of(town)
    found: dict[str, Any] = {"year": dossier.campaign.year}
    if name == "space_dossier_section":
        found["section"] = "expression"
    if name in OF_A_DEPOSIT:
        found["pk"] = deposit_of(town).pk
    if name in OF_A_FILE:
        found["pk"] = file_of(town).pk
    if name == "space_dossier_file_add":
        found["question"] = question_for_files(town).pk
    return found


def sheet_of(town: Town) -> InitiativePage:
    found: InitiativePage = InitiativePage.objects.child_of(town.page).first() or InitiativePageFactory(
        parent=town.page
    )
    return found


def question_of(town: Town) -> Question:
    """One that a third commune asked."""
    found: Question = Question.objects.create(
        sheet=sheet_of(town), asked=town.collectivity, asking=CollectivityFactory(code="22001", name="Allineuc")
    )
    return found


def dossier_of(town: Town) -> Dossier:
    """One of a campaign that is open, with a section of two questions."""
    found: Dossier | None = Dossier.objects.of(town.collectivity).filter(campaign__settled_at=None).first()
    if found is None:
        found = DossierFactory(collectivity=town.collectivity, campaign__is_open_now=True)
        section = SectionFactory(questionnaire=found.questionnaire, code="expression")
        QuestionFactory(section=section, code="vote")
        QuestionFactory(section=section, code="recit", is_text=True)
    return found


def told_of(town: Town) -> Dossier:
    """One of the edition before, whose palmarès is public, and whose appeals are open."""
    found: Dossier | None = Dossier.objects.of(town.collectivity).exclude(campaign__settled_at=None).first()
    if found is None:
        campaign = CampaignFactory(year=2026, is_told_now=True)
        found = DossierFactory(collectivity=town.collectivity, campaign=campaign, state="labelled")
        DecisionFactory(dossier=found)
    return found


def question_for_files(town: Town) -> LabelQuestion:
    dossier = dossier_of(town)
    found: LabelQuestion | None = dossier.questions().filter(code="preuves").first()
    section = dossier.questionnaire.sections.get(code="expression")
    return found or QuestionFactory(section=section, code="preuves", for_evidence=True)


def file_of(town: Town) -> DossierFile:
    """One whose content is on the disk."""
    dossier, question = dossier_of(town), question_for_files(town)
    found: DossierFile | None = dossier.files.first()
    if found is None:
        found = DossierFile(dossier=dossier, question=question, name="bilan.pdf", media_type="application/pdf", size=8)
        found.file.save("bilan.pdf", ContentFile(b"%PDF-1.7"))
    return found


def deposit_of(town: Town) -> Deposit:
    """One that was taken back: the dossier is a draft."""
    dossier = dossier_of(town)
    content = content_of(dossier)
    found: Deposit = dossier.deposits.first() or Deposit.objects.create(
        dossier=dossier,
        number=f"{dossier.campaign.year}-{dossier.pk:04}",
        content=content,
        fingerprint=fingerprint(content),
        received_at=timezone.now(),
    )
    return found


def inspiration_of(town: Town) -> Inspiration:
    """Of a sheet of a third commune."""
    copy = InitiativePageFactory(parent=CollectivityPageFactory(collectivity__code="22002"))
    found: Inspiration = Inspiration.objects.create(sheet=copy, origin=sheet_of(town))
    return found


def correction_of(town: Town) -> Correction:
    found: Correction = Correction.objects.create(
        sheet=sheet_of(town), text="Le mardi.", state="passed_on", decided_at=timezone.now()
    )
    return found


def label_of(town: Town) -> Award:
    """Three arobases of 2007."""
    of = town.collectivity
    found: Award = Award.objects.filter(collectivity=of).first() or AwardFactory(collectivity=of)
    return found


def hour_of(town: Town) -> Hour:
    """One that a third commune comes to."""
    hour: Hour = HourFactory(collectivity=town.collectivity)
    SeatFactory(hour=hour)
    return hour
