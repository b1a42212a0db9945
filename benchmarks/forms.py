"""What a browser would send of a form."""

from bs4 import BeautifulSoup

CSRF = "a" * 32
"""Of the cookie, and of every form."""


def fields_of(page: str, form: str) -> dict[str, list[str]]:
    """Every field of the form that this selector finds, as it stands in the page."""
    found = BeautifulSoup(page, "html.parser").select_one(form)
    if found is None:
        raise RuntimeError(f"The page has no form {form}.")
    fields: dict[str, list[str]] = {}
    unsent = ":not([type=file]):not([type=checkbox]):not([type=radio]):not([type=submit])"
    for control in found.select(f"input{unsent}, input[checked], textarea, select"):
        chosen = control.select_one("option[selected]")
        value = chosen["value"] if chosen else control.get("value", control.get_text())
        fields.setdefault(str(control["name"]), []).append(str(value).strip())
    return {**fields, "csrfmiddlewaretoken": [CSRF]}
