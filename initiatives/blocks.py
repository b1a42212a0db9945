"""Blocks that show initiatives."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.text import CharBlock

if TYPE_CHECKING:
    from initiatives.cards import Card


class InitiativeListBlock(blocks.StructBlock):
    """The latest initiatives of a theme, of a territory, or of both."""

    title = CharBlock(label=_("Titre"), max_length=90)
    theme = SnippetChooserBlock("initiatives.Theme", label=_("Thème"), required=False)
    territory_code = blocks.RegexBlock(
        regex=r"^[0-9][0-9abAB]?[0-9]{0,7}$",
        label=_("Territoire"),
        required=False,
        help_text=_(
            "Code officiel : « 53 » pour la Bretagne, « 22046 » pour une commune, le SIREN d’une intercommunalité."
        ),
        error_messages={"invalid": _("Écrivez un code officiel, par exemple 53 ou 22046.")},
    )
    territory_kind = blocks.ChoiceBlock(
        label=_("Genre de territoire"),
        choices=[
            ("region", _("Région")),
            ("departement", _("Département")),
            ("intercommunalite", _("Intercommunalité")),
            ("commune", _("Commune")),
        ],
        default="region",
        search_index=False,
    )
    count = blocks.IntegerBlock(label=_("Nombre"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("Liste d’initiatives")
        template = "initiatives/blocks/initiative_list.html"
        preview_template = "initiatives/blocks/previews/initiative_list.html"
        description = _("Les dernières initiatives d’un thème ou d’un territoire, tenues à jour seules.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["initiatives"] = self.initiatives(value)
        return context

    @staticmethod
    def initiatives(value: Any) -> "list[Card]":
        from collectivities.models import Collectivity  # Blocks are read before models are
        from initiatives.models import InitiativePage, Theme  # Same

        queryset = InitiativePage.objects.live_public().cards()
        if theme := value.get("theme"):
            # The block keeps one language's theme; its translations share the key.
            queryset = queryset.filter(
                themes__in=Theme.objects.in_language().filter(translation_key=theme.in_force.translation_key)
            )
        if code := value.get("territory_code"):
            territory = Collectivity.objects.filter(kind=value["territory_kind"], code=code.upper()).first()
            if not territory:
                return []
            queryset = queryset.in_territory(territory)
        return list(queryset.order_by("-first_published_at")[: value["count"]])
