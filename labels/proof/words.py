"""How a label is said: « label Ville Internet 2027, quatre arobases »."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.models import Award
from labels.palmares.scales import in_words


def level_in_words(award: Award) -> str:
    """« quatre arobases »; never a row of signs, which is read aloud as « at at at »."""
    name = in_words(award.level.name, award.level.symbols)
    return name[:1].lower() + name[1:]


def label_in_words(award: Award) -> str:
    return _("label Ville Internet %(year)s, %(level)s") % {
        "year": str(award.campaign.year),
        "level": level_in_words(award),
    }


def award_in_words(award: Award) -> str:
    """« Échirolles, label Ville Internet 2027, quatre arobases »."""
    return f"{award.entity_name}, {label_in_words(award)}"


def mentions_in_words(award: Award) -> str:
    """A sentence, or nothing."""
    names = [mention.name for mention in award.mentions.all()]
    if not names:
        return ""
    said = ngettext("Mention : %(mentions)s.", "Mentions : %(mentions)s.", len(names))
    return said % {"mentions": ", ".join(names)}
