"""What the label brings to the space of a collectivité: a tab, what is left to do, how far the dossier is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    FilteredRelation,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from collectivities.models import Membership
from collectivities.space.tabs import Tab
from collectivities.space.todo import Action, Todo
from labels.answered import Said
from labels.campaigns.content import SECONDS, STEP, in_minutes
from labels.depositing.offer import left_before, only_waits
from labels.eligibility import Condition, unmet
from labels.enums import DossierPath, DossierState, Phase
from labels.models import (
    Answer,
    Campaign,
    Decision,
    Dossier,
    DossierFile,
    Evidence,
    JournalEntry,
    ProcessFeedback,
    Question,
)
from labels.timing import may_write, spoken
from labels.workflow import ASK_TO_COMPLETE
from labels.writing.addresses import dossier_address, dossiers_address
from portal.once import once_in_request

OWN = [field.attname for field in Dossier._meta.concrete_fields]
SECONDS_OF_ONE = Case(*(When(kind=kind, then=Value(seconds)) for kind, seconds in SECONDS.items()))


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a collectivité is with the edition that is going on. ``asked`` are the questions of its path, ``missing``
    those that owe an answer, ``seconds`` how long these take, ``carried`` the answers to read again. ``is_decided`` is
    whether a public decision of the jury is there to be read, ``has_feedback`` whether the collectivité said what it
    thinks of the process, ``wanted`` what the association asked to complete, in its words.
    """

    campaign: Campaign
    dossier: Dossier | None
    has_earlier: bool
    asked: int = 0
    missing: int = 0
    seconds: int = 0
    carried: int = 0
    is_decided: bool = False
    has_feedback: bool = False
    wanted: str = ""

    @property
    def is_open(self) -> bool:
        return self.campaign.phase() == Phase.OPEN

    @property
    def is_writable(self) -> bool:
        return self.dossier is not None and not may_write(self.dossier, timezone.now())

    @property
    def closes_at(self) -> Any:
        """Until when the dossier may be written."""
        return self.dossier.complete_until or self.campaign.closes_at if self.dossier else self.campaign.closes_at


@once_in_request
def situation(request: HttpRequest, membership: Membership) -> Situation | None:
    """One query, whatever there is; nothing before the first call for applications."""
    of = membership.collectivity
    own = FilteredRelation("dossiers", condition=models.Q(dossiers__collectivity=of))
    others = Exists(Dossier.objects.of(of).exclude(campaign=OuterRef("pk")))
    fields = {f"own_{name}": models.F(f"own__{name}") for name in OWN}
    rows = Campaign.objects.called().annotate(own=own, others=others).annotate(**fields, **_counts())
    found: Any = rows.order_by("-year").first()
    if found is None:
        return None
    if found.own_id is None:
        return Situation(found, None, found.others)
    dossier = Dossier.from_db(found._state.db, OWN, [getattr(found, f"own_{name}") for name in OWN])
    dossier.campaign, dossier.collectivity = found, of
    counts = (found.asked, found.missing, found.seconds, found.carried)
    return Situation(found, dossier, found.others, *counts, found.is_decided, found.has_feedback, found.wanted)


def _counts() -> dict[str, Any]:
    """Of its dossier: the questions of its path, those that owe an answer still, the answers to read again, and what
    was said of it since.
    """
    of_dossier = {"dossier": OuterRef(OuterRef("own__pk")), "question": OuterRef("pk")}
    is_answered = (
        Exists(Answer.objects.filter(**of_dossier).given())
        | Exists(Evidence.objects.filter(**of_dossier).exclude(initiative=None, frozen_at=None))
        | Exists(DossierFile.objects.filter(**of_dossier))
    )
    asking = JournalEntry.objects.filter(dossier=OuterRef("own__pk"), action=ASK_TO_COMPLETE.name)
    path = ExpressionWrapper(OuterRef("own__path"), models.CharField())
    questions = Question.objects.filter(section__questionnaire=OuterRef("own__questionnaire")).annotate(path=path)
    asked = questions.exclude(path=DossierPath.SHORT, on_short_path=False)
    missing = asked.filter(~is_answered, required=True)
    return {
        "asked": _count(asked, "section__questionnaire"),
        "missing": _count(missing, "section__questionnaire"),
        "seconds": _total(missing, "section__questionnaire", Sum(SECONDS_OF_ONE)),
        "is_decided": Exists(Decision.objects.public().filter(dossier=OuterRef("own__pk"))),
        "has_feedback": Exists(ProcessFeedback.objects.filter(dossier=OuterRef("own__pk"))),
        "wanted": Coalesce(
            Subquery(asking.order_by("-at", "-pk").values("reason")[:1]), Value(""), output_field=models.TextField()
        ),
        "carried": _count(Answer.objects.filter(dossier=OuterRef("own__pk"), carried=True), "dossier"),
    }


