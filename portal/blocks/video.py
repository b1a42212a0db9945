"""A film kept elsewhere: nothing is asked of that site before the reader clicks.

The click leads to a page of ours that holds the player of the other site; it alone may frame it. A film on a site whose
player is not known is watched there.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.blocks.content import TEXT_FEATURES
from portal.blocks.text import CharBlock, RichTextBlock

PLAYERS = (
    (r"https://(?:www\.|m\.)?youtube\.com/watch\?(?:.*&)?v=(?P<id>[\w-]{6,20})", "www.youtube-nocookie.com/embed/{id}"),
    (r"https://youtu\.be/(?P<id>[\w-]{6,20})", "www.youtube-nocookie.com/embed/{id}"),
    (r"https://(?:www\.)?vimeo\.com/(?P<id>\d+)", "player.vimeo.com/video/{id}?dnt=1"),
    (r"https://(?:www\.)?dailymotion\.com/video/(?P<id>\w+)", "geo.dailymotion.com/player.html?video={id}"),
    # PeerTube, on whatever host it runs.
    (r"https://(?P<host>[\w.-]+)/(?:w|videos/watch)/(?P<id>[\w-]{8,36})/?$", "{host}/videos/embed/{id}"),
)
"""The address of a film, and that of the player that may be framed."""
SIGNER = signing.Signer(salt="portal.video")


@dataclass(frozen=True, slots=True)
class Film:
    """What the page of a film shows. ``page`` is the key of the page it was put in, if any."""

    url: str
    title: str
    page: int | None = None

    @property
    def host(self) -> str:
        """The site the film is on, named before anything is asked of it."""
        return urlsplit(self.url).hostname or ""

    @property
    def player(self) -> str:
        """The address of its player, or nothing when the site is not known."""
        for pattern, player in PLAYERS:
            if found := re.match(pattern, self.url):
                return "https://" + player.format(**found.groupdict())
        return ""

    @property
    def player_origin(self) -> str:
        return "https://" + (urlsplit(self.player).hostname or "")

    @property
    def address(self) -> str:
        """Our page for it. Signed: it shows the films that our pages hold, and no other."""
        signed = SIGNER.sign_object({"url": self.url, "title": self.title, "page": self.page}, compress=True)
        return reverse("video", args=[signed])


def film_at(signed: str) -> Film | None:
    """The film of an address of ours, or None when nobody here made that address."""
    try:
        return Film(**SIGNER.unsign_object(signed))
    except signing.BadSignature:
        return None


class VideoBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Adresse de la vidéo"), help_text=_("La page où elle se regarde, en https."))
    title = CharBlock(label=_("Titre de la vidéo"), max_length=120)
    transcript = RichTextBlock(label=_("Transcription"), required=False, features=TEXT_FEATURES)

    class Meta:
        icon = "media"
        label = _("Vidéo")
        template = "portal/blocks/video.html"
        preview_value = {"url": "https://www.example.org/film", "title": "La remise des labels", "transcript": ""}
        description = _("Une vidéo d’un autre site, ouverte seulement si la personne le demande.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        return {**context, "film": Film(value["url"], value["title"], getattr(page, "pk", None))}
