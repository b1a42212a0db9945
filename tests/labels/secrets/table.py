"""Who may know what is secret, and by which addresses, as data.

Secret are: the mark, the notes and the opinion of a reader; the level, the mentions, the « avis motivé » of a decision;
that there is one. ``KNOWS`` gives, by state and role, the beginnings of the names of the addresses that say it; by any
other address, and to any other role, nothing differs.
"""

STATES = ("reading", "decided again", "decided", "settled")
"""Those in which something is secret: before, nobody has said anything of a dossier; after, the palmarès is public."""
ROLES = (
    "anonymous", "nobody", "contributor", "referent", "other commune", "late", "done", "curious", "outsider", "linked",
    "president", "association", "superuser",
)  # fmt: skip
"""« late » has begun to read, « done » deposited, « curious » opened what the others say, « linked » has a link."""
OUTSIDE = ("anonymous", "contributor", "late", "done", "outsider")
"""Those to whom it is not told that a dossier is decided already: one of each kind."""
ALIKE = ("nobody", "referent", "superuser")
"""Those who are answered as another is (tests/collectivities/space, tests/labels/jury): looked at once, settled."""
AGAIN = ("contributor", "done", "outsider", "president", "association")
"""Those who are looked at again once the jury decides anew: one of each kind."""
ROOM = ("jury_deliberation", "jury_palmares", "jury_minutes")
LEADS = ("president", "association", "superuser")
KNOWS: dict[tuple[str, str], tuple[str, ...]] = {
    **{(state, "curious"): ("jury_reading_others",) for state in STATES},
    **{(state, role): ROOM for state in STATES[1:] for role in LEADS},
    **{("settled", role): (*ROOM, "ceremony:") for role in ("association", "superuser")},
}
SHOWN = {
    ("reading", "curious"): {"jury_reading_others"},
    ("decided", "president"): {"jury_palmares"},
    ("decided", "association"): {"jury_palmares"},
    ("settled", "president"): {"jury_palmares"},
    ("settled", "association"): {"jury_palmares"},
}
"""Where what is secret is seen to differ: the walk would see a leak."""

WHOLE = {("settled", role) for role in ("anonymous", "association")}
"""Who asks for every address of the portal, and not those of the label alone."""
SPEAKS_OF_LABELS = (
    "page", "space_of", "space_dossier", "space_label", "palmares", "label", "jury", "dossiers:", "campaign_report:",
    "awards:", "withdrawals:", "wagtailsnippets_labels_campaign:overview", "wagtailadmin_home", "sitemap", "api-v1:",
)  # fmt: skip
OF_LABELS = (
    "dossiers:", "jury_admin:", "campaign_report:", "awards:", "withdrawals:", "wagtailsnippets_labels_",
)  # fmt: skip
"""Beginnings of the names of those of the admin that name one thing of the label."""
PAGES = (
    "/", "/communes/", "/communes/22214-plouezec/", "/communes/56083-hennebont/", "/en/communes/56083-hennebont/",
    "/palmares/", "/palmares/2027/", "/recherche/?q=Hennebont", "/recherche/?nature=collectivites",
    "/admin/label/dossiers/?state=deliberation", "/admin/label/dossiers/?state=labelled",
    "/admin/label/dossiers/?export=csv", "/admin/label/dossiers/?export=xlsx",
    "/sitemap.xml", "/sitemap-palmares-1.xml",
)  # fmt: skip
"""Addresses with something asked for, and pages of the tree."""
VALUES: dict[str, tuple[object, ...]] = {
    "kind": ("communes",),
    "code": ("22214",),
    "year": (2027,),
    "section": ("expression",),
    "decision": ("admit", "refuse"),
    "slug": ("22214-plouezec",),
    "path": ("communes/22214-plouezec/",),
    "extension": ("pdf", "svg", "csv"),
    "name": ("labels",),
    "token": ("jeton",),
    "revision_id_a": ("earliest",),
    "revision_id_b": ("latest",),
    **dict.fromkeys(("deposit", "key", "proof", "file", "question", "revision_id"), (1,)),
}
IN_THE_ADMIN = ("association", "superuser")
KEYS = {
    "dossiers:": "Dossier", "awards:": "Award", "withdrawals:": "Withdrawal", "jury_admin:readers": "Dossier",
    "jury_admin:": "Juror", "wagtailsnippets_labels_campaign:": "Campaign",
    "wagtailsnippets_labels_questionnaire:": "Questionnaire", "wagtailsnippets_labels_section:": "Section",
    "jury_reading": "Assignment", "jury_step_aside": "Assignment", "jury_link": "Interest",
    "jury_minutes": "Minutes", "jury_deliberation": "Dossier", "space_dossier": "Deposit", "space_label": "Award",
}  # fmt: skip
"""What the key of an address is of, by the beginning of its name; of anything else, the first there is."""
SKIPPED = {
    "wagtail_serve": "pages of the tree are in PAGES",
    "api_documentation": "it stands below the addresses of the API",
    "wagtailcore_authenticate_with_password": "what it protects is no page of the label",
    "account_logout": "it ends the session",
    "wagtailadmin_logout": "it ends the session",
    "usersessions_list": "it says when each session was last seen",
    "wagtailadmin_error_test": "it fails on purpose",
    "wagtailadmin_sprite": "it is made once in a process, of icons",
    "health_ready": "it says what the machine has left",
}
"""Those that are not walked, and why."""
