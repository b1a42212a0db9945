"""Groups, their exact rights and the moderation workflow; idempotent."""

from django.contrib.auth.models import Group, Permission

from portal.permissions import ASSOCIATION_GROUP, MEMBERS_GROUP


def set_up_rights() -> None:
    """Make the two groups. Members get their rights on pages and files from ``Membership``, not from here."""
    association, _created = Group.objects.get_or_create(name=ASSOCIATION_GROUP)
    members, _created = Group.objects.get_or_create(name=MEMBERS_GROUP)
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    association.permissions.add(access)
    members.permissions.add(access)
