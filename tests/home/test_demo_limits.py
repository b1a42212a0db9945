"""The demonstration refuses to begin without what it is made of, and gives back what it borrowed."""

import pytest
from django.core.management import CommandError, call_command

from home.demo import editorial
from home.models import DemoItem
from portal.models import PortalSettings

pytestmark = pytest.mark.django_db


def test_without_the_reference_data_it_says_what_to_do():
    with pytest.raises(CommandError, match="load_collectivities"):
        call_command("load_demo")

    assert DemoItem.objects.count() == 0


def test_the_settings_of_an_editor_outlive_it(home):
    settings = PortalSettings.for_site(home.get_site())
    settings.banner_fr, settings.contact_email = "Une vraie annonce.", "vraie@mairie.example"
    settings.save()
    editorial.reset()
    settings.refresh_from_db()

    assert (settings.banner_fr, settings.contact_email) == ("Une vraie annonce.", "vraie@mairie.example")


def test_its_own_banner_and_address_go_with_it(home):
    settings = PortalSettings.for_site(home.get_site())
    settings.banner_fr, settings.contact_email = editorial.BANNERS["banner_fr"], editorial.CONTACT_EMAIL
    settings.save()
    editorial.reset()
    settings.refresh_from_db()

    assert (settings.banner_fr, settings.contact_email) == ("", "")
