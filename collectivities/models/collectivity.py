"""The reference table of collectivités, filled by ``load_collectivities``."""

import re
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from collectivities.enums import CollectivityKind, SizeClass
from collectivities.map import place_of
from collectivities.names import slugify_name, sort_key
from portal.addresses import whole_address
from portal.searchable import Facts, Kind, Searchable

MUNICIPAL_DISTRICTS = {r"751[0-2]\d": "75056", r"6938\d": "69123", r"132[01]\d": "13055"}
"""Codes of the districts of Paris, Lyon and Marseille, and the code of the commune each is part of (INSEE)."""


def name_with_departement(kind: str, name: str, departement: str | None) -> str:
    """The name of a commune with its département, because 3,675 communes share a name; others have theirs alone."""
    return f"{name} ({departement})" if kind == CollectivityKind.COMMUNE and departement else name


@lru_cache(4_096)
def collectivity_address(kind: str, page_slug: str, language: str | None) -> str:
    """The public address of a collectivité in the language in force, which every listing asks for many times."""
    return reverse("collectivity", kwargs={"kind": CollectivityKind(kind).path, "code_slug": page_slug})


def _public_pages() -> Any:
    """The pages that anyone may read, in whatever language: of a private one, not even that it is there is told."""
    from collectivities.models.pages import CollectivityPage  # The page model needs this module

    return CollectivityPage.objects.public_in_every_language().order_by()


class CollectivityQuerySet(models.QuerySet["Collectivity"]):
    def communes(self) -> Self:
        return self.filter(kind=CollectivityKind.COMMUNE)

    def intercommunalities(self) -> Self:
        return self.filter(kind=CollectivityKind.INTERCOMMUNALITY)

    def departements(self) -> Self:
        return self.filter(kind=CollectivityKind.DEPARTEMENT)

    def regions(self) -> Self:
        return self.filter(kind=CollectivityKind.REGION)

    def registered(self) -> Self:
        """Those with a page on the portal that anyone may read."""
        return self.filter(pk__in=_public_pages().values("collectivity_id"))

    def in_region(self, code: str) -> Self:
        """Those of a région, by its official code; the région itself is left out."""
        return self.filter(region__code=code, region__kind=CollectivityKind.REGION)

    def of_code(self, kind: str, code: str) -> "Collectivity | None":
        """The one of an official code, or the one that the collectivité of this former code is part of now.

        The districts of Paris, Lyon and Marseille have codes of their own too: they are part of their commune.
        """
        of_kind = self.filter(kind=kind)
        found: Collectivity | None = of_kind.filter(code=code).first()
        if found:
            return found
        former = of_kind.exclude(former_codes="").filter(former_codes__contains=code)
        whole = next((city for pattern, city in MUNICIPAL_DISTRICTS.items() if re.fullmatch(pattern, code)), "")
        merged = next((row for row in former if code in row.former_codes.split()), None)
        return merged or of_kind.communes().filter(code=whole).first()

    def with_link(self) -> Self:
        """What a link to a collectivité shows, and no more: its full name and its address."""
        return self.select_related("departement").only("kind", "code", "name", "slug", "departement__name")

    def with_registration(self) -> Self:
        """Adds ``registered``: whether the collectivité has a page that anyone may read."""
        return self.annotate(registered=Exists(_public_pages().filter(collectivity=OuterRef("pk"))))

    def as_hits(self) -> Self:
        """With what the search shows of them."""
        return self.with_registration().select_related("departement", "region")

    def parts_of(self, territory: "Collectivity") -> Self:
        """What a territory is made of: départements of a région, intercommunalités of a département, communes."""
        match territory.kind:
            case CollectivityKind.REGION:
                return self.departements().filter(region=territory)
            case CollectivityKind.DEPARTEMENT:
                return self.intercommunalities().filter(departement=territory)
            case CollectivityKind.INTERCOMMUNALITY:
                return self.communes().filter(intercommunality=territory)
        return self.none()

    def within(self, territory: "Collectivity") -> Self:
        """Every collectivité of a territory, at whatever level; the territory itself is left out."""
        inside = Q(intercommunality=territory) | Q(departement=territory) | Q(region=territory)
        return self.filter(inside).exclude(pk=territory.pk)

    def neighbours_of(self, collectivity: "Collectivity") -> Self:
        """Communes of the same intercommunalité, or of the same département where it has none."""
        others = self.communes().exclude(pk=collectivity.pk)
        if collectivity.intercommunality_id:
            return others.filter(intercommunality_id=collectivity.intercommunality_id)
        return others.filter(departement_id=collectivity.departement_id)

    def inhabitants_covered(self) -> int:
        """Inhabitants of these collectivités, each counted once: the union of the communes they cover."""
        keys = self.order_by().values("pk")
        covered = Collectivity.objects.communes().filter(
            Q(pk__in=keys) | Q(intercommunality__in=keys) | Q(departement__in=keys) | Q(region__in=keys)
        )
        return covered.aggregate(total=Sum("population"))["total"] or 0


