"""Dossiers talked over one after the other: the list, the readings side by side, the decision."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from labels.models import Decision
from tests.browser.keyboard import press, reach
from tests.browser.room.looking import good_on_both, toggle, unfold, write
from tests.browser.room.world import OPINIONS

OPINION, DECIDE = re.compile("^Avis motivé"), re.compile("^Décider$")
SAID = "Des habitants tiennent les lieux d’accès : le jury le salue.\n\nIl reste à ouvrir le samedi."
AFTER = "Relu ensemble : la page 3 dit les horaires du samedi."


def the_list_is_walked(page: Page) -> None:
    """What asks most to be talked over comes first; two keys open the second one."""
    rows = page.get_by_role("table", name="4 dossiers").get_by_role("rowheader")
    expect(rows.first).to_contain_text("Elven")
    good_on_both(page)
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Elven")


def it_is_filtered(page: Page) -> None:
    reach(page, page.get_by_label("Niveau proposé"))
    page.keyboard.press("ArrowDown")
    press(page, "Filtrer", role="button")
    expect(page.get_by_role("link", name=re.compile("retirer ce filtre"))).to_be_visible()
    good_on_both(page)
    write(page, "Nom", "Quimper")
    press(page, "Filtrer", role="button")
    expect(page.get_by_text("Aucun dossier n’est dans tous ces filtres à la fois.")).to_be_visible()
    good_on_both(page)


def readings_are_side_by_side(page: Page) -> None:
    for who, note in (("Maël Abgrall", 5), ("Nour Benali", 2)):
        reading = page.get_by_role("region", name=who)
        expect(reading.get_by_text(OPINIONS[note])).to_be_visible()
    expect(page.get_by_role("cell", name="écart de 3").first).to_be_visible()
    good_on_both(page)
    press(page, "Accès public")
    expect(page.get_by_text("À la bibliothèque, deux après-midi par semaine.")).to_be_visible()
    good_on_both(page)
    press(page, "Les lectures et la décision")


def it_is_refused_without_reasons(page: Page) -> None:
    """What was ticked stays, is named where the boxes fold, and each error leads to its field."""
    out = page.locator("summary", has_text="Qui est sorti·e")
    expect(out).to_have_text(re.compile("personne"))
    unfold(page, "Qui est sorti·e")
    toggle(page, "checkbox", "Nour Benali est sorti·e")
    expect(out).to_have_text(re.compile("Nour Benali"))
    press(page, DECIDE, role="button")
    errors = page.get_by_role("alert")
    expect(errors.get_by_role("link")).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Nour Benali est sorti·e")).to_be_checked()
    good_on_both(page)
    reach(page, errors.get_by_role("link", name="Avis motivé"))
    page.keyboard.press("Enter")
    expect(page.get_by_label(OPINION)).to_be_focused()


def the_readers_give_a_first_draft(page: Page) -> None:
    """It is not an opinion yet."""
    press(page, "Partir des avis des lecteurs", role="button")
    expect(page.get_by_label(OPINION)).to_have_value(re.compile("^\\[Premier jet"))
    press(page, DECIDE, role="button")
    expect(page.get_by_role("alert").get_by_text("C’est encore le premier jet")).to_be_visible()


def it_is_decided(page: Page, dossier: Any) -> None:
    choose_level(page, "Trois arobases")
    write(page, OPINION, SAID)
    toggle(page, "checkbox", "Logiciel libre (demandée)")
    write(page, "Pourquoi Nour Benali est sorti·e ?", "A formé les agents de la commune.")
    press(page, DECIDE, role="button")
    expect(page.get_by_text("Elven : la décision est écrite.")).to_be_visible()
    expect(page.get_by_text("est sorti·e : a formé les agents de la commune.")).to_be_visible()
    good_on_both(page)
    [decision] = Decision.objects.filter(dossier=dossier)
    assert decision.level.symbols == 3
    assert [one.name for one in decision.mentions.all()] == ["Logiciel libre"]
    assert decision.presences.filter(stepped_out=True).get().juror.user.last_name == "Benali"


def it_is_decided_again(page: Page, dossier: Any) -> None:
    press(page, "Délibérer de nouveau")
    press(page, "Délibérer de nouveau", role="button")
    expect(page.get_by_role("alert").get_by_text("Dites pourquoi : le procès-verbal le garde.")).to_be_visible()
    good_on_both(page)
    write(page, "Pourquoi délibérer de nouveau", "La page 3 n’avait pas été lue.")
    press(page, "Délibérer de nouveau", role="button")
    expect(page.get_by_role("link", name="Ce qui avait été décidé")).to_be_visible()
    choose_level(page, "Quatre arobases")
    write(page, OPINION, AFTER)
    press(page, DECIDE, role="button")
    press(page, "Les 2 décisions de ce dossier")
    expect(page.get_by_text("La page 3 n’avait pas été lue.")).to_be_visible()
    expect(page.get_by_text(AFTER)).to_be_visible()
    good_on_both(page)
    assert [one.level.symbols for one in Decision.objects.filter(dossier=dossier).order_by("pk")] == [3, 4]


def choose_level(page: Page, name: str) -> None:
    """By the arrows, from the level that is proposed."""
    wanted = page.get_by_role("radio", name=re.compile(f"^{name}"))
    group = page.get_by_role("group", name="Niveau")
    reach(page, group.get_by_role("radio", checked=True))
    for _one in range(group.get_by_role("radio").count()):
        if wanted.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def decide(page: Page, level: str) -> None:
    """And on to the next one."""
    choose_level(page, level)
    write(page, OPINION, SAID)
    press(page, "Décider et passer au suivant", role="button")
    expect(page.get_by_text("la décision est écrite.")).to_be_visible()


def who_presides_steps_aside(page: Page, home: str, address: str) -> None:
    """The dossier is on no screen of hers any more."""
    page.goto(f"{home}{address}")
    press(page, "Me déporter")
    good_on_both(page)
    write(page, re.compile("^Pourquoi vous vous déportez"), "Ma sœur y est élue.")
    press(page, "Me déporter", role="button")
    expect(page.get_by_text("Vous êtes déporté·e de ce dossier")).to_be_visible()
    expect(page.get_by_role("table", name="3 dossiers")).to_be_visible()
    expect(page.get_by_role("link", name="Le Mené")).to_have_count(0)
    nothing_is_there(page, f"{home}{address}")


def nothing_is_there(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer
    assert answer.status == 404


def the_association_decides_instead(page: Page) -> None:
    expect(page.get_by_text("La présidence est sortie de la salle pour ce dossier")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Solenn Le Goff est sorti·e : déport")).to_be_disabled()
    good_on_both(page)
    decide(page, "Quatre arobases")
