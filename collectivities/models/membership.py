"""Who works for which commune: the only source of a member's rights."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from collectivities.enums import AccountState, Role

if TYPE_CHECKING:
    from portal.permissions import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: "Person") -> Self:
        """The memberships a person holds; none for an anonymous or deactivated one."""
        return self.filter(user_id=user.pk) if user.is_active and user.pk else self.none()

    def active(self) -> Self:
        """Those whose account is open: a closed one works for nobody."""
        return self.filter(user__is_active=True)

    def referents(self) -> Self:
        """Those who look after a team."""
        return self.active().filter(role=Role.REFERENT)


class Membership(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), on_delete=models.CASCADE, related_name="memberships"
    )
    collectivity = models.ForeignKey(
        "collectivities.Collectivity",
        verbose_name=_("collectivité"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, default=Role.CONTRIBUTOR)
    function = models.CharField(_("fonction"), max_length=120, blank=True, help_text=_("« Secrétaire de mairie »."))
    created_at = models.DateTimeField(_("depuis le"), auto_now_add=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membre d’une commune")
        verbose_name_plural = _("membres des communes")
        ordering = ("collectivity__sort_name", "created_at")
        constraints = (
            models.UniqueConstraint(fields=("user", "collectivity"), name="membership_once_per_collectivity"),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.collectivity}"

    @cached_property
    def team(self) -> list["Membership"]:
        """Everybody of its collectivité, those who look after the others first."""
        rows = Membership.objects.filter(collectivity=self.collectivity_id).select_related("user")
        return list(rows.order_by("-role", "created_at"))

    @property
    def is_referent(self) -> bool:
        """As ``referents`` says it."""
        return self.role == Role.REFERENT and self.user.is_active

    @property
    def state(self) -> AccountState:
        return AccountState.of(self.user)
