"""From when on a figure says something, and what it is then called: data that the whole comparison goes by."""

LEAST = 5
"""A group of fewer dossiers is not told apart: what it says would be what one collectivité says."""
NEARLY_ALL = 95
"""From this share of those who answer, in hundredths, a question tells dossiers apart no more."""
NEARLY_NONE = 100 - NEARLY_ALL
SELDOM_ANSWERED = 50
"""Below this share of those who are asked, in hundredths, a question is often left without an answer."""
MANY_ABSTENTIONS = 10
"""From this share of the readings, in hundredths, what is marked is hard to judge."""
SURE_ENOUGH = 1.75
"""Below this mean of ``Confidence``, what is marked is hard to judge."""
