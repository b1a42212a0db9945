"""The two sets of blocks: a short one for the story of an initiative, the whole one for the association's pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.blocks.content import (
    TEXT_FEATURES,
    AccordionBlock,
    CalloutBlock,
    CallToActionBlock,
    FigureBlock,
    FilesBlock,
    HeadingBlock,
    ImageBlock,
    PageCardsBlock,
    QuoteBlock,
    TableBlock,
)
from portal.blocks.text import RichTextBlock
from portal.blocks.video import VideoBlock


class StoryBlock(blocks.StreamBlock):
    """What a commune needs to tell an initiative, and no more: a short list is chosen from quickly."""

    heading = HeadingBlock()
    paragraph = RichTextBlock(
        label=_("Texte"),
        icon="pilcrow",
        features=TEXT_FEATURES,
        required=False,
        template="portal/blocks/paragraph.html",
        preview_value="<p>La médiathèque prête trente ordinateurs portables, six semaines chacun.</p>",
        description=_("Un ou plusieurs paragraphes, avec listes et liens."),
    )
    image = ImageBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    video = VideoBlock()

    def clean(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """A title of the second rank needs one of the first above it: screen readers announce the ranks."""
        value = super().clean(value, *args, **kwargs)
        levels = [(index, child.value["level"]) for index, child in enumerate(value) if child.block_type == "heading"]
        if levels and levels[0][1] != "2":
            message = ValidationError(_("Commencez par un intertitre : celui-ci est un sous-intertitre."))
            raise blocks.StreamBlockValidationError(block_errors={levels[0][0]: message})
        return value


class ContentBlock(StoryBlock):
    """The whole set, for the association's pages."""

    table = TableBlock()
    accordion = AccordionBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()
    cards = PageCardsBlock()
    files = FilesBlock()

    class Meta:
        label = _("Contenu")
