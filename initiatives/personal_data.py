"""What a person wrote: it stays under the name of the commune, and names nobody once the account is gone."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageLogEntry, Revision

from collectivities.review import answers
from initiatives.hours.leaving import cancel_of_person
from initiatives.models import Hour, InitiativePage, Inspiration, Message, Seat
from portal.models import User
from portal.personal_data import Holding


def _read(user: User) -> dict[str, Any]:
    begun = InitiativePage.objects.filter(owner=user)
    written = InitiativePage.objects.filter(pk__in=_revised(user))
    sheet = ("title", "url_path", "first_published_at", "latest_revision_created_at")
    return {
        "sheets_begun": list(begun.values(*sheet)),
        "sheets_written": list(written.values(*sheet)),
        "messages": list(Message.objects.filter(author=user).values("question__sheet__title", "text", "sent_at")),
        "inspirations": list(Inspiration.objects.filter(declared_by=user).values("sheet__title", "origin__title")),
        "answers": list(
            PageLogEntry.objects.filter(user=user, action=answers.ACTION).values("label", "timestamp", "data")
        ),
        "hours": list(Hour.objects.filter(author=user).values("subject", "text", "starts_at", "access")),
        "places": list(Seat.objects.filter(author=user).values("hour__subject", "text", "taken_at")),
        "replies": list(Inspiration.objects.filter(replied_by=user).values("origin__title", "reply")),
    }


def _revised(user: User) -> list[int]:
    of_pages = Revision.objects.filter(user=user, base_content_type=ContentType.objects.get_for_model(Page))
    return [int(key) for key in of_pages.values_list("object_id", flat=True).distinct()]


AUTHOR = Holding("fiches", _read, cancel_of_person)