def _count(rows: Any, of: str) -> Coalesce:
    return _total(rows, of, Count("pk"))


def _total(rows: Any, of: str, what: models.Aggregate) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(of).annotate(total=what).values("total")), 0)


def dossier_tab(request: HttpRequest, membership: Membership) -> Tab:
    found = situation(request, membership)
    address = dossiers_address(membership.collectivity)
    label = _("Dossier %(year)s") % {"year": str(found.campaign.year)} if found else _("Label")
    if found and found.dossier:
        address = dossier_address(found.dossier)
    return Tab("dossier", label, address, order=10)


def dossier_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    found = situation(request, membership)
    if found is None:
        return
    if found.dossier is None:
        if found.is_open:
            yield _to_begin(found, membership)
    elif found.is_writable and not only_waits(_unmet(request, membership)):
        yield _to_continue(found, found.dossier, left_in_words(request, membership))


def _to_begin(found: Situation, membership: Membership) -> Todo:
    return Todo(
        45,
        "flag",
        _("Candidater au label Ville Internet %(year)s") % {"year": str(found.campaign.year)},
        _("Clôture le %(when)s. Le parcours court suffit.") % {"when": spoken(found.closes_at)},
        15,
        Action(_("Commencer"), dossiers_address(membership.collectivity)),
    )


def _to_continue(found: Situation, dossier: Dossier, left: str) -> Todo:
    """What the association asks to complete comes before all, in its words."""
    year = {"year": str(found.campaign.year)}
    is_asked = dossier.state == DossierState.TO_COMPLETE
    before = _("À déposer avant le %(when)s.") % {"when": spoken(found.closes_at)}
    wanted = found.wanted if is_asked else ""
    said = f"{before} {_('L’association demande :')}" if wanted else f"{left} {before}"
    title = _("Compléter le dossier %(year)s") if is_asked else _("Terminer le dossier %(year)s")
    return Todo(
        4 if is_asked else 25,
        "flag",
        title % year,
        said,
        in_minutes(found.seconds) or STEP,
        Action(_("Continuer"), dossier_address(dossier)),
        quote=wanted,
    )


def left_in_words(request: HttpRequest, membership: Membership) -> str:
    """Of a dossier that is being written."""
    found = situation(request, membership)
    if found and found.missing:
        return ngettext("Encore %(count)s réponse.", "Encore %(count)s réponses.", found.missing) % {
            "count": found.missing
        }
    if found and found.carried:
        return ngettext(
            "%(count)s réponse reprise est à relire.", "%(count)s réponses reprises sont à relire.", found.carried
        ) % {"count": found.carried}
    return left_before(_unmet(request, membership)) or _("Il ne reste qu’à le déposer.")


@once_in_request
def _unmet(request: HttpRequest, membership: Membership) -> list[Condition]:
    """What the deposit lacks once the answers are all there; nothing is looked for before."""
    found = situation(request, membership)
    if found is None or found.dossier is None or found.missing or found.carried:
        return []
    return unmet(found.dossier, Said(missing=()))


class DossierSection(Component):
    """Where the dossier of the year is; nothing when there is none, and none can be begun."""

    template_name = "labels/dossier/space.html"

    def __init__(self, request: HttpRequest, membership: Membership) -> None:
        self.request, self.membership = request, membership

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = situation(self.request, self.membership)
        dossier = found.dossier if found else None
        return {
            "found": found,
            "state": dossier.state_for_all if dossier else None,
            "left": left_in_words(self.request, self.membership) if found and found.is_writable else "",
            "done": found.asked - found.missing if found else 0,
            "closes": spoken(found.closes_at) if found and (found.is_open or found.is_writable) else "",
            "dossier_url": dossier_address(dossier) if dossier else "",
            "dossiers_url": dossiers_address(self.membership.collectivity),
        }
