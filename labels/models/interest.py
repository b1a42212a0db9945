"""What links a member of the jury to collectivités. A link is never deleted: it ends."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from labels.jury.enums import InterestKind, InterestState, Reach
from labels.models.jury import Juror

LONGEST_NOTE = 600


class InterestQuerySet(models.QuerySet["Interest"]):
    def running(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def counting(self) -> Self:
        """Those that keep a dossier from a reader: until it is explained, one that the portal sees does too."""
        return self.running().filter(state__in=InterestState.counting())

    def to_answer(self) -> Self:
        return self.running().filter(state=InterestState.PROPOSED)


class Interest(models.Model):
    """``collectivity`` with its ``reach``, or, of an employer that is none, ``organisation`` in words.

    ``based_on`` is the link that made the portal see this one. ``note`` is what the person adds, or how she explains
    one away.
    """

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(_("lien"), max_length=12, choices=InterestKind.choices)
    collectivity = models.ForeignKey(
        Collectivity, verbose_name=_("collectivité"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.CharField(_("organisme"), max_length=200, blank=True)
    reach = models.CharField(_("portée"), max_length=10, choices=Reach.choices, default=Reach.ITSELF)
    state = models.CharField(
        _("état"), max_length=10, choices=InterestState.choices, default=InterestState.HELD, editable=False
    )
    note = models.TextField(_("précision"), max_length=LONGEST_NOTE, blank=True)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="led_to")
    declared_at = models.DateTimeField(_("depuis le"), auto_now_add=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("lien d’intérêts")
        verbose_name_plural = _("liens d’intérêts")
        ordering = ("declared_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("juror", "kind", "collectivity", "reach"),
                condition=Q(ended_at__isnull=True),
                name="interest_once_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(collectivity__isnull=False, organisation="")
                | (Q(collectivity__isnull=True) & ~Q(organisation="")),
                name="interest_with_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=InterestState.DISMISSED) | ~Q(note=""), name="interest_dismissed_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=InterestState.DISMISSED) | ~Q(kind__in=InterestKind.certain()),
                name="interest_certain_stays",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.place}"

    @property
    def place(self) -> str:
        """With whom, in words."""
        if self.collectivity is None:
            return self.organisation
        name = self.collectivity.full_name
        match self.reach:
            case Reach.MEMBERS:
                return _text("%(name)s et ses communes") % {"name": name}
            case Reach.AROUND:
                return _text("les communes voisines de %(name)s") % {"name": name}
        return name

    @property
    def is_seen(self) -> bool:
        """Whether the portal proposed it."""
        return InterestKind(self.kind).is_seen

    @property
    def is_certain(self) -> bool:
        return self.kind in InterestKind.certain()
