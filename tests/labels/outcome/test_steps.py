"""What would take a candidate further, in words."""

import pytest

from labels.enums import QuestionKind
from labels.models import Question, Section
from labels.outcome.steps import better
from labels.writing.reading import Asked


@pytest.mark.parametrize(("unit", "said"), [("postes", "20 postes ou plus"), ("", "20 ou plus")])
def test_a_number_is_said_with_its_unit_where_it_has_one(unit: str, said: str) -> None:
    question = Question(kind=QuestionKind.NUMBER, full_at=20, unit=unit)
    assert better(Asked(Section(), question, "1.1")) == said
