"""Declaring, thanking, contesting."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from initiatives.enums import InspirationState
from initiatives.inspirations import mails
from initiatives.inspirations.log_actions import CONTEST, DECLARE, THANK
from initiatives.lineage import descends_from
from initiatives.models import InitiativePage, Inspiration
from portal.models import User


def may_come_from(sheet: InitiativePage, origin: InitiativePage) -> bool:
    """Whether a sheet may name this origin: that of another commune, which was not inspired by it."""
    return sheet.collectivity_id != origin.collectivity_id and not descends_from(origin.pk, sheet.pk)


@transaction.atomic
def declare(sheet: InitiativePage, origin: InitiativePage, user: User) -> None:
    """Name the origin of a sheet. That of a draft is told once the draft is public."""
    if sheet.inspired_by_id == origin.pk:
        return
    sheet.name_origin(origin)
    log(sheet, DECLARE, user=user, data={"origin": origin.title})
    if sheet.live:
        tell_origin(sheet, user)


def tell_origin(sheet: InitiativePage, user: User | None) -> None:
    """Of a public sheet that names an origin, the commune of the origin is told, once."""
    known = Inspiration.objects.filter(sheet=sheet).first()
    origin = sheet.inspired_by
    if origin is None:
        if known and known.state != InspirationState.CONTESTED:
            known.delete()
        return
    if known and known.origin_id == origin.pk and known.state != InspirationState.CONTESTED:
        return
    if known:
        known.delete()
    inspiration = Inspiration.objects.create(sheet=sheet, origin=origin, declared_by=user)
    mails.tell_declared(inspiration)


def tell_origin_of_published(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """For Wagtail's signal: the editor, or the draft of a sheet, may name an origin too."""
    if isinstance(instance, InitiativePage) and instance.alias_of_id is None:
        tell_origin(instance, revision.user if revision else None)


@transaction.atomic
def thank(inspiration: Inspiration, user: User, message: str) -> None:
    """Nothing is done when somebody answered meanwhile."""
    if not _reply(inspiration, InspirationState.THANKED, user, message):
        return
    log(inspiration.origin, THANK, user=user, data={"sheet": inspiration.sheet.title})
    mails.tell_thanked(inspiration)


@transaction.atomic
def contest(inspiration: Inspiration, user: User, reason: str) -> None:
    """The sheet names no origin any more; its commune and the association are told why. Nothing is done when somebody
    answered meanwhile.
    """
    if not _reply(inspiration, InspirationState.CONTESTED, user, reason):
        return
    sheet = inspiration.sheet.specific
    if sheet.inspired_by_id == inspiration.origin_id:
        sheet.name_origin(None)
    log(inspiration.origin, CONTEST, user=user, data={"sheet": sheet.title})
    mails.tell_contested(inspiration)


def _reply(inspiration: Inspiration, state: InspirationState, user: User, text: str) -> bool:
    unanswered = Inspiration.objects.unanswered().filter(pk=inspiration.pk)
    done = unanswered.update(state=state, replied_by=user, reply=text)
    inspiration.state, inspiration.reply = state, text
    return bool(done)