class Collectivity(Searchable, models.Model):
    """A commune, an intercommunalité, a département or a région, as the official references know it.

    Codes are text: INSEE for communes, départements and régions, SIREN for intercommunalités.
    Sources: INSEE COG 2026, DGCL, La Poste (Etalab), IGN Admin Express, DILA; Licence Ouverte 2.0.
    """

    searched_as = Kind.COLLECTIVITY

    kind = models.CharField(_("genre"), max_length=20, choices=CollectivityKind.choices)
    code = models.CharField(_("code officiel"), max_length=9)
    name = models.CharField(_("nom"), max_length=200, help_text=_("Avec son article : « L’Haÿ-les-Roses »."))
    sort_name = models.CharField(_("nom de classement"), max_length=200, editable=False)
    slug = models.SlugField(max_length=200, editable=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    postal_codes = models.CharField(
        _("codes postaux"), max_length=400, blank=True, help_text=_("Séparés par un espace.")
    )
    former_codes = models.CharField(
        _("anciens codes"), max_length=400, blank=True, help_text=_("Séparés par un espace.")
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    intercommunality = models.ForeignKey(
        "self",
        verbose_name=_("intercommunalité"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
    )
    departement = models.ForeignKey(
        "self",
        verbose_name=_("département"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="departement_communes",
    )
    region = models.ForeignKey(
        "self",
        verbose_name=_("région"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="region_collectivities",
    )

    objects: ClassVar[Any] = CollectivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("collectivité")
        verbose_name_plural = _("collectivités")
        ordering = ("sort_name", "code")
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="collectivity_kind_code_unique"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # A comparison with nothing is neither true nor false, and a constraint lets that pass.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="collectivity_position_whole_and_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CollectivityKind.COMMUNE) | Q(departement__isnull=False, region__isnull=False),
                name="commune_has_departement_and_region",
            ),
        )
        indexes = (
            models.Index(fields=("kind", "sort_name", "code"), name="collectivity_by_kind"),
            models.Index(fields=("departement", "sort_name"), name="collectivity_by_departement"),
            models.Index(fields=("intercommunality", "sort_name"), name="collectivity_by_epci"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_derived_names()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its public address in the reader's language, registered or not."""
        return collectivity_address(self.kind, self.page_slug, get_language())

    @property
    def registration_address(self) -> str:
        """Where a person asks to work for it, registered or not."""
        return reverse("registration_of", args=[self.kind_path, self.code_path])

    @property
    def kind_path(self) -> str:
        """With ``code_path``, how addresses without a name name it."""
        return CollectivityKind(self.kind).path

    @property
    def code_path(self) -> str:
        return self.code.lower()

    @property
    def is_commune(self) -> bool:
        return self.kind == CollectivityKind.COMMUNE

    @property
    def size_class(self) -> SizeClass | None:
        return SizeClass.of(self.population)

    @property
    def postal_code_list(self) -> list[str]:
        return self.postal_codes.split()

    @property
    def has_position(self) -> bool:
        return self.latitude is not None

    @property
    def page_slug(self) -> str:
        """The last part of its address, the same for a registered and an unregistered one: ``<code>-<slug>``."""
        return f"{self.code.lower()}-{self.slug}"

    @cached_property
    def full_name(self) -> str:
        return name_with_departement(self.kind, self.name, self.departement.name if self.departement else None)

    def set_derived_names(self) -> None:
        self.sort_name, self.slug = sort_key(self.name), slugify_name(self.name)

    @property
    def searched_title(self) -> str:
        return str(self.name)

    @property
    def public_address(self) -> str:
        return whole_address(self.get_absolute_url())

    def searched_context(self) -> str:
        """People look for their commune by its postal code, its staff by its official code, today's or a former one."""
        around = (self.intercommunality, self.departement, self.region)
        names = (str(CollectivityKind(self.kind).label), *(territory.name for territory in around if territory))
        return "\n".join((*names, self.code, self.postal_codes, self.former_codes))

    def searched_facts(self) -> Facts:
        """A territory is within itself: filtered by a région, the région is among the collectivités."""

        def within(kind: CollectivityKind, key: int | None) -> int | None:
            return int(self.pk) if self.kind == kind else key

        return Facts(
            collectivity=self.pk,
            intercommunality=within(CollectivityKind.INTERCOMMUNALITY, self.intercommunality_id),
            departement=within(CollectivityKind.DEPARTEMENT, self.departement_id),
            region=within(CollectivityKind.REGION, self.region_id),
            place=place_of(self),
            size_class=self.size_class or "" if self.is_commune else "",
        )
