"""The suite's own hostility: what it forbids really fails."""

import socket
import warnings

import pytest
from django.template import Context, Template, engines
from django.utils.translation import get_language


def rendered(source: str, own: bool = True, **context: object) -> str:
    engine = engines["django"].engine
    template = Template(source, engine=engine)
    template.origin.name = str(engine.dirs[0] / "home" / "page.html") if own else "/elsewhere/page.html"
    return template.render(Context(context))


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ page.nothing }}", "{% with a=nothing %}{{ a }}{% endwith %}"])
def test_an_undefined_variable_fails_in_a_template_of_ours(source):
    with pytest.raises(AssertionError, match="Undefined template variable"):
        rendered(source, page=object())


@pytest.mark.parametrize("source", ["{% if nothing %}{% endif %}", "{{ nothing|default:'' }}", "{{ page }}"])
def test_a_condition_or_a_default_may_ask_for_it(source):
    assert rendered(source, page="") == ""


def test_a_template_of_somebody_else_is_left_alone():
    assert rendered("{{ nothing }}", own=False) == ""


def test_nothing_leaves_the_machine():
    tried = pytest.raises(pytest.fail.Exception, match=r"tried to reach 192\.0\.2\.1")
    with socket.socket() as outside, tried:
        outside.connect(("192.0.2.1", 80))


def test_a_warning_is_an_error():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_every_test_starts_in_french():
    assert get_language() == "fr"
