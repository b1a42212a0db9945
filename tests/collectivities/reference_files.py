"""A small reference of collectivités in files, and its loading."""

import gzip
from io import StringIO
from pathlib import Path

from django.core.management import call_command

FILES = {
    "regions.csv": "code,nom,zone\n53,Bretagne,metro\n11,Île-de-France,metro\n",
    "departements.csv": "code,nom,region,zone\n"
    "22,Côtes-d'Armor,53,metro\n56,Morbihan,53,metro\n94,Val-de-Marne,11,metro\n",
    "epci.csv": "siren,nom,type\n200067981,CC de Guingamp St-Armel,CC\n",
    "communes.csv.gz": (
        "insee,nom,dep,reg,epci,population,codes_postaux,lat,lon\n"
        "22046,Le Mené,22,53,200067981,6556,22330|22210,48.28,-2.53\n"
        "56083,Hennebont,56,53,200067981,15910,56700,47.80,-3.27\n"
        "94038,L'Haÿ-les-Roses,94,11,,31417,94240,,\n"
    ),
}
MANIFEST = '[rows]\n"regions.csv" = 2\n"departements.csv" = 3\n"epci.csv" = 1\n"communes.csv.gz" = 3\n'


def write_all(folder: Path) -> Path:
    for name, text in FILES.items():
        write(folder, name, text)
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    data = text.encode()
    (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)


def load(folder: Path, *, dry_run: bool = False) -> str:
    output = StringIO()
    call_command("load_collectivities", data_dir=folder, dry_run=dry_run, stdout=output)
    return output.getvalue()
