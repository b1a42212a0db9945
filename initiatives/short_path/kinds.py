"""The types of sheets, as the page that begins one proposes them. The type of a page is chosen once."""

from dataclasses import dataclass

from django.utils.text import capfirst

from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, PublicAccessPage


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` stands in the address of the page; that of the generic type is empty."""

    name: str
    model: type[InitiativePage]

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def text(self) -> str:
        return str(self.model.page_description)


KINDS = (
    Kind("", InitiativePage),
    Kind("lieu", PublicAccessPage),
    Kind("demarche", EAdministrationPage),
    Kind("education", EducationPage),
)


def kind_named(name: str) -> Kind:
    """The generic one for a name that is none."""
    return next((kind for kind in KINDS if kind.name == name), KINDS[0])
