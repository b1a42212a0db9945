"""Blocks that carry content. Each has a template in ``templates/portal/blocks/`` and a preview in the chooser."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from portal.addresses import ADDRESS
from portal.blocks.text import CharBlock, RichTextBlock, TextBlock
from portal.enums import BannerLevel

TEXT_FEATURES = ["bold", "link", "document-link", "ol", "ul"]


def public_pages(pages: Iterable[Page | None]) -> list[Page]:
    """Those of the chosen pages that everybody may read, in the order chosen: an editor may choose a draft."""
    chosen = [page.pk for page in pages if page]
    public = Page.objects.live().public().filter(pk__in=chosen).defer_streamfields().specific().in_bulk()
    return [public[pk] for pk in chosen if pk in public]


class HeadingBlock(blocks.StructBlock):
    text = CharBlock(label=_("Intertitre"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Niveau"),
        choices=[("2", _("Intertitre")), ("3", _("Sous-intertitre"))],
        default="2",
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Intertitre")
        template = "portal/blocks/heading.html"
        preview_value = {"text": "Ce qui se passe à bord", "level": "2"}
        description = _("Découpe le texte : une personne qui survole la page lit d’abord les intertitres.")
        form_layout = ["text", "level"]


class ImageBlock(blocks.StructBlock):
    """An image with its credit. Its alternative text is required unless the image is said to be decorative."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = CharBlock(
        label=_("Texte alternatif"),
        required=False,
        max_length=250,
        help_text=_("Ce que l’image montre, pour les personnes qui ne la voient pas."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Image décorative : elle n’apporte aucune information"), required=False, search_index=False
    )
    caption = CharBlock(label=_("Légende"), required=False, max_length=250)
    credit = CharBlock(label=_("Crédit"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "portal/blocks/image.html"
        preview_template = "portal/blocks/previews/image.html"
        description = _("Une photo ou un dessin, avec son auteur et un texte pour qui ne le voit pas.")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value["decorative"] and not value["alt_text"]:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "alt_text": ValidationError(_("Décrivez l’image en une phrase, ou cochez « Image décorative »."))
                }
            )
        return value


class QuoteBlock(blocks.StructBlock):
    text = TextBlock(label=_("Citation"), max_length=400, help_text=_("Sans guillemets : ils sont ajoutés."))
    attribution = CharBlock(label=_("Qui parle"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Citation")
        template = "portal/blocks/quote.html"
        preview_value = {
            "text": "Le premier jour, personne n’est monté. Le troisième, il fallait ajouter des chaises.",
            "attribution": "L’animatrice",
        }
        description = _("Une phrase entendue, et qui l’a dite.")


class FigureBlock(blocks.StructBlock):
    value = CharBlock(label=_("Chiffre"), max_length=20)
    label = CharBlock(label=_("Ce qu’il mesure"), max_length=160)

    class Meta:
        icon = "order"
        label = _("Chiffre")
        template = "portal/blocks/figure.html"
        preview_value = {"value": "62 %", "label": "des démarches faites sans se déplacer"}
        description = _("Un nombre qui compte, et ce qu’il mesure.")


class CallToActionValue(blocks.StructValue):
    @property
    def link(self) -> str:
        """Where the button leads; nowhere once its page is deleted, unpublished or private."""
        page = self["page"]
        if not page:
            return str(self["url"] or "")
        return str(page.get_url() or "") if public_pages([page]) else ""


class CallToActionBlock(blocks.StructBlock):
    title = CharBlock(label=_("Titre"), max_length=90)
    text = TextBlock(label=_("Texte"), required=False, max_length=300)
    button = CharBlock(label=_("Bouton"), max_length=40, help_text=_("Un verbe : « Inscrire ma commune »."))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.RegexBlock(
        ADDRESS,
        label=_("ou adresse"),
        required=False,
        max_length=500,
        help_text=_("Par exemple /recherche/ ou https://…"),
        error_messages={"invalid": _("Écrivez un chemin de ce site, comme /recherche/, ou une adresse en https.")},
    )

    class Meta:
        icon = "circle-plus"
        label = _("Invitation")
        template = "portal/blocks/call_to_action.html"
        value_class = CallToActionValue
        preview_value = {
            "title": "Racontez ce que fait votre commune",
            "text": "Dix minutes suffisent pour une première fiche.",
            "button": "Inscrire ma commune",
            "page": None,
            "url": "/",
        }
        description = _("Une seule chose à faire, avec son bouton.")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choisissez une page ou écrivez une adresse, pas les deux."))}
            )
        return value


class PageCardsBlock(blocks.StructBlock):
    title = CharBlock(label=_("Titre"), required=False, max_length=90)
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"), min_num=1, max_num=6)

    class Meta:
        icon = "copy"
        label = _("Cartes")
        template = "portal/blocks/page_cards.html"
        preview_template = "portal/blocks/previews/page_cards.html"
        description = _("Des pages choisies une à une, montrées en cartes.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "pages": public_pages(value["pages"])}


class FilesBlock(blocks.StructBlock):
    title = CharBlock(label=_("Titre"), required=False, max_length=90)
    files = blocks.ListBlock(DocumentChooserBlock(), label=_("Fichiers"), min_num=1, max_num=20)

    class Meta:
        icon = "doc-full"
        label = _("Fichiers")
        template = "portal/blocks/files.html"
        preview_template = "portal/blocks/previews/files.html"
        description = _("Des documents à télécharger, avec leur format et leur poids.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        # A document deleted since leaves an empty place in the list.
        return {**context, "files": [document for document in value["files"] if document]}


class AccordionBlock(blocks.StructBlock):
    title = CharBlock(label=_("Titre"), required=False, max_length=90)
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("question", CharBlock(label=_("Question"), max_length=160)),
                ("answer", RichTextBlock(label=_("Réponse"), features=TEXT_FEATURES)),
            ]
        ),
        label=_("Questions"),
        min_num=1,
    )

    class Meta:
        icon = "list-ul"
        label = _("Questions et réponses")
        template = "portal/blocks/accordion.html"
        preview_value = {
            "title": "Avant de s’inscrire",
            "items": [{"question": "L’inscription est-elle payante ?", "answer": "<p>Non.</p>"}],
        }
        description = _("Des réponses repliées, qu’on ouvre une à une.")


class TableBlock(blocks.StructBlock):
    """A table of figures. Its caption is what a screen reader announces first, so it is required."""

    caption = CharBlock(label=_("Légende du tableau"), max_length=160)
    table = WagtailTableBlock(label=_("Tableau"))

    class Meta:
        icon = "table"
        label = _("Tableau")
        template = "portal/blocks/table.html"
        preview_value = {
            "caption": "Candidatures par année",
            "table": {
                "data": [["Année", "Dossiers"], ["2006", "223"], ["2007", "236"]],
                "first_row_is_table_header": True,
            },
        }
        description = _("Des chiffres en lignes et colonnes.")


class CalloutBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        label=_("Genre"), choices=BannerLevel.choices, default=BannerLevel.INFO, search_index=False
    )
    text = RichTextBlock(label=_("Texte"), features=["bold", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Encadré")
        template = "portal/blocks/callout.html"
        preview_value = {"level": "info", "text": "<p>Le règlement a changé sur deux points.</p>"}
        description = _("Une précision à ne pas manquer.")
