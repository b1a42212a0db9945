"""The small set of blocks every StreamField of the portal is made of."""

from portal.blocks.content import (
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
from portal.blocks.stream import ContentBlock, StoryBlock
from portal.blocks.video import VideoBlock

__all__ = [
    "AccordionBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "ContentBlock",
    "FigureBlock",
    "FilesBlock",
    "HeadingBlock",
    "ImageBlock",
    "PageCardsBlock",
    "QuoteBlock",
    "StoryBlock",
    "TableBlock",
    "VideoBlock",
]
