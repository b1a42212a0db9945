"""Under which licence the portal gives its data."""

LICENCE = "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf"
LICENCE_NAME = "Licence Ouverte 2.0"
