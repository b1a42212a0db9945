"""The words of all documents: which there are, in how many documents, for ranking and for correcting."""

from collections import Counter
from collections.abc import Iterable, Mapping

from portal.batches import batched
from search import french
from search.models import DocumentText, Word

BATCH = 1_000


def learn(texts: Iterable[tuple[str, DocumentText]]) -> None:
    """Add the words of these texts, each with its language, that are not known yet."""
    by_language: dict[str, set[str]] = {}
    for language, text in texts:
        by_language.setdefault(language, set()).update(_words(getattr(text, name) for name in DocumentText.FIELDS))
    for language, words in by_language.items():
        _add(language, Counter(words))


def recount() -> None:
    """Count every word anew, and forget those that stand nowhere any more."""
    counted: dict[str, Counter[str]] = {}
    rows = DocumentText.objects.order_by().values_list("document__language", *DocumentText.FIELDS)
    for language, *texts in rows.iterator(chunk_size=BATCH):
        counted.setdefault(language, Counter()).update(_words(texts))
    Word.objects.exclude(language__in=counted).delete()
    for language, words in counted.items():
        known = dict(Word.objects.filter(language=language).values_list("word", "documents"))
        gone = [word for word in known if word not in words]
        for batch in batched(gone, BATCH):
            Word.objects.filter(language=language, word__in=batch).delete()
        _add(language, {word: count for word, count in words.items() if known.get(word) != count}, update=True)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.split()}


def _add(language: str, counts: Mapping[str, int], *, update: bool = False) -> None:
    rows = [
        Word(language=language, word=word, stem=french.stem(word), length=len(word), documents=count)
        for word, count in sorted(counts.items())
    ]
    if update:
        Word.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["language", "word"],
            update_fields=["stem", "documents"],
        )
    else:
        Word.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
