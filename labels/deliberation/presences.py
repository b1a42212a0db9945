"""Who is in the room when a dossier is decided on, and who steps out of it because of a link."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from labels.jury.conflicts import conflict
from labels.models import Assignment, Attendance, Dossier, Juror, Sitting


@dataclass(frozen=True, slots=True)
class Present:
    """``why`` is what has her step out, which does not say which link it is; in the language of who reads it."""

    juror: Juror
    why: str | Promise

    @property
    def is_out(self) -> bool:
        return bool(self.why)


def those_present(sitting: Sitting, dossier: Dossier) -> list[Present]:
    """By name. Two queries; the dossier was read with its collectivité."""
    there = Attendance.objects.now().filter(sitting=sitting).values("juror")
    recused = Exists(Assignment.objects.recused().filter(dossier=dossier, juror=OuterRef("pk")))
    jurors = Juror.objects.filter(pk__in=there).able_to_read().with_interests().annotate(is_recused=recused)
    return [Present(one, _why(one, dossier, one.is_recused)) for one in jurors.order_by("user__last_name", "pk")]


def _why(juror: Juror, dossier: Dossier, is_recused: bool) -> str | Promise:
    if conflict(juror, dossier):
        return _("Lien déclaré")
    return _("Déport") if is_recused else ""
