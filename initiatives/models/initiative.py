"""What every initiative has, whatever its type."""

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from collectivities.enums import SizeClass
from collectivities.map import place_of
from collectivities.models import Collectivity, CollectivityPage, MemberPage
from collectivities.space.addresses import address_in_space
from initiatives.edit_form import initiative_panels
from initiatives.enums import Stage
from initiatives.forms import InitiativeForm
from initiatives.freshness import confirmation
from initiatives.models.document import InitiativeDocument
from initiatives.models.queryset import InitiativeManager
from initiatives.models.theme import Theme
from initiatives.models.themed import ThemedPage
from initiatives.models.vocabulary import Audience, InitiativeKeyword
from portal.blocks import StoryBlock
from portal.fields import BlockField
from portal.models import BasePage
from portal.page_cache import forget_all
from portal.searchable import Facts, Kind, SaidInFile, Searchable
from portal.social.cards import Card

if TYPE_CHECKING:
    from django.http import HttpRequest

LIST_FEATURES = ["ul", "bold", "link"]
LONGEST_LESSON = 3_000
LARGEST_AMOUNT = 999_999_999
AMOUNT = MaxValueValidator(LARGEST_AMOUNT, _("Écrivez un montant en euros, sans centimes : au plus 999 999 999."))
# Wide enough for the story of any initiative; a slip of the keyboard falls outside.
SENSIBLE_DATES = (
    MinValueValidator(datetime.date(1950, 1, 1), _("Cette date est trop ancienne : vérifiez l’année.")),
    MaxValueValidator(datetime.date(2099, 12, 31), _("Cette date est trop lointaine : vérifiez l’année.")),
)


