"""« L'année du label »: a year beside an earlier one, for those who revise what the label asks (comité d'orientation).

Nothing here names a collectivité or a member of the jury, and only what is public is compared.
"""
