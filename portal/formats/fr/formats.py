"""French formats where Django's own differ from the usage of the portal."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "G\u00a0\\h\u00a0i"
DATETIME_FORMAT = "j F Y à G\u00a0\\h\u00a0i"
MONTH_DAY_FORMAT = "j F"
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
DECIMAL_SEPARATOR = ","
