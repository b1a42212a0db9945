"""Accounts: a person is known by an e-mail address."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.enums import Rhythm
from portal.permissions import ASSOCIATION_GROUP, ASSOCIATION_READ, OWN_RIGHTS_READ


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password it gets a random one, so that « mot de passe oublié » works for it."""
        if not email:
            raise ValueError("An account needs an address.")
        user = self.model(email=email.lower(), **fields)
        user.set_password(password or self.make_random_password())
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_email(self, email: str) -> models.QuerySet["User"]:
        """The account of an address, in whatever case, by the index that keeps it unique: one or none."""
        return self.alias(lower_email=Lower("email")).filter(lower_email=email.lower())

    def association(self) -> models.QuerySet["User"]:
        """Who reads, publishes and decides for the association."""
        return self.filter(groups__name=ASSOCIATION_GROUP, is_active=True)

    def who_asks(self) -> models.QuerySet["User"]:
        """With what nearly every private page looks at: whether she is of the association, whether she has rights of
        her own, her settings in the admin.
        """
        hers = models.OuterRef("pk")
        of_it = self.model.groups.through.objects.filter(user=hers, group__name=ASSOCIATION_GROUP)
        own = self.model.user_permissions.through.objects.filter(user=hers)
        read = {ASSOCIATION_READ: models.Exists(of_it), OWN_RIGHTS_READ: models.Exists(own)}
        return self.select_related("wagtail_userprofile").annotate(**read)

    @staticmethod
    def make_random_password() -> str:
        """A password nobody knows. An unusable one would make the reset form silently send nothing."""
        import secrets  # Only accounts made without a password need it

        return secrets.token_urlsafe(32)


class User(AbstractUser):
    """Someone who signs in: the association, a member of a commune, a juror or the technical team."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("adresse électronique"), unique=True)
    language = models.CharField(_("langue"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    rhythm = models.CharField(_("courriels"), max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)

    bounced_at = models.DateTimeField(_("ses courriels reviennent depuis le"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_the_case"),)

    def __str__(self) -> str:
        return self.get_full_name() or self.email
