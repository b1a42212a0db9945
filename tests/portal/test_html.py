"""Valid HTML on every public page type, and every page of a member: no error, and the rules a parser does not know."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template.loader import render_to_string

from tests.factories import CollectivityFactory
from tests.member_world import REFUSED, MemberWorld
from tests.public_world import FILM, addresses, make_public_world

pytestmark = pytest.mark.django_db
INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "iframe"}
FIELDS = {"input", "select", "textarea"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form")
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}, "picture": {"source", "img"}}


def problems_of(text: str) -> list[str]:
    """What is wrong with a whole page."""
    try:
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    except html5lib.html5parser.ParseError as error:
        return [f"does not parse: {error}"]
    return [problem for rule in RULES for problem in rule(document)]


def title_of(text: str) -> str:
    """Of a whole page, in the tab of the browser."""
    return re.search(r"<title>(.*?)</title>", text, re.DOTALL).group(1).strip()


def ids_are_unique(document: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in document.iter() if element.get("id") is not None)
    yield from (f"id {name!r} is used {count} times" for name, count in counts.items() if count > 1 or not name)


def references_exist(document: Element) -> Iterator[str]:
    known = {element.get("id") for element in document.iter()}
    for element in document.iter():
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in known:
                    yield f"{element.tag}[{attribute}] names {name!r}, which is not there"
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and target[1:] not in known:
            yield f"a link leads to {target!r}, which is not there"


def nothing_interactive_is_nested(document: Element) -> Iterator[str]:
    for outer in document.iter():
        if outer.tag in {"a", "button", "summary"}:
            yield from (
                f"{inner.tag} inside {outer.tag}"
                for inner in outer.iter()
                if inner is not outer and inner.tag in INTERACTIVE
            )


def titles_are_in_order(document: Element) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in document.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    main = next(document.iter("main"))
    inside = [int(element.tag[1]) for element in main.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    yield from (f"h{b} after h{a}" for a, b in zip(inside, inside[1:], strict=False) if b > a + 1)


def fields_are_named(document: Element) -> Iterator[str]:
    labels = {element.get("for") for element in document.iter("label")}
    inside = {field for label in document.iter("label") for field in label.iter() if field.tag in FIELDS}
    for field in document.iter():
        if field.tag not in FIELDS or field.get("type") in {"hidden", "submit"} or field in inside:
            continue
        if field.get("id") not in labels and not field.get("aria-label") and not field.get("aria-labelledby"):
            yield f"{field.tag} {field.get('name')!r} has no label"


def links_and_buttons_are_named(document: Element) -> Iterator[str]:
    for element in document.iter():
        if element.tag not in {"a", "button"}:
            continue
        words = "".join(element.itertext()) + "".join(image.get("alt", "") for image in element.iter("img"))
        if not words.strip() and not element.get("aria-label"):
            yield f"{element.tag} without a name: {element.attrib}"
        if element.tag == "a" and not element.get("href"):
            yield f"a link to nowhere: {words.strip()!r}"
        if element.tag == "button" and element.get("type") not in {"submit", "button"}:
            yield f"a button of no type: {words.strip()!r}"


def images_have_their_words_and_size(document: Element) -> Iterator[str]:
    for image in document.iter("img"):
        yield from (f"img without {name}" for name in ("alt", "width", "height") if image.get(name) is None)


def nothing_is_inline(document: Element) -> Iterator[str]:
    for element in document.iter():
        yield from (
            f"{element.tag}[{name}]" for name in element.attrib if name == "style" or str(name).startswith("on")
        )
        if element.tag == "style" or (
            element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json"
        ):
            yield f"inline {element.tag}"


def children_are_allowed(document: Element) -> Iterator[str]:
    for element in document.iter():
        allowed = CHILDREN.get(str(element.tag))
        if allowed:
            yield from (f"{child.tag} inside {element.tag}" for child in element if child.tag not in allowed)
            if element.tag != "picture" and not len(element):
                yield f"empty {element.tag}"
        if element.tag == "dl":
            groups = [child for child in element if child.tag == "div"]
            yield from (
                f"{part.tag} inside a group of dl" for div in groups for part in div if part.tag not in {"dt", "dd"}
            )


def attributes_are_known(document: Element) -> Iterator[str]:
    """htmx reads its attributes with the prefix that HTML keeps for applications."""
    for element in document.iter():
        yield from (f"{element.tag}[{name}]" for name in element.attrib if str(name).startswith("hx-"))


RULES = (
    ids_are_unique, references_exist, nothing_interactive_is_nested, titles_are_in_order, fields_are_named,
    links_and_buttons_are_named, images_have_their_words_and_size, nothing_is_inline, children_are_allowed,
    attributes_are_known,
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en", "br"])
def test_every_public_page_is_valid(client, language):
    make_public_world()
    found = []
    for address in [*addresses(language), FILM.address]:
        response = client.get(address)
        assert response.status_code in {200, 404}, address
        found += [f"{address}: {problem}" for problem in problems_of(response.text)]

    assert found == []


@pytest.mark.parametrize("language", ["", "/en", "/br"])
def test_every_page_of_a_member_is_valid(language):
    world = MemberWorld()
    client, found = world.session(), []
    for address, status in world.addresses().items():
        response = client.get(f"{language}{address}")
        assert (address, response.status_code) == (address, status)
        found += [f"{address}: {problem}" for problem in problems_of(response.text)]

    assert found == []


def test_each_page_of_a_member_says_which_it_is():
    """A title is what a screen reader says first, and the name of a tab: pages without one of their own are those where
    the same thing is seen in another way.
    """
    world = MemberWorld()
    client, found = world.session(), defaultdict(list)
    for address in world.addresses():
        title = re.search(r"<title>(.*?)</title>", client.get(address).text, re.DOTALL).group(1)
        found[title.strip()].append(address.partition("?")[0])

    assert {title: addresses for title, addresses in found.items() if len(set(addresses)) > 1} == {}


@pytest.mark.parametrize("path", REFUSED)
def test_a_refused_form_of_the_space_is_valid(path):
    response = MemberWorld().session().post(f"/espace/communes/22046/{path}", {})

    assert response.status_code == 422
    assert problems_of(response.text) == []


@pytest.mark.parametrize(
    "address",
    ["/contact/", "/recherche/alerte/", "/connexion/", "/mot-de-passe/oublie/", "/inscription/regions/53/"],
)
def test_a_form_with_errors_is_valid(client, address):
    CollectivityFactory()
    response = client.post(address, {})

    assert response.status_code != 404
    assert problems_of(response.text) == []


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_the_plain_pages_are_valid(template):
    assert problems_of(render_to_string(template)) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<h1>T</h1><p><ul><li>x</li></ul></p>", "does not parse"),
        ("<h1 id='a'>T</h1><p id='a'></p>", "id 'a' is used 2 times"),
        ("<h1>T</h1><a href='/'><button type='button'>x</button></a>", "button inside a"),
        ("<h1>T</h1><h3>t</h3>", "h3 after h1"),
        ("<h1>T</h1><h1>T</h1>", "2 h1"),
        ("<h1>T</h1><input name='q'>", "input 'q' has no label"),
        ("<h1>T</h1><label for='q'>Q</label>", "label[for] names 'q', which is not there"),
        ("<h1>T</h1><a href='/'><svg></svg></a>", "a without a name"),
        ("<h1>T</h1><a href=''>x</a>", "a link to nowhere"),
        ("<h1>T</h1><p style='color: red'>x</p>", "p[style]"),
        ("<h1>T</h1><script>alert(1)</script>", "inline script"),
        ("<h1>T</h1><ul></ul>", "empty ul"),
        ("<h1>T</h1><dl><div><i></i><dt>x</dt><dd>y</dd></div></dl>", "i inside a group of dl"),
        ("<h1>T</h1><form hx-get='/'></form>", "form[hx-get]"),
        ("<h1>T</h1><img src='a.png' width='1' height='1'>", "img without alt"),
    ],
)
def test_these_rules_see_what_they_are_for(body, problem):
    page = f"<!DOCTYPE html><html lang='fr'><head><title>T</title></head><body><main>{body}</main></body></html>"

    assert [found for found in problems_of(page) if found.startswith(problem)]
