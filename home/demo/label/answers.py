"""What the dossiers of the demonstration answer: the better a collectivité is drawn, the more it does."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from home.demo import content
from home.demo.label.drawing import merit, one_of, share
from initiatives.models import InitiativePage
from labels.enums import QuestionKind
from labels.models import Answer, Dossier, Evidence, Question

ANSWERED_OF_A_DRAFT = 0.5
Sheets = dict[int, list[InitiativePage]]


def answers(dossier: Dossier, questions: Iterable[Question], year: int) -> list[Answer]:
    """Those of a dossier; half of a draft's are still to come."""
    code = dossier.collectivity.code
    found = []
    for question in questions:
        is_left = dossier.state == "draft" and share("left", code, question.code) > ANSWERED_OF_A_DRAFT
        if not is_left and question.kind != QuestionKind.EVIDENCE:
            found.append(_answer(dossier, question, code, year))
    return found


def proofs(dossier: Dossier, questions: Iterable[Question], sheets: Sheets) -> list[Evidence]:
    """The collectivité's own sheets, those of the theme of a section first."""
    own = sheets.get(dossier.collectivity_id, [])
    found = []
    for question in questions:
        if question.kind == QuestionKind.EVIDENCE:
            theme = question.section.code
            chosen = sorted(own, key=lambda sheet: theme not in {one.slug for one in sheet.themes.all()})
            found += [
                Evidence(dossier=dossier, question=question, initiative=sheet, title=sheet.title, sort_order=place)
                for place, sheet in enumerate(chosen[: question.most_proofs])
            ]
    return found


def sheets_of(keys: Iterable[int]) -> Sheets:
    """The sheets of these collectivités, by key."""
    found: Sheets = defaultdict(list)
    rows = InitiativePage.objects.live().filter(collectivity__in=keys, alias_of=None)
    for sheet in rows.prefetch_related("themes").order_by("title"):
        found[sheet.collectivity_id].append(sheet)
    return found


def _answer(dossier: Dossier, question: Question, code: str, year: int) -> Answer:
    answer = Answer(dossier=dossier, question=question, changed_at=dossier.changed_at)
    # A collectivité changes a little from one year to the next.
    reached = 0.75 * merit(code) + 0.2 * share(code, question.code) + 0.05 * share(code, question.code, year)
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            answer.number = Decimal(reached > share("hard", question.code) * 0.7)
        case QuestionKind.NUMBER:
            highest = question.highest or 100
            answer.number = Decimal(min(highest, round((question.full_at or highest / 2) * reached * 1.3)))
        case QuestionKind.TEXT:
            texts = content.label()["texts"]
            answer.text = one_of(texts[question.section.code], code, question.code, year)[: question.longest_text]
        case _:
            choices = list(question.choices.all())
            answer.choice = min(choices, key=lambda choice: abs(choice.share / 100 - reached))
    return answer
