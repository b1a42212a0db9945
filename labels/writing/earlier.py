"""What the last dossier that was deposited before this one said, by the codes that questions keep from year to year."""

from dataclasses import dataclass

from labels.models import Answer, Dossier, Evidence, Question

Key = tuple[str, str]
"""The codes of a section and of a question."""


def key_of(question: Question) -> Key:
    return question.section.code, question.code


@dataclass(frozen=True, slots=True)
class Earlier:
    dossier: Dossier
    answers: dict[Key, Answer]
    proofs: dict[Key, tuple[Evidence, ...]]

    @property
    def year(self) -> str:
        return str(self.dossier.campaign.year)


def earlier(dossier: Dossier) -> Earlier | None:
    """Three queries at most: none for what is known of it already."""
    previous = dossier.previous
    if previous is None:
        return None
    answers = Answer.objects.filter(dossier=previous).given().select_related("question__section", "choice")
    proofs: dict[Key, tuple[Evidence, ...]] = {}
    for proof in Evidence.objects.of(previous).with_sheets().select_related("question__section"):
        key = key_of(proof.question)
        proofs[key] = (*proofs.get(key, ()), proof)
    return Earlier(previous, {key_of(answer.question): answer for answer in answers}, proofs)