class InitiativePage(Searchable, ThemedPage, MemberPage):
    """An initiative of a commune, below its page. The other types extend it, so one query lists them all.

    The keys of the commune's territories and its class of size are copied here from the commune, because the search
    counts by them; ``territory_fields`` names them and ``set_territory`` keeps them.
    """

    searched_as = Kind.INITIATIVE
    served_with: ClassVar[tuple[str, ...]] = ("collectivity__departement", "image")
    territory_fields = ("collectivity", "intercommunality", "departement", "region", "size_class")

    collectivity = models.ForeignKey(
        Collectivity,
        verbose_name=_("collectivité"),
        on_delete=models.PROTECT,
        related_name="initiatives",
        editable=False,
    )
    intercommunality = models.ForeignKey(
        Collectivity, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    departement = models.ForeignKey(Collectivity, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    region = models.ForeignKey(Collectivity, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    size_class = models.CharField(max_length=20, choices=SizeClass.choices, blank=True, editable=False)

    body = BlockField(
        StoryBlock(),
        verbose_name=_("le récit"),
        blank=True,
        help_text=_("D’où vient l’idée, ce qui se passe, comment on l’a fait."),
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("thèmes"), related_name="initiatives", blank=True)
    keywords = ClusterTaggableManager(
        through=InitiativeKeyword, verbose_name=_("mots-clés"), blank=True, help_text=_("Séparés par une virgule.")
    )
    audiences = ParentalManyToManyField(Audience, verbose_name=_("publics concernés"), related_name="+", blank=True)
    stage = models.CharField(_("étape"), max_length=20, choices=Stage.choices, default=Stage.RUNNING)
    started_on = models.DateField(_("en service depuis le"), null=True, blank=True, validators=SENSIBLE_DATES)
    ended_on = models.DateField(_("arrêtée le"), null=True, blank=True, validators=SENSIBLE_DATES)
    image = models.ForeignKey(
        "collectivities.CustomImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("description de la photo"),
        max_length=250,
        blank=True,
        help_text=_("Ce que la photo montre, pour les personnes qui ne la voient pas."),
    )
    website = models.URLField(
        _("pour en savoir plus"), blank=True, help_text=_("L’adresse d’une page : « https://www.mairie.example/bus ».")
    )

    cost_first_year = models.PositiveIntegerField(
        _("coût la première année (€)"), null=True, blank=True, validators=[AMOUNT]
    )
    cost_yearly = models.PositiveIntegerField(_("coût par an ensuite (€)"), null=True, blank=True, validators=[AMOUNT])
    cost_detail = models.CharField(
        _("ce que cela paie, et qui finance"),
        max_length=250,
        blank=True,
        help_text=_("« Trois tablettes et l’abonnement ; le Département paie la moitié »."),
    )
    staff_time = models.CharField(
        _("moyens humains"), max_length=200, blank=True, help_text=_("« Une agente, deux heures par semaine ».")
    )
    setup_months = models.PositiveSmallIntegerField(
        _("mois de préparation"), null=True, blank=True, validators=[MaxValueValidator(240)]
    )

    results = RichTextField(
        _("résultats"),
        features=LIST_FEATURES,
        max_length=LONGEST_LESSON,
        blank=True,
        help_text=_("Ce qui a changé, avec un chiffre si vous en avez un."),
    )
    difficulties = RichTextField(
        _("ce qui a été difficile"),
        features=LIST_FEATURES,
        max_length=LONGEST_LESSON,
        blank=True,
        help_text=_("Ce que les autres communes cherchent le plus, et trouvent le moins."),
    )
    success_conditions = RichTextField(
        _("les conditions de la réussite"),
        features=LIST_FEATURES,
        max_length=LONGEST_LESSON,
        blank=True,
        help_text=_("Ce qu’il faut réunir avant de commencer."),
    )
    transposable = models.CharField(
        _("transposable"),
        max_length=200,
        blank=True,
        help_text=_("Où cela pourrait marcher aussi : « Oui, dès 500 habitants »."),
    )
    contact_role = models.CharField(
        _("à qui s’adresser"),
        max_length=120,
        blank=True,
        help_text=_("Une fonction, jamais un nom ni une adresse : « La directrice de l’école »."),
    )
    inspired_by = models.ForeignKey(
        "self",
        verbose_name=_("inspirée de"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="inspirations",
        help_text=_("L’initiative d’une autre commune qui vous a donné l’idée."),
    )
    confirmed_on = models.DateField(_("confirmée le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = InitiativeManager()

    page_description = _("Ce que la commune a essayé : un bus, une lettre, un vote. Dans le doute, celle-ci.")
    base_form_class = InitiativeForm
    template = "initiatives/initiative_page.html"
    parent_page_types: ClassVar[list[str]] = ["collectivities.CollectivityPage"]
    subpage_types: ClassVar[list[str]] = []
    localize_default_translation_mode = "simple"

    content_panels: ClassVar[list[Any]] = initiative_panels()

    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("search_body"),
        index.FilterField("stage"),
        index.FilterField("collectivity"),
        index.FilterField("departement"),
        index.FilterField("region"),
        index.FilterField("size_class"),
    ]

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=models.F("started_on")),
                name="initiative_ends_after_it_starts",
                violation_error_message=_("L’initiative ne peut pas s’arrêter avant d’avoir commencé."),
            ),
        )
        indexes = (
            models.Index(fields=("collectivity", "confirmed_on"), name="initiative_by_collectivity"),
            models.Index(fields=("region", "stage"), name="initiative_by_region"),
            models.Index(fields=("departement", "stage"), name="initiative_by_departement"),
        )

    def minimal_clean(self) -> None:
        # A sheet that is not saved yet is previewed with no more than this.
        self.set_territory()
        super().minimal_clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Before the save and not in a validation: Wagtail validates drafts only in part.
        self.set_territory()
        super().save(*args, **kwargs)

    def set_territory(self) -> None:
        """Copy the keys of the commune whose page is the parent, unless they are there."""
        if self.collectivity_id:
            return
        parent = self.get_parent() if self.path else None
        page = CollectivityPage.objects.filter(pk=parent.pk).select_related("collectivity").first() if parent else None
        if page:
            self.copy_territory(page.collectivity)

    def copy_territory(self, collectivity: Collectivity) -> None:
        self.collectivity = collectivity
        self.intercommunality_id = collectivity.intercommunality_id
        self.departement_id = collectivity.departement_id
        self.region_id = collectivity.region_id
        self.size_class = collectivity.size_class or ""

    def with_content_json(self, content: dict[str, Any]) -> "InitiativePage":
        """A draft as it stands today: its territory is that of its commune now, not when it was written; nor does an
        older version take a later confirmation back."""
        current = {name: getattr(self, InitiativePage._meta.get_field(name).attname) for name in self.territory_fields}
        page: InitiativePage = super().with_content_json({**content, **current})
        page.confirmed_on = self.confirmed_on
        return page

    @classmethod
    def types(cls) -> list[type["InitiativePage"]]:
        """The concrete types, the generic one first."""
        return [cls, *cls.__subclasses__()]

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """As Wagtail's, with all that the search reads of them in a constant number of queries."""
        rows = [name for name in ("procedures", "establishments") if hasattr(cls, name)]
        related = (
            super().get_indexed_objects().select_related("collectivity__departement", "departement", "region", "locale")
        )
        return related.prefetch_related("themes", "audiences", "keyword_items__tag", cls._files(), *rows)

    @classmethod
    def _files(cls) -> models.Prefetch:
        return models.Prefetch("documents", InitiativeDocument.objects.with_words(), to_attr="files_with_words")

    @classmethod
    def read_files(cls, things: Sequence[Any]) -> None:
        models.prefetch_related_objects(things, cls._files())

    def confirm(self) -> None:
        """The commune says, today, that the sheet is still true. It is a fact about the sheet, not a text of it."""
        self.confirmed_on = timezone.localdate()
        self.save(update_fields=["confirmed_on"], clean=False)
        forget_all()

    def stop(self) -> None:
        """The commune says, today, that the service ended. The page stays."""
        today = timezone.localdate()
        self.stage, self.confirmed_on = Stage.STOPPED, today
        self.ended_on = today if not self.started_on or self.started_on <= today else None
        self.write_fact("stage", "confirmed_on", "ended_on")

    def restart(self, stage: str) -> None:
        """The commune says, today, that the service goes on, at this stage: that it ended was a mistake."""
        self.stage, self.confirmed_on, self.ended_on = stage, timezone.localdate(), None
        self.write_fact("stage", "confirmed_on", "ended_on")

    def name_origin(self, origin: "InitiativePage | None") -> None:
        """The commune says which sheet gave it the idea, or is told that it did not."""
        self.inspired_by = origin
        self.write_fact("inspired_by")

    @transaction.atomic
    def write_fact(self, *names: str) -> None:
        """Save what is said about the sheet and is no text of it: at once, without review. What is being written of it
        learns it too, so that publishing takes nothing back.
        """
        # What is being written is read once nobody saves it any more.
        latest = Page.objects.select_for_update().get(pk=self.pk).latest_revision
        self.save(update_fields=names, clean=False)
        if latest:
            said = self.serializable_data()
            latest.content |= {name: said[name] for name in names}
            latest.save(update_fields=["content"])
        forget_all()

    @cached_property
    def theme_list(self) -> list[Theme]:
        return sorted(self.themes.all(), key=lambda theme: theme.order)

    @cached_property
    def files_with_words(self) -> list[InitiativeDocument]:
        """Its files whose words anyone may read; where many sheets are indexed, they are read together."""
        return list(InitiativeDocument.objects.with_words().filter(page=self.pk))

    @property
    def main_theme(self) -> Theme | None:
        return self.theme_list[0] if self.theme_list else None

    @property
    def news_on(self) -> datetime.date | None:
        """The day it was published first or, later, confirmed."""
        published = self.first_published_at and timezone.localdate(self.first_published_at)
        return max((day for day in (published, self.confirmed_on) if day), default=None)

    @property
    def writing_address(self) -> str:
        """The page of the five questions, which leads to the whole editor."""
        return address_in_space("space_sheet", self.collectivity, self.pk)

    @property
    def lessons_address(self) -> str:
        """Where, on that page, it is written what was difficult."""
        return f"{self.writing_address}#id_difficulties"

    @property
    def author_name(self) -> str:
        return self.collectivity.full_name

    @property
    def structured_data(self) -> dict[str, Any]:
        from initiatives import structured_data  # It needs this model

        return structured_data.initiative(self)

    def social_card(self) -> Card:
        card = Card("page", self.pk, str(self.title), place=self.collectivity.full_name)
        theme = self.main_theme
        return dataclasses.replace(card, kicker=theme.name, color=theme.color) if theme else card

    def search_body(self) -> str:
        """The words a reader may look for beside title and summary: story, lessons, names of places and themes."""
        return f"{self.searched_text()}\n{self.searched_context()}"

    def searched_context(self) -> str:
        from initiatives.search_text import context_text  # It needs this model

        return context_text(self)

    def searched_text(self) -> str:
        from initiatives.search_text import written_text  # It needs this model

        return written_text(self)

    def searched_files(self) -> list[SaidInFile]:
        return [SaidInFile(row.label, row.document.file_text.text) for row in self.files_with_words]

    def searched_facts(self) -> Facts:
        return Facts(
            date=self.first_published_at,
            confirmed_on=self.confirmed_on,
            news_on=self.news_on,
            collectivity=self.collectivity_id,
            intercommunality=self.intercommunality_id,
            departement=self.departement_id,
            region=self.region_id,
            place=place_of(self.collectivity),
            size_class=self.size_class,
            stage=self.stage,
            confirmation=confirmation(self.stage, self.confirmed_on) or "",
            themes=[theme.pk for theme in self.theme_list],
            audiences=[audience.pk for audience in self.audiences.all()],
        )

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from initiatives import views  # The views need the models

        return {**super().get_context(request, *args, **kwargs), **views.initiative_context(self, request)}
