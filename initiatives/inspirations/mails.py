"""Mails about inspirations."""

from collectivities.team.mails import notify_team
from initiatives.models import Inspiration
from initiatives.questions.addresses import inspiration_address
from portal.addresses import whole_address, whole_address_of
from portal.models import User
from portal.notices import notify


def tell_declared(inspiration: Inspiration) -> None:
    """The team of the origin learns that its idea serves."""
    of = inspiration.origin.collectivity
    link = whole_address(inspiration_address(inspiration, of))
    notify_team(of, "mail/inspiration", {**_context(inspiration), "link": link})


def tell_thanked(inspiration: Inspiration) -> None:
    _to_inspired("mail/inspiration_thanked", inspiration)


def tell_contested(inspiration: Inspiration) -> None:
    _to_inspired("mail/inspiration_contested", inspiration)
    link = whole_address_of("wagtailadmin_pages:edit", inspiration.sheet_id)
    for reader in User.objects.association():
        notify(reader, "mail/inspiration_contested", {**_context(inspiration), "link": link})


def _to_inspired(template: str, inspiration: Inspiration) -> None:
    sheet = inspiration.sheet
    link = whole_address(sheet.writing_address)
    notify_team(sheet.collectivity, template, {**_context(inspiration), "link": link})


def _context(inspiration: Inspiration) -> dict[str, object]:
    return {
        "sheet": inspiration.sheet.title,
        "sheet_url": inspiration.sheet.full_url or "",
        "inspired": inspiration.sheet.collectivity.full_name,
        "origin": inspiration.origin.title,
        "of": inspiration.origin.collectivity.full_name,
        "reply": inspiration.reply,
    }
