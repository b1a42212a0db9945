"""Every screen of a campaign, with who opens it and when: what ``benchmarks/label.py`` asks for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from benchmarks.label_world import DELIBERATED, EXAMINED, JUST_OVER, OPEN, OVER, READ, YEARS, move
from collectivities.models import Membership
from collectivities.space.addresses import address_in_space, space_address
from labels.campaigns.duplicating import duplicate
from labels.deliberation.room import Seat
from labels.deliberation.sitting import open_sitting
from labels.enums import DossierState
from labels.models import Assignment, Award, Campaign, Decision, Dossier, Juror, Section
from labels.outcome.addresses import outcome_address
from labels.proof.addresses import proof_address
from labels.robustness.tasks import start
from labels.writing.addresses import dossier_address, dossiers_address, section_address

LAST, NOW = YEARS
ASSOCIATION, CANDIDATE, READER, PRESIDENT = (
    f"{name}@bench.example" for name in ("association", "mairie", "jury-0", "jury-1")
)
Screens = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """``days`` are those of the last campaign, ``past`` of the one before, ``state`` that of the last dossiers.
    ``before`` does what has been done by then. Nobody in particular opens what is public.
    """

    who: str
    days: Sequence[int]
    state: DossierState
    screens: Callable[[], Screens]
    email: str = ""
    before: Callable[[], None] | None = None
    past: Sequence[int] = OVER

    def begin(self) -> None:
        move(LAST, self.past)
        move(NOW, self.days)
        written = Dossier.objects.filter(campaign__year=NOW).exclude(state=DossierState.DRAFT)
        written.update(state=self.state)
        if self.before:
            self.before()


def candidate() -> Screens:
    """While dossiers are written, for a contributor."""
    dossier = _of_the_town(NOW)
    yield "the space of a collectivité", space_address(dossier.collectivity)
    yield "its dossiers", dossiers_address(dossier.collectivity)
    yield "a dossier", dossier_address(dossier)
    yield "a section", section_address(dossier, dossier.questionnaire.sections.first())
    yield "before depositing", address_in_space("space_dossier_deposit", dossier.collectivity, NOW)


def preparing() -> Screens:
    """Before the call: the content of a campaign is written."""
    campaign = Campaign.objects.get(year=NOW + 1)
    section = Section.objects.filter(questionnaire__campaign=campaign).first()
    yield "the campaigns", reverse("wagtailsnippets_labels_campaign:list")
    for name, view, key in (
        ("a campaign in preparation", "campaign:overview", campaign.pk),
        ("its calendar, levels, grid", "campaign:edit", campaign.pk),
        ("a questionnaire", "questionnaire:edit", campaign.questionnaires.first().pk),
        ("a section and its questions", "section:edit", section.pk),
        ("what a candidate will read", "campaign:preview", campaign.pk),
    ):
        yield name, reverse(f"wagtailsnippets_labels_{view}", args=[key])


def examining() -> Screens:
    """Once the call is closed, for the association."""
    key = _deposited().pk
    for name, view, *arguments in (
        ("list of dossiers", "dossiers:index"),
        ("a dossier that was deposited", "dossiers:edit", key),
        ("its conditions", "dossiers:conditions", key),
        ("asking to complete it", "dossiers:decide", key, "ask_to_complete"),
        ("admitting many", "dossiers:admit_many"),
        ("the list of what is checked", "dossiers:checklist"),
        ("« Campagne en cours »", "campaign_report:index"),
        ("« L’année du label »: candidacies", "label_comparison:index"),
        ("« L’année du label »: notes", "label_comparison:notes"),
        ("« L’année du label »: questions", "label_comparison:questions"),
        ("a campaign that is open", "wagtailsnippets_labels_campaign:overview", Campaign.objects.get(year=NOW).pk),
    ):
        yield name, reverse(view, args=arguments)


def of_the_jury() -> Screens:
    """What the association sees of the jury while it reads."""
    yield "the jury", reverse("jury_admin:index")
    yield "its rules", reverse("jury_admin:rules")
    yield "a member of the jury", reverse("jury_admin:edit", args=[_juror(READER).pk])
    yield "attribution", reverse("jury_admin:assignment")
    yield "readers of a dossier", reverse("jury_admin:readers", args=[_deposited().pk])
    yield "déports", reverse("jury_admin:recusals")


def reading() -> Screens:
    """One of the readings of this member of the jury is deposited."""
    pile: Any = Assignment.objects.filter(juror=_juror(READER))
    done, left = pile.get(state="done"), pile.filter(state="assigned").first()
    section = left.dossier.questionnaire.sections.first()
    yield "« Mes lectures »", reverse("jury")
    yield "the grid", reverse("jury_grid")
    yield "links of interest", reverse("jury_links")
    yield "a section that is read", reverse("jury_reading_section", args=[left.pk, section.code])
    yield "« Avis d’ensemble »", reverse("jury_reading_opinion", args=[left.pk])
    yield "a reading that is deposited", reverse("jury_reading_opinion", args=[done.pk])


def sit() -> None:
    """A sitting is open, and the palmarès was put to the test."""
    Juror.objects.filter(pk=_juror(PRESIDENT).pk).update(is_president=True)
    juror = _juror(PRESIDENT)
    open_sitting(Seat(juror.user, juror.campaign, juror, is_secretary=False, sitting=None), "Paris")
    start(juror.campaign, juror.user)


def deliberating() -> Screens:
    """In the room, for who presides."""
    dossier = _deposited()
    section = dossier.questionnaire.sections.first()
    yield "the door of the room", reverse("jury_deliberation_door")
    yield "the queue", reverse("jury_deliberation")
    yield "a dossier that is deliberated on", reverse("jury_deliberation_dossier", args=[dossier.pk])
    yield "what was decided on it", reverse("jury_deliberation_decisions", args=[dossier.pk])
    yield "a section of it", reverse("jury_deliberation_section", args=[dossier.pk, section.code])
    yield "« Le palmarès à l’épreuve »", reverse("jury_deliberation_trial")
    yield "a dossier put to the test", reverse("jury_deliberation_trial_dossier", args=[dossier.pk])
    yield "the palmarès as it is decided", reverse("jury_palmares")
    yield "minutes", reverse("jury_minutes")


def after() -> Screens:
    """What the association does once the palmarès is public."""
    appeal_of = _of_the_town(LAST)
    for name, view in (
        ("labels of past years", "awards:index"),
        ("appeals", "appeals:index"),
        ("withdrawals", "withdrawals:index"),
        ("what candidates think", "feedback_report:index"),
        ("the ceremony", "ceremony:index"),
    ):
        yield name, reverse(view)
    yield "the stage", reverse("ceremony:stage", args=[LAST])
    yield "the order of the stage", reverse("ceremony:order", args=[LAST])
    yield "a dossier that was decided", reverse("dossiers:edit", args=[appeal_of.pk])


def told() -> Screens:
    """What the candidate reads once the palmarès is public."""
    dossier = _of_the_town(LAST)
    yield "the space of a town that is labelled", space_address(dossier.collectivity)
    yield "the opinion of the jury", outcome_address(dossier)
    yield "what the candidate thinks", address_in_space("space_dossier_feedback", dossier.collectivity, LAST)
    yield "an appeal", address_in_space("space_dossier_appeal", dossier.collectivity, LAST)
    yield "badge, sign, certificate", address_in_space("space_label_kit", dossier.collectivity)


def public() -> Screens:
    dossier = _of_the_town(LAST)
    award = Award.objects.get(dossier=dossier)
    yield "the palmarès", reverse("palmares_year", args=[LAST])
    yield "its table", reverse("palmares_table", args=[LAST])
    yield "the press kit", reverse("palmares_press", args=[LAST])
    yield "the method", reverse("label_method", args=[LAST])
    yield "the questionnaire", reverse("label_questionnaire", args=[LAST])
    yield "a town that is labelled", dossier.collectivity.get_absolute_url()
    yield "a proof", proof_address(award)


def decide_all() -> None:
    """All but the last dossier: the palmarès is nearly settled."""
    sit()
    campaign = Campaign.objects.get(year=NOW)
    sitting, levels = campaign.sittings.open().get(), list(campaign.levels.filter(symbols__gt=0))
    dossiers = list(campaign.dossiers.exclude(state=DossierState.DRAFT).order_by("pk"))[1:]
    Decision.objects.bulk_create(
        Decision(
            dossier=one, sitting=sitting, outcome=DossierState.LABELLED, level=levels[one.pk % len(levels)],
            opinion="Trois lieux.", by="president",
        )
        for one in dossiers
    )  # fmt: skip
    Dossier.objects.filter(pk__in=[one.pk for one in dossiers]).update(state=DossierState.LABELLED)


def prepare_next() -> None:
    duplicate(Campaign.objects.get(year=NOW))


PARTS = (
    Part("candidate", OPEN, DossierState.DEPOSITED, candidate, CANDIDATE),
    Part("association, before the call", EXAMINED, DossierState.DEPOSITED, preparing, ASSOCIATION, prepare_next),
    Part("association, after the closing", EXAMINED, DossierState.DEPOSITED, examining, ASSOCIATION),
    Part("association, of the jury", READ, DossierState.READING, of_the_jury, ASSOCIATION),
    Part("member of the jury", READ, DossierState.READING, reading, READER),
    Part("president of the jury", DELIBERATED, DossierState.DELIBERATION, deliberating, PRESIDENT, sit),
    Part("president, once all but one is decided", DELIBERATED, DossierState.DELIBERATION, deliberating, PRESIDENT,
         decide_all),
    Part("association, after the palmarès", OPEN, DossierState.DEPOSITED, after, ASSOCIATION, past=JUST_OVER),
    Part("candidate, after the palmarès", OPEN, DossierState.DEPOSITED, told, CANDIDATE, past=JUST_OVER),
    Part("the public", OPEN, DossierState.DEPOSITED, public, past=JUST_OVER),
)  # fmt: skip


def _of_the_town(year: int) -> Any:
    """The dossier of the collectivité whose team the candidate is of."""
    of = Membership.objects.get(user__email=CANDIDATE).collectivity
    return Dossier.objects.select_related("questionnaire", "collectivity", "campaign").get(
        campaign__year=year, collectivity=of
    )


def _deposited() -> Any:
    return Dossier.objects.filter(campaign__year=NOW, deposits__isnull=False).order_by("pk").first()


def _juror(email: str) -> Any:
    return Juror.objects.with_interests().get(campaign__year=NOW, user__email=email)
