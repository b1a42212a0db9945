"""« Ouvrir l’appel à candidatures »: what a campaign still lacks, each thing with where it is mended."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labels.campaigns import rules
from labels.campaigns.addresses import campaign_address, questionnaire_address, section_address
from labels.campaigns.content import Whole, on_path, read
from labels.enums import DossierPath
from labels.models import Campaign, Question, Section

Found = Iterator[tuple[str, str]]
"""What is missing, and the address where one mends it."""
FEWEST_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Problem:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list; it holds when there is no problem."""

    text: str | Promise
    problems: list[Problem]


def checklist(campaign: Campaign, content: list[Whole] | None = None) -> list[Check]:
    """Every condition of the opening, met or not. ``content`` is what was read of it already."""
    whole = read(campaign) if content is None else content
    return [Check(text, [Problem(said, url) for said, url in check(campaign, whole)]) for text, check in CONDITIONS]


def _presentation(campaign: Campaign, content: list[Whole]) -> Found:
    if not campaign.introduction.strip():
        yield _("La présentation est vide : l’appel à candidatures commence par elle."), campaign_address(campaign)


def _calendar(campaign: Campaign, content: list[Whole]) -> Found:
    url = campaign_address(campaign)
    if missing := rules.missing_moments(campaign):
        yield _("Il manque une date : %(names)s.") % {"names": ", ".join(missing)}, url
    if campaign.closes_at and campaign.closes_at <= timezone.now():
        yield _("La clôture est déjà passée."), url


def _scale(campaign: Campaign, content: list[Whole]) -> Found:
    levels = list(campaign.levels.values_list("symbols", "threshold"))
    if len(levels) < FEWEST_LEVELS:
        yield _("Il faut au moins deux niveaux."), campaign_address(campaign)
    elif said := rules.wrong_thresholds(levels):
        yield said, campaign_address(campaign)


def _grid(campaign: Campaign, content: list[Whole]) -> Found:
    criteria = list(campaign.criteria.all())
    if not criteria:
        yield _("La grille d’évaluation n’a aucun critère."), campaign_address(campaign)
    for criterion in criteria:
        if not criterion.reason:
            names = {"name": criterion.name}
            yield _("« %(name)s » : ce qui sera dit aux habitants manque.") % names, campaign_address(campaign)


def _eligibility(campaign: Campaign, content: list[Whole]) -> Found:
    if not campaign.rules.exists():
        yield _("Aucune condition de dépôt : un dossier vide pourrait être déposé."), campaign_address(campaign)


def _classes(campaign: Campaign, content: list[Whole]) -> Found:
    url = campaign_address(campaign, "overview")
    for for_territories in (False, True):
        rows = [whole.questionnaire for whole in content if whole.questionnaire.for_territories == for_territories]
        bounds = [(row.name, row.from_inhabitants, row.below_inhabitants) for row in rows]
        if not rows and not for_territories:
            yield _("Il n’y a pas de questionnaire pour les communes."), url
        for said in rules.wrong_bounds(bounds):
            yield said, questionnaire_address(rows[0])


def _sections(campaign: Campaign, content: list[Whole]) -> Found:
    for whole in content:
        if not whole.sections:
            names = {"name": whole.questionnaire.name}
            yield _("« %(name)s » n’a pas de rubrique.") % names, questionnaire_address(whole.questionnaire)
        for section in whole.sections:
            yield from ((_in(section, said), section_address(section)) for said in _wrong_section(section))


def _wrong_section(section: Section) -> Iterator[str]:
    for path in DossierPath:
        asked = on_path(section, path)
        if not asked:
            yield _("aucune question, %(path)s.") % {"path": path.label.lower()}
        elif section.weight and not any(question.points for question in asked):
            yield _("un coefficient, mais aucun point à gagner, %(path)s.") % {"path": path.label.lower()}
    if not section.weight and any(question.points for question in section.questions.all()):
        yield _("des points, mais un coefficient nul : ils ne compteraient pas.")


def _questions(campaign: Campaign, content: list[Whole]) -> Found:
    for section in (section for whole in content for section in whole.sections):
        for question in section.questions.all():
            if said := wrong(question):
                yield f"{_in(section, question.text)} {said}", section_address(section)


def _codes(campaign: Campaign, content: list[Whole]) -> Found:
    """A question that several classes are asked is answered in one way: an answer may follow a commune that grows."""
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for section in (section for whole in content for section in whole.sections):
        for question in section.questions.all():
            known = kinds[section.code, question.code]
            if known and question.kind not in known:
                names = {"code": question.code}
                said = _("Le repère « %(code)s » désigne ailleurs un autre genre de question.") % names
                yield _in(section, said), section_address(section)
            known.add(question.kind)


def wrong(question: Question) -> str:
    """What ``labels.campaigns.rules`` says of a question read with its choices."""
    shares = [choice.share for choice in question.choices.all()]
    return rules.wrong_question(question.kind, question.points, question.full_at, question.highest, shares)


def _in(section: Section, said: str) -> str:
    names = {"questionnaire": section.questionnaire.name, "section": section.title, "said": said}
    return _("%(questionnaire)s, « %(section)s » : %(said)s") % names


CONDITIONS: tuple[tuple[str | Promise, Callable[[Campaign, list[Whole]], Found]], ...] = (
    (gettext_lazy("L’appel à candidatures est présenté"), _presentation),
    (gettext_lazy("Le calendrier est complet, et la clôture à venir"), _calendar),
    (gettext_lazy("Les niveaux ont des seuils qui grandissent"), _scale),
    (gettext_lazy("La grille d’évaluation dit ce que les habitants liront"), _grid),
    (gettext_lazy("Des conditions de dépôt sont choisies"), _eligibility),
    (gettext_lazy("Chaque collectivité a son questionnaire, et un seul"), _classes),
    (gettext_lazy("Chaque rubrique a des questions et des points, sur les deux parcours"), _sections),
    (gettext_lazy("Chaque question peut recevoir une réponse et tous ses points"), _questions),
    (gettext_lazy("Un même repère désigne partout la même question"), _codes),
)
