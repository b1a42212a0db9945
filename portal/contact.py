"""Whom to write to: the address that the association gives in the settings of the portal."""

from portal.models import PortalSettings


def contact_address() -> str:
    rows = PortalSettings.objects.filter(site__is_default_site=True).values_list("contact_email", flat=True)
    return rows.first() or ""
