"""What a section of a dossier says, as the jury reads it: answers in words, what changed, the self-assessment."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.models import DossierFile, Evidence
from labels.models.grid import HIGHEST_NOTE
from labels.writing.assessing import assess
from labels.writing.comparing import Change, Difference
from labels.writing.earlier import Key
from labels.writing.reading import Asked, Part, Written
from labels.writing.saying import said


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the proofs of a dossier are read: each screen has its own, for those it lets in."""

    of_proof: Callable[[Evidence], str]
    of_file: Callable[[DossierFile], str]


@dataclass(frozen=True, slots=True)
class Said:
    """A question with its answer in words, and what changed."""

    asked: Asked
    text: str
    difference: Difference | None
    proofs: tuple[tuple[Evidence, str, Change | None], ...]
    files: tuple[tuple[DossierFile, str], ...]


def answers_of(part: Part, differences: Mapping[Key, Difference], addresses: Addresses) -> list[Said]:
    return [_said(asked, differences.get(_key(asked)), addresses) for asked in part.asked]


def changes_of(part: Part, differences: Mapping[Key, Difference]) -> list[tuple[Change, str]]:
    """« 1 nouveau », « 2 ont grandi » since the year before."""
    counts = Counter(found.change for asked in part.asked if (found := differences.get(_key(asked))))
    words = {
        Change.NEW: lambda n: ngettext("%(n)s nouvelle réponse", "%(n)s nouvelles réponses", n),
        Change.GROWN: lambda n: ngettext("%(n)s a grandi", "%(n)s ont grandi", n),
        Change.CHANGED: lambda n: ngettext("%(n)s a changé", "%(n)s ont changé", n),
        Change.SAME: lambda n: ngettext("%(n)s inchangée", "%(n)s inchangées", n),
        Change.GONE: lambda n: ngettext("%(n)s arrêtée", "%(n)s arrêtées", n),
    }
    return [(change, words[change](counts[change]) % {"n": counts[change]}) for change in Change if counts[change]]


def own_share(written: Written, part: Part) -> str:
    """The self-assessment of the section, on the scale of the notes."""
    found = assess(written, ()).of(part)
    if not found:
        return ""
    note = round(found.share * HIGHEST_NOTE / 100)
    return _("%(note)s sur %(highest)s") % {"note": note, "highest": HIGHEST_NOTE}


def _key(asked: Asked) -> Key:
    return asked.section.code, asked.question.code


def _said(asked: Asked, difference: Difference | None, addresses: Addresses) -> Said:
    changes = {one.title: one.change for one in difference.proofs} if difference else {}
    proofs = tuple((proof, addresses.of_proof(proof), changes.get(proof.title)) for proof in asked.proofs)
    files = tuple((one, addresses.of_file(one)) for one in asked.files)
    return Said(asked, said(asked.question, asked.answer, asked.choice), difference, proofs, files)
