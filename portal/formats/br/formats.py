"""Breton formats: Django has none of its own for dates."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "G\\e i"
DATETIME_FORMAT = "j F Y, G\\e i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d/m/Y"
FIRST_DAY_OF_WEEK = 1
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
DECIMAL_SEPARATOR = ","
# What the admin writes into its fields, whatever the language: see ``WAGTAIL_DATE_FORMAT``.
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
