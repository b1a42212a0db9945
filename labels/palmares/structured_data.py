"""What a palmarès tells search engines (schema.org)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labels.palmares.years import Year
from portal.addresses import whole_address
from portal.licence import LICENCE
from portal.structured_data import ASSOCIATION, CONTEXT


def palmares_data(year: Year) -> dict[str, Any]:
    """A list whose rows are data that anybody may take."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": _("Le palmarès %(year)s") % {"year": year.year},
        "description": _("Les collectivités distinguées par le label Ville Internet %(year)s, par niveau.")
        % {"year": year.year},
        "url": whole_address(year.url),
        "inLanguage": get_language(),
        "datePublished": year.published_at.isoformat(),
        "temporalCoverage": str(year.year),
        "spatialCoverage": "France",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": ASSOCIATION,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": whole_address(reverse("palmares_table", args=[year.year])),
            }
        ],
    }
