"""Addresses of what proves a label: pages in the reader's language, and what programmes read in none."""

from django.urls import path, re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from labels.proof import machines, public, space

CODE = r"(?P<code>[^/]{1,40})"
pages = [
    path("verifier/", public.verify, name="label_verify"),
    re_path(rf"^verifier/{CODE}/$", public.proof, name="label_proof"),
    re_path(rf"^espace/{OF_A_COLLECTIVITY}label/$", space.kit, name="space_label_kit"),
    re_path(
        rf"^espace/{OF_A_COLLECTIVITY}label/(?P<pk>[0-9]+)/panneau\.(?P<extension>pdf|svg)$",
        space.sign_file,
        name="space_label_sign",
    ),
    re_path(
        rf"^espace/{OF_A_COLLECTIVITY}label/(?P<pk>[0-9]+)/attestation\.(?P<extension>pdf|json)$",
        space.certificate,
        name="space_label_certificate",
    ),
]
machine_files = [
    path(".well-known/did.json", machines.keys, name="label_keys"),
    path("verifier/retraits.json", machines.withdrawn, name="label_withdrawn"),
    re_path(rf"^verifier/{CODE}/badge\.json$", machines.credential, name="label_credential"),
    re_path(rf"^label/badge/{CODE}\.(?P<extension>svg|png)$", machines.badge_image, name="label_badge"),
]
