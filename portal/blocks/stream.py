"""The two sets of blocks: a short one for the story of an initiative, the whole one for the association's pages."""

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
    TextBlock,
    VideoBlock,
)


class StoryBlock(blocks.StreamBlock):
    """What a commune needs to tell an initiative, and no more: a short list is chosen from quickly."""

    heading = HeadingBlock()
    paragraph = TextBlock(
        label=_("Texte"),
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="portal/blocks/paragraph.html",
        preview_value="<p>La médiathèque prête trente ordinateurs portables, six semaines chacun.</p>",
        description=_("Un ou plusieurs paragraphes, avec listes et liens."),
    )
    image = ImageBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    video = VideoBlock()


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
