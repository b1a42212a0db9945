"""Factories of the suite: French data, nothing random, traits for what tests speak of."""

import datetime
import io
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.models import Page

from collectivities.enums import CollectivityKind, Position, RegistrationState, Role
from collectivities.models import (
    Collectivity,
    CollectivityIndexPage,
    CollectivityPage,
    CustomDocument,
    CustomImage,
    Membership,
    ProgrammeIndexPage,
    RegionalProgrammePage,
    Registration,
)
from home.models import (
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    ResourceIndexPage,
    ResourcePage,
)
from initiatives.enums import HourState, Medium
from initiatives.models import EAdministrationPage, EducationPage, Hour, InitiativePage, PublicAccessPage, Seat, Theme
from portal.models import User
from portal.permissions import ASSOCIATION_GROUP


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)

    email = factory.Sequence(lambda n: f"personne{n}@mairie.example")
    first_name = "Maryvonne"
    last_name = factory.Sequence(lambda n: f"Le Goff {n}")

    @factory.post_generation
    def association(self, create: bool, value: Any, **kwargs: Any) -> None:
        if value:
            self.groups.add(Group.objects.get(name=ASSOCIATION_GROUP))

    @factory.post_generation
    def password(self, create: bool, value: Any, **kwargs: Any) -> None:
        self.set_password(value or "un mot de passe long")
        self.save()


class CollectivityFactory(DjangoModelFactory):
    """A commune of the Côtes-d’Armor by default."""

    class Meta:
        model = Collectivity
        django_get_or_create = ("kind", "code")

    class Params:
        is_region = factory.Trait(
            kind=CollectivityKind.REGION, code="53", name="Bretagne", departement=None, region=None
        )
        is_departement = factory.Trait(
            kind=CollectivityKind.DEPARTEMENT, code="22", name="Côtes-d'Armor", departement=None
        )
        intercommunal = factory.Trait(
            kind=CollectivityKind.INTERCOMMUNALITY,
            code="200067981",
            name="Communauté de communes du Kreiz",
            departement=None,
        )

    kind = CollectivityKind.COMMUNE
    code = factory.Sequence(lambda n: f"{22400 + n}")
    name = factory.Sequence(lambda n: f"Plouézec {n}")
    population = 3_200
    postal_codes = "22470"
    latitude = 48.75
    longitude = -2.98
    region = factory.Maybe(
        factory.LazyAttribute(lambda o: o.kind != CollectivityKind.REGION),
        factory.SubFactory("tests.factories.CollectivityFactory", is_region=True),
    )
    departement = factory.Maybe(
        factory.LazyAttribute(lambda o: o.kind == CollectivityKind.COMMUNE),
        factory.SubFactory("tests.factories.CollectivityFactory", is_departement=True),
    )


class RegistrationFactory(DjangoModelFactory):
    """A request whose address is confirmed, and that waits, by default."""

    class Meta:
        model = Registration

    class Params:
        is_unconfirmed = factory.Trait(state=RegistrationState.UNCONFIRMED)

    collectivity = factory.SubFactory(CollectivityFactory)
    email = factory.Sequence(lambda n: f"mairie{n}@plouezec.example")
    first_name = "Maryvonne"
    last_name = "Le Goff"
    position = Position.STAFF
    function = "Secrétaire de mairie"
    source = "/inscription/communes/22214/"
    language = "fr"
    state = RegistrationState.WAITING
    requested_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyAttribute(lambda o: None if o.state == RegistrationState.UNCONFIRMED else o.requested_at)
    decided_at = factory.LazyAttribute(lambda o: o.requested_at if o.state in RegistrationState.decided() else None)
    reason = factory.LazyAttribute(
        lambda o: "Personne ne vous connaît à la mairie." if o.state == RegistrationState.REFUSED else ""
    )


