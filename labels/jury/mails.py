"""Mails to members of the jury."""

from django.conf import settings
from django.utils import translation

from labels.models import Campaign, Juror
from portal.accounts import one_time_link
from portal.addresses import whole_address_of
from portal.mail import send_mail
from portal.notices import notify


def send_invitation(juror: Juror, *, is_reminder: bool = False) -> None:
    """The way in: a link to choose a password, or the page of the jury for who already has one."""
    user = juror.user
    if user is None:
        return
    new = user.last_login is None
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        link = one_time_link(user) if new else whole_address_of("jury")
    context = {
        "first_name": user.first_name,
        "year": str(juror.campaign.year),
        "is_president": juror.is_president,
        "is_reminder": is_reminder,
        "new": new,
        "link": link,
    }
    send_mail("mail/jury_invitation", [user.email], context, language=language)


def tell_assigned(juror: Juror, campaign: Campaign, names: list[str]) -> None:
    """What came into somebody's pile."""
    user = juror.user
    if user is None:
        return
    context: dict[str, object] = {
        "first_name": user.first_name,
        "year": str(campaign.year),
        "names": names,
        "count": len(names),
        "until": campaign.readings_until,
        "link": whole_address_of("jury", language=user.language),
    }
    notify(user, "mail/jury_assigned", context)
