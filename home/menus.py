"""The links a new portal starts with; the editors change them afterwards in the settings."""

from wagtail.models import Page, Site

from home.models import HomePage
from portal.enums import MenuPlace
from portal.models import MenuLink, PortalSettings

ADDRESSES = {
    "/recherche/": {"label_fr": "Initiatives", "label_en": "Initiatives", "label_br": "Intrudoù"},
    "/une-heure-avec/": {"label_fr": "Une heure avec…", "label_en": "An hour with…", "label_br": "Un eurvezh gant…"},
    "/palmares/": {"label_fr": "Palmarès", "label_en": "Awards", "label_br": "Roll-enor"},
    "/donnees/": {"label_fr": "Données ouvertes", "label_en": "Open data", "label_br": "Roadennoù digor"},
}
"""What answers without being a page, and its names."""
LABELS = {
    "label": {"label_fr": "Le label", "label_en": "The label", "label_br": "Al label"},
    "inscrire-sa-commune": {"label_fr": "Inscrire sa commune"},
}
"""Shorter than the title of the page."""
FOOTERS = {
    "footer_fr": "L’association des communes et des gens qui font l’Internet citoyen, depuis 1998.",
    "footer_en": "The association of the towns and people who make the citizens’ Internet, since 1998.",
    "footer_br": "Kevredigezh ar c’humunioù hag an dud a ra Internet ar geodedourien, abaoe 1998.",
}
LINKS: dict[MenuPlace, tuple[str, ...]] = {
    MenuPlace.HEADER: ("/recherche/", "communes", "label", "actualites"),
    MenuPlace.FOOTER_SEARCH: ("/recherche/", "themes", "communes", "ressources", "/une-heure-avec/", "/donnees/"),
    MenuPlace.FOOTER_LABEL: ("/palmares/", "label", "label/reglement", "label/histoire"),
    MenuPlace.FOOTER_ASSOCIATION: ("association", "inscrire-sa-commune", "chiffres-cles", "agenda", "aide", "contact"),
    MenuPlace.FOOTER_LEGAL: ("accessibilite", "mentions-legales", "confidentialite", "plan-du-site"),
}


def set_up_menus(home: HomePage) -> None:
    """Add the default links whose page exists to every menu that has none yet."""
    settings = PortalSettings.for_site(Site.objects.get(root_page=home))
    if not settings.footer_fr:
        for name, text in FOOTERS.items():
            setattr(settings, name, text)
        settings.save()
    filled = set(settings.menu_links.values_list("place", flat=True))
    for place, targets in LINKS.items():
        if place not in filled:
            add_links(settings, home, place, targets)


def add_links(settings: PortalSettings, home: HomePage, place: MenuPlace, targets: tuple[str, ...]) -> None:
    for order, target in enumerate(targets):
        if labels := ADDRESSES.get(target):
            MenuLink.objects.create(portal_settings=settings, place=place, url=target, sort_order=order, **labels)
        elif page := Page.objects.filter(url_path=f"{home.url_path}{target}/").first():
            MenuLink.objects.create(
                portal_settings=settings, place=place, page=page, sort_order=order, **LABELS.get(target, {})
            )
