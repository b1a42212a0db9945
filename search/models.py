"""What the search of the public site reads: one row for each thing anyone may read, and the words of its texts.

The rows are written by ``search.documents``, through the search backend ``search.backends.documents``; what is a draft,
private or gone has none. On SQLite the words are in a full-text table beside (``search.fts``), on PostgreSQL in
generated columns of vectors (``search`` 0003).
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from collectivities.enums import SizeClass
from initiatives.enums import Confirmation, Stage
from portal.searchable import Kind
from search.alerts.models import SearchAlert
from search.spots import CELL

__all__ = ["Change", "DataFile", "Document", "DocumentText", "SearchAlert", "Synonyms", "Word"]


class Document(models.Model):
    """The facts of what may be found: what it is counted, filtered and sorted by. ``search.keys`` knows its key.

    Several keys stand in one text, each between commas: « ,3,12, ». Keys of other tables are copies, not relations: a
    search joins nothing, and what they name is indexed again when it changes. ``label`` is what ``search.labels`` says
    of the collectivité. ``news_on`` is the day it was published
    first or, later, confirmed. ``version`` is the moment it was written, in microseconds since 1970.
    """

    # Never given by the database: with this type it is the row's own number for SQLite, and reading by it is direct.
    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("nature"), max_length=20, choices=Kind.choices)
    language = models.CharField(_("langue"), max_length=10)
    path = models.CharField(_("place dans l’arbre"), max_length=255, blank=True)
    type_id = models.IntegerField(_("type"), null=True)
    collectivity_id = models.BigIntegerField(_("collectivité"), null=True)
    intercommunality_id = models.BigIntegerField(_("intercommunalité"), null=True)
    departement_id = models.BigIntegerField(_("département"), null=True)
    region_id = models.BigIntegerField(_("région"), null=True)
    map_x = models.PositiveSmallIntegerField(_("place sur la carte, depuis la gauche"), null=True)
    map_y = models.PositiveSmallIntegerField(_("place sur la carte, depuis le haut"), null=True)
    size_class = models.CharField(_("taille"), max_length=20, choices=SizeClass.choices, blank=True)
    label = models.CharField(_("label"), max_length=20, blank=True)
    stage = models.CharField(_("étape"), max_length=20, choices=Stage.choices, blank=True)
    confirmation = models.CharField(_("confirmation"), max_length=20, choices=Confirmation.choices, blank=True)
    themes = models.CharField(_("thèmes"), max_length=255, blank=True)
    audiences = models.CharField(_("publics"), max_length=255, blank=True)
    date = models.DateTimeField(_("date"), null=True)
    year = models.PositiveSmallIntegerField(_("année"), null=True)
    confirmed_on = models.DateField(_("confirmée le"), null=True)
    news_on = models.DateField(_("nouvelle le"), null=True)
    sort_title = models.CharField(_("titre pour le tri"), max_length=255)
    version = models.BigIntegerField(_("version"), default=0)

    class Meta:
        verbose_name = _("document de la recherche")
        verbose_name_plural = _("documents de la recherche")
        indexes = (
            models.Index(fields=("language", "kind", "date"), name="search_document_by_date"),
            models.Index(fields=("path",), name="search_document_by_path"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def facts(self) -> dict[str, Any]:
        """Everything but when it was written."""
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name != "version"
        }

    @property
    def spot(self) -> str:
        """The département and the cell of the map where it is: what is counted together on the map."""
        cell = ("" if place is None else place // CELL for place in (self.map_x, self.map_y))
        return ",".join(map(str, (self.departement_id or "", *cell)))


class DocumentText(models.Model):
    """The words of a document in their folded form, and their stems: the same number, in the same order.

    ``context`` is where it happens and what it is about: the territory with its codes, themes, keywords. After the
    words of its own, the body holds those of the files it gives: ``own_words`` says how many come before, and
    ``file_words`` how many these are, where there are files. An engine finds both alike; ``parted`` tells them apart.
    """

    FIELDS = ("title", "summary", "context", "body")
    PARTS = (*FIELDS, "files")
    STEMS = tuple(f"{name}_stems" for name in FIELDS)

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="text")
    title = models.TextField(_("titre"))
    summary = models.TextField(_("résumé"), blank=True)
    context = models.TextField(_("contexte"), blank=True)
    body = models.TextField(_("texte"), blank=True)
    title_stems = models.TextField(_("racines du titre"))
    summary_stems = models.TextField(_("racines du résumé"), blank=True)
    context_stems = models.TextField(_("racines du contexte"), blank=True)
    body_stems = models.TextField(_("racines du texte"), blank=True)
    own_words = models.PositiveIntegerField(_("mots du texte avant ceux des fichiers"), null=True)
    file_words = models.PositiveIntegerField(_("mots des fichiers"), null=True)

    class Meta:
        verbose_name = _("texte de la recherche")
        verbose_name_plural = _("textes de la recherche")
        indexes = (
            # SQLite asks it for each text that it ranks, and finds nothing else in it than those with files.
            models.Index(
                fields=("document", "own_words", "file_words"),
                condition=models.Q(file_words__isnull=False),
                name="search_text_with_files",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @classmethod
    def with_files(cls, keys: Iterable[int]) -> frozenset[int]:
        """Of these documents, those that hold the words of files."""
        return frozenset(cls.objects.filter(pk__in=keys, file_words__isnull=False).values_list("pk", flat=True))

    @classmethod
    def parted(cls, keys: Iterable[int], *facts: str) -> dict[int, dict[str, Any]]:
        """By key, words and stems by part, those of the files apart from the body, and these facts."""
        rows = cls.objects.filter(pk__in=keys).values("pk", "own_words", *facts, *cls.FIELDS, *cls.STEMS)
        return {row["pk"]: _parted(row) for row in rows}


def _parted(row: dict[str, Any]) -> dict[str, Any]:
    own = row["own_words"]
    for ending in ("", "_stems"):
        words = [row[f"body{ending}"], ""] if own is None else _cut(row[f"body{ending}"], own)
        row[f"body{ending}"], row[f"files{ending}"] = words
    return row


def _cut(text: str, count: int) -> list[str]:
    """So many words, and those that follow."""
    words = text.split(" ", count)
    return [" ".join(words[:count]), " ".join(words[count:])]


class Change(models.Model):
    """A document that was written or removed, until Elasticsearch knows."""

    document = models.BigIntegerField(_("document"))
    version = models.BigIntegerField(_("version"))
    removed = models.BooleanField(_("retiré"), default=False)

    class Meta:
        verbose_name = _("changement à transmettre")
        verbose_name_plural = _("changements à transmettre")
        indexes = (models.Index(fields=("document",), condition=models.Q(removed=True), name="search_change_removed"),)

    def __str__(self) -> str:
        return f"{self.document} {self.version}"


class Word(models.Model):
    """A word of the documents of a language, and in how many it stands. Counted by a task: it helps to correct and to
    rank, and never proves that a document holds the word.
    """

    word = models.CharField(_("mot"), max_length=60)
    language = models.CharField(_("langue"), max_length=10)
    stem = models.CharField(_("racine"), max_length=60)
    length = models.PositiveSmallIntegerField(_("longueur"))
    documents = models.PositiveIntegerField(_("documents"))

    class Meta:
        verbose_name = _("mot de la recherche")
        verbose_name_plural = _("mots de la recherche")
        constraints = (models.UniqueConstraint(fields=("language", "word"), name="word_once_per_language"),)
        indexes = (
            models.Index(fields=("language", "stem"), name="search_word_by_stem"),
            models.Index(fields=("language", "length"), name="search_word_by_length"),
        )

    def __str__(self) -> str:
        return self.word


class Synonyms(models.Model):
    """Expressions that mean the same to those who search: who types one also finds the others."""

    expressions = models.TextField(
        _("expressions équivalentes"),
        help_text=_(
            "Une par ligne : « EPN », puis « espace public numérique ». Accents et majuscules ne comptent pas."
        ),
    )

    class Meta:
        verbose_name = _("synonymes")
        verbose_name_plural = _("synonymes")
        ordering = ("expressions",)

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.expressions.splitlines() if line.strip()]


class DataFileQuerySet(models.QuerySet["DataFile"]):
    def of(self, dataset: str, extension: str) -> Self:
        """The files of a dataset in a format, the latest first."""
        return self.filter(dataset=dataset, extension=extension).order_by("-pk")

    def latest_of_each(self) -> Self:
        """The file that is given of each dataset in each format."""
        latest = self.order_by().values("dataset", "extension").annotate(latest=models.Max("pk")).values("latest")
        return self.filter(pk__in=latest)


class DataFile(models.Model):
    """A file of open data, as it was produced. The latest of a dataset and format is the one that is given.

    The one before it is kept until the next, for who is still reading it.
    """

    KEPT = 2

    dataset = models.CharField(_("jeu de données"), max_length=40)
    extension = models.CharField(_("format"), max_length=10)
    file = models.FileField(_("fichier"), upload_to="donnees/")
    rows = models.PositiveIntegerField(_("lignes"))
    size = models.PositiveBigIntegerField(_("octets"))
    digest = models.CharField(_("empreinte SHA-256"), max_length=64)
    produced_at = models.DateTimeField(_("produit le"), auto_now_add=True)

    objects: ClassVar[Any] = DataFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("fichier de données ouvertes")
        verbose_name_plural = _("fichiers de données ouvertes")
        indexes = (models.Index(fields=("dataset", "extension", "-id"), name="search_data_file_latest"),)

    def __str__(self) -> str:
        return f"{self.dataset}.{self.extension}"

    @property
    def etag(self) -> str:
        return f'"{self.digest[:32]}"'


class MissedSearch(models.Model):
    """Words that nothing held all of, how often they were searched in a month, and how many hits were shown in their
    place the last time. ``search.missed`` writes it.
    """

    month = models.DateField(_("mois"))
    language = models.CharField(_("langue"), max_length=10)
    words = models.CharField(_("mots"), max_length=255)
    times = models.PositiveIntegerField(_("fois"), default=1)
    shown = models.PositiveIntegerField(_("résultats montrés"), default=0)

    class Meta:
        verbose_name = _("recherche sans réponse")
        verbose_name_plural = _("recherches sans réponse")
        ordering = ("-month", "-times", "words")
        constraints = (
            models.UniqueConstraint(fields=("month", "language", "words"), name="missed_search_once_per_month"),
        )
        indexes = (models.Index(fields=("month", "-times", "words"), name="missed_search_by_times"),)

    def __str__(self) -> str:
        return f"{self.words} ({self.times})"