class PageFactory(DjangoModelFactory):
    """A live page, added to the tree below ``parent``."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        parent = kwargs.pop("parent", None) or cls.default_parent()
        relations = {name: kwargs.pop(name) for name in ("themes", "audiences", "keywords") if name in kwargs}
        page = model_class(*args, locale=parent.locale, **kwargs)
        parent.add_child(instance=page)
        for name, values in relations.items():
            if name == "keywords":
                page.keywords.add(*values)
            else:
                setattr(page, name, values)
        if relations:
            page.save()
        return page

    @classmethod
    def default_parent(cls) -> Page:
        raise NotImplementedError


class CollectivityPageFactory(PageFactory):
    class Meta:
        model = CollectivityPage

    collectivity = factory.SubFactory(CollectivityFactory)
    title = factory.LazyAttribute(lambda o: o.collectivity.name)
    slug = factory.LazyAttribute(lambda o: o.collectivity.page_slug)
    summary = "Une commune de Bretagne."
    joined_on = datetime.date(2001, 5, 2)

    @classmethod
    def default_parent(cls) -> Page:
        return CollectivityIndexPage.objects.get(locale__language_code="fr", kind=CollectivityKind.COMMUNE)


class InitiativePageFactory(PageFactory):
    class Meta:
        model = InitiativePage

    title = factory.Sequence(lambda n: f"Le bus des écrans {n}")
    slug = factory.Sequence(lambda n: f"le-bus-des-ecrans-{n}")
    summary = "Un ancien bus scolaire, huit ordinateurs, une conseillère."
    stage = "running"
    confirmed_on = datetime.date(2026, 9, 14)

    @classmethod
    def default_parent(cls) -> Page:
        return CollectivityPageFactory()


def sheets(collectivity: Collectivity, count: int, start: int = 0) -> list[InitiativePage]:
    """Many sheets of a commune, for ``portal.bulk.add_children``."""
    pages = [
        InitiativePage(title=f"La fiche {n}", slug=f"fiche-{n}", summary="Un résumé.", stage="running")
        for n in range(start, start + count)
    ]
    for page in pages:
        page.copy_territory(collectivity)
    return pages


class PublicAccessPageFactory(InitiativePageFactory):
    class Meta:
        model = PublicAccessPage

    place_name = "Cybercommune"
    address = "3, place des Halles"


class EAdministrationPageFactory(InitiativePageFactory):
    class Meta:
        model = EAdministrationPage

    service_url = "https://www.example.org/demarches"


class EducationPageFactory(InitiativePageFactory):
    class Meta:
        model = EducationPage

    partners = "L'inspection académique"


def theme(slug: str = "acces-public", language: str = "fr") -> Theme:
    return Theme.objects.get(slug=slug, locale__language_code=language)


class HourFactory(DjangoModelFactory):
    """An hour that a commune offers in ten days, by telephone, with one place that nobody has."""

    class Meta:
        model = Hour

    class Params:
        is_past = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=1)))
        is_tomorrow = factory.Trait(
            starts_at=factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(hours=20))
        )
        is_cancelled = factory.Trait(state=HourState.CANCELLED, reason="Notre agente est souffrante.", sequence=1)
        by_video = factory.Trait(medium=Medium.VIDEO, access="https://visio.example/salle")

    collectivity = factory.SubFactory(CollectivityFactory)
    subject = factory.Sequence(lambda n: f"Ouvrir un lieu dans l’ancienne poste {n}")
    text = "Le bail, les horaires, l’animatrice partagée."
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=10))
    medium = Medium.PHONE
    access = "05 65 00 00 00"


class SeatFactory(DjangoModelFactory):
    """A place that another commune has, the next one that is free."""

    class Meta:
        model = Seat

    hour = factory.SubFactory(HourFactory)
    number = factory.LazyAttribute(lambda o: o.hour.seats.count() + 1)
    asking = factory.SubFactory(CollectivityFactory)
    text = "Qui paie le chauffage ?"


class ArticlePageFactory(PageFactory):
    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Une actualité {n}")
    slug = factory.Sequence(lambda n: f"actualite-{n}")
    summary = "Ce qui s'est passé."
    date = datetime.date(2007, 11, 24)

    @classmethod
    def default_parent(cls) -> Page:
        return ArticleIndexPage.objects.get(locale__language_code="fr")


class EventPageFactory(PageFactory):
    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Une rencontre {n}")
    slug = factory.Sequence(lambda n: f"rencontre-{n}")
    starts_at = datetime.datetime(2027, 3, 20, 9, tzinfo=datetime.UTC)
    ends_at = datetime.datetime(2027, 3, 20, 17, tzinfo=datetime.UTC)
    place = "Salle des fêtes"

    @classmethod
    def default_parent(cls) -> Page:
        return EventIndexPage.objects.get(locale__language_code="fr")


class ResourcePageFactory(PageFactory):
    class Meta:
        model = ResourcePage

    title = factory.Sequence(lambda n: f"Un guide {n}")
    slug = factory.Sequence(lambda n: f"guide-{n}")
    link = "https://www.example.org/guide"

    @classmethod
    def default_parent(cls) -> Page:
        return ResourceIndexPage.objects.get(locale__language_code="fr")


class RegionalProgrammePageFactory(PageFactory):
    """That of Brittany by default."""

    class Meta:
        model = RegionalProgrammePage

    region = factory.SubFactory(CollectivityFactory, is_region=True)
    title = factory.LazyAttribute(lambda o: f"{o.partner} accompagne les communes")
    slug = factory.Sequence(lambda n: f"programme-{n}")
    summary = "Un partenaire au plus près des communes."
    partner = "Mégalis Bretagne"
    email = "communes@megalis.example"

    @classmethod
    def default_parent(cls) -> Page:
        return ProgrammeIndexPage.objects.get(locale__language_code="fr")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    collectivity = factory.SubFactory(CollectivityFactory)
    role = Role.REFERENT


def png(width: int = 64, height: int = 40) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#1f4dbf").save(stream, "PNG")
    return stream.getvalue()


class CustomImageFactory(DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"Image {n}")
    file = factory.LazyAttribute(lambda _o: ImageFile(io.BytesIO(png()), name="image.png"))


class CustomDocumentFactory(DjangoModelFactory):
    class Meta:
        model = CustomDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyAttribute(lambda _o: ContentFile(b"Charte", name="charte.txt"))
