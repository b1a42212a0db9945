"""The doors by which a label leaves the portal beside the pages of palmarès: pages of collectivités, and the search.

By name, an address and what it shows of the secret award once it is public: five arobases of Hennebont in 2027, and
two of Plouézec, which is not registered. The documents of the search have followed by then.
"""

YEAR = 2027
TOWN, UNREGISTERED = "56083", "22214"

TOWN_DOORS = {
    "page of a registered collectivité": ("/communes/56083-hennebont/", f"Ville Internet {YEAR}"),
    "what machines read of it": ("/communes/56083-hennebont/", f'"name": "Ville Internet {YEAR}"'),
    "why it has them": ("/communes/56083-hennebont/", "Une fontaine d’idées."),
    "why it has them, in English": ("/en/communes/56083-hennebont/", "Une fontaine d’idées."),
    "its page in English": ("/en/communes/56083-hennebont/", f"Ville Internet {YEAR}"),
    "page of one that is not registered": ("/communes/22214-plouezec/", f"Ville Internet {YEAR}"),
    "list of communes": ("/communes/", f"{YEAR} <span"),
    "what an intercommunalité is made of": ("/intercommunalites/200067932-kreiz/", f"{YEAR} <span"),
    "home page": ("/", f"{YEAR} <span"),
    "page of a theme": ("/themes/acces-public/", f"{YEAR} <span"),
    "hits": ("/recherche/?q=lanterne", f"{YEAR} <span"),
    "hits that are collectivités": ("/recherche/?nature=collectivites", f"{YEAR} <span"),
    "facet": ("/recherche/?nature=collectivites", f"Cinq arobases en {YEAR}"),
    "filter": ("/recherche/?label=cinq", "Une lanterne"),
    "map": ("/recherche/?label=cinq&vue=carte", "Une lanterne"),
    "feed": ("/recherche/flux/?label=cinq", "Une lanterne"),
    "table": ("/recherche/tableau/?label=cinq", "Une lanterne"),
    "alert": ("/recherche/alerte/?label=cinq", f"Cinq arobases en {YEAR}"),
    "API": ("/api/v1/initiatives?label=cinq", "Une lanterne"),
}
