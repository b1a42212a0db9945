"""Codes are typed from a sign, and read aloud."""

import pytest

from labels.proof import codes


def test_a_code_has_ten_signs_of_the_alphabet_and_no_two_are_alike() -> None:
    made = {codes.new_code() for _number in range(200)}
    assert len(made) == 200
    assert all(codes.CODE.fullmatch(code) for code in made)


def test_the_alphabet_has_nothing_that_is_taken_for_another() -> None:
    assert not set(codes.ALPHABET) & set("0O1IBSZGDEPTVMNQU")
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET)


@pytest.mark.parametrize(
    "typed", ["7K4XH-W2J8F", "7k4xhw2j8f", " 7K4XH W2J8F ", "7K4XH–W2J8F", "7k4xh.w2j8f", "7K4XHWZJBF"]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert codes.read(typed) == "7K4XHW2J8F"


@pytest.mark.parametrize("typed", ["", "7K4XH", "7K4XHW2J8F2", "7K4XHW2J80", "é" * 10, "<script>"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.read(typed) == ""


def test_a_code_is_shown_in_two_groups() -> None:
    assert codes.shown("7K4XHW2J8F") == "7K4XH-W2J8F"
    assert codes.in_address("7K4XHW2J8F") == "7k4xh-w2j8f"
    assert codes.read(codes.in_address("7K4XHW2J8F")) == "7K4XHW2J8F"
