"""A commune with a référent and a contributor, and the form of the five questions as a browser sends it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from collectivities.enums import Role
from initiatives.models import InitiativePage
from portal.models import User
from tests.factories import CollectivityPageFactory, InitiativePageFactory, MembershipFactory, theme

NEW = "/espace/communes/22046/initiatives/nouvelle/"


@pytest.fixture
def mene(db: None) -> Any:
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


def member(page: Any, first_name: str, role: Role = Role.REFERENT) -> User:
    user: User = MembershipFactory(collectivity=page.collectivity, role=role, user__first_name=first_name).user
    return user


@pytest.fixture
def maryvonne(mene: Any) -> User:
    return member(mene, "Maryvonne")


@pytest.fixture
def yann(mene: Any) -> User:
    return member(mene, "Yann", Role.CONTRIBUTOR)


@pytest.fixture
def sheet(mene: Any) -> InitiativePage:
    """A draft with a theme."""
    page: InitiativePage = InitiativePageFactory(
        parent=mene, title="Le bus", slug="le-bus", live=False, themes=[theme()], summary="Un bus.", confirmed_on=None
    )
    page.save_revision()
    return page


@dataclass
class Writer:
    """Somebody in front of the page. ``fields`` are those of the form, with what the person typed."""

    client: Client
    address: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def open(self) -> "Writer":
        answer = self.client.get(self.address)
        assert answer.status_code == 200
        return self.read(answer)

    def read(self, answer: Any) -> "Writer":
        """Take the form of a page, as a browser shows it."""
        form = BeautifulSoup(answer.content, "html.parser").select_one("[data-short-path]")
        assert form
        self.address = str(form["action"])
        self.fields = {}
        for control in form.select("input, textarea, select"):
            name, kind = str(control.get("name")), control.get("type")
            if kind == "file" or (kind == "checkbox" and not control.has_attr("checked")):
                continue
            if control.name == "select":
                chosen = control.select_one("option[selected]")
                value = str(chosen["value"]) if chosen else ""
            elif control.name == "textarea":
                # Of a text area, the first end of line is mark-up.
                value = control.get_text().removeprefix("\n")
            else:
                value = str(control.get("value", ""))
            self.fields.setdefault(name, []).append(value)
        return self

    def type(self, **values: str | list[str]) -> "Writer":
        for name, value in values.items():
            self.fields[name] = [value] if isinstance(value, str) else value
        return self

    def send(self, **more: Any) -> Any:
        """Without a script: a press of a button."""
        return self.client.post(self.address, {**self.fields, **more})

    def save(self, **values: str | list[str]) -> Any:
        """As the script does; what it is told is kept in the form."""
        self.type(**values)
        answer = self.client.post(self.address, self.fields, headers={"Accept": "application/json"})
        if answer.status_code == 200:
            told = answer.json()
            self.address = told["address"]
            self.fields["written"] = [str(told["written"])]
            for name, stored in told["values"].items():
                if name not in told["conflicts"] and name not in told["errors"]:
                    self.fields[f"initial-{name}"] = stored
                    self.fields[name] = stored
        return answer


@pytest.fixture
def write(client_of: Callable[..., Client]) -> Callable[..., Writer]:
    def writer(user: User, page: InitiativePage | None = None) -> Writer:
        return Writer(client_of(user), address_of(page) if page else NEW).open()

    return writer


def address_of(page: InitiativePage, name: str = "space_sheet") -> str:
    return reverse(name, args=["communes", page.collectivity.code, page.pk])


def latest(page: InitiativePage) -> InitiativePage:
    """The draft as it is now."""
    found: InitiativePage = InitiativePage.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    return found
