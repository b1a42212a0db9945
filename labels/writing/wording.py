"""What the pages of a dossier say of moments and figures."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectivities.models import Collectivity
from labels.campaigns.content import minutes
from labels.models import Dossier, Questionnaire
from labels.writing.reading import Written


def saved_at(moment: datetime.datetime) -> str:
    """« Enregistré à 9 h 42 », in the time of Paris."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return _("Enregistré à %(time)s") % {"time": date_format(local, "TIME_FORMAT")}
    return _("Enregistré le %(day)s") % {"day": date_format(local, "DATE_FORMAT")}


def class_in_words(questionnaire: Questionnaire, collectivity: Collectivity) -> str:
    """Why this questionnaire is the one of a collectivité."""
    name = {"name": questionnaire.name}
    if questionnaire.for_territories:
        return _("Questionnaire « %(name)s », pour les intercommunalités, les départements et les régions.") % name
    figures = {
        **name,
        "from": number_format(questionnaire.from_inhabitants),
        "below": number_format(questionnaire.below_inhabitants or 0),
        "population": number_format(collectivity.population or 0),
    }
    return _class_of(questionnaire) % figures + " " + _population(collectivity) % figures


def _class_of(questionnaire: Questionnaire) -> str:
    if questionnaire.below_inhabitants is None:
        if not questionnaire.from_inhabitants:
            return _("Questionnaire « %(name)s », pour toutes les communes.")
        return _("Questionnaire « %(name)s », pour les communes de %(from)s habitants et plus.")
    if not questionnaire.from_inhabitants:
        return _("Questionnaire « %(name)s », pour les communes de moins de %(below)s habitants.")
    return _("Questionnaire « %(name)s », pour les communes de %(from)s à moins de %(below)s habitants.")


def _population(collectivity: Collectivity) -> str:
    if collectivity.population is None:
        return _("Votre population n’est pas connue du portail : elle compte comme la plus petite.")
    return _("La vôtre en compte %(population)s.")


def path_in_words(dossier: Dossier, written: Written) -> str:
    """« Parcours court, questionnaire « Village » : 6 rubriques, 19 questions, environ 15 minutes »."""
    sections, questions = len(written.parts), len(written.asked)
    counts = (
        ngettext("%(count)s rubrique", "%(count)s rubriques", sections) % {"count": sections},
        ngettext("%(count)s question", "%(count)s questions", questions) % {"count": questions},
        _("environ %(count)s minutes") % {"count": minutes(asked.question for asked in written.asked)},
    )
    return _("%(path)s, questionnaire « %(name)s » : %(what)s") % {
        "path": dossier.get_path_display(),
        "name": dossier.questionnaire.name,
        "what": ", ".join(counts),
    }


def rounded(number: Decimal) -> int:
    """Half a point is up, as people count."""
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def points(number: Decimal) -> str:
    """To one decimal, without a useless zero: a gain may be less than a point."""
    tenth = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(number_format(tenth.to_integral_value() if tenth == tenth.to_integral_value() else tenth))
