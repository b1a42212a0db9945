"""``manage.py search``."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.searchable import Kind
from search import engines
from search.elastic.client import FAILURES, told
from search.engines.elasticsearch import IndexIsBehindError
from search.explaining import Explanation, explain
from search.facade import SearchPage, search
from search.french import clean_query
from search.ranking import WINDOW
from search.request import SearchRequest


class Command(BaseCommand):
    help = "Search as a reader does, and tell the tier, the correction, the hits and, when asked, why each is there."

    def add_arguments(self, parser: CommandParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("words", help="what a reader types, in one argument")
        parser.add_argument(
            "--kind", default=Kind.INITIATIVE, choices=Kind.values, help="what is looked for (default: initiative)"
        )
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=languages, help="the reader's")
        parser.add_argument(
            "--engine", help="ask this engine and no other: the database's, or elasticsearch; by default as readers do"
        )
        parser.add_argument("--limit", type=int, default=10, help=f"how many hits, 1 to {WINDOW} (default: 10)")
        parser.add_argument("--explain", action="store_true", help="tell the parts of each score and what matched")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        words = clean_query(options["words"])
        if not words:
            raise CommandError("No words to look for.")
        if not 1 <= options["limit"] <= WINDOW:
            raise CommandError(f"--limit goes from 1 to {WINDOW}.")
        kind, language = Kind(options["kind"]), options["language"]
        page = _search(SearchRequest(words, kind, language=language, per_page=options["limit"]), options["engine"])
        explanations = explain(page) if options["explain"] else {}
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(page, explanations), ensure_ascii=False, indent=2))
        else:
            self.tell(page, explanations)

    def tell(self, page: SearchPage, explanations: dict[int, Explanation]) -> None:
        self.stdout.write(f"engine: {page.engine}, language: {page.language}, tier: {page.tier}")
        if page.corrected:
            self.stdout.write(f"corrected: {page.corrected}")
        self.stdout.write(f"total: {page.total}, with every word: {page.whole}")
        for number, hit in enumerate(page.hits, 1):
            self.stdout.write(f"\n{number}. {hit.page.searched_title}\n   {hit.page.public_address}")
            if explanation := explanations.get(hit.key):
                self.stdout.write("\n".join(f"   {line}" for line in _lines(explanation)))


def _search(request: SearchRequest, name: str | None) -> SearchPage:
    """Raise CommandError when the engine of this name is not there, or does not answer."""
    available = engines.available()
    if name and name not in available:
        raise CommandError(f"No engine « {name} » here: {', '.join(available)}.")
    try:
        return search(request, available[name] if name else None)
    except IndexIsBehindError as error:
        raise CommandError("The index of Elasticsearch is behind: see search_status.") from error
    except FAILURES as error:
        raise CommandError(told(error)) from error


def _lines(explanation: Explanation) -> list[str]:
    score = explanation.score
    words = ", ".join(f"{word} {part:.2f}" for word, part in score.words.items())
    fresh = "fresh" if score.is_fresh else "not fresh"
    parts = {"adjacency": score.adjacency, "coverage": score.coverage, "likeness": score.likeness}
    told = "; ".join(f"{name} {part:.2f}" for name, part in parts.items())
    return [
        f"score {score.total:.2f}: {words}; {told}; {fresh}",
        *(
            f"{match.word}: « {match.found} » ({match.how}) in {', '.join(match.fields)}"
            for match in explanation.matches
        ),
    ]


def _as_data(page: SearchPage, explanations: dict[int, Explanation]) -> dict[str, Any]:
    """What JSON prints. The names are those of the text; a score is not rounded."""
    hits: list[dict[str, Any]] = []
    for hit in page.hits:
        found = {"id": hit.page.pk, "title": hit.page.searched_title, "address": hit.page.public_address}
        explanation = explanations.get(hit.key)
        hits.append(found | (_explanation_as_data(explanation) if explanation else {}))
    return {
        "query": page.request.query,
        "engine": page.engine,
        "language": page.language,
        "tier": page.tier,
        "corrected": page.corrected,
        "total": page.total,
        "whole": page.whole,
        "hits": hits,
    }


def _explanation_as_data(explanation: Explanation) -> dict[str, Any]:
    score = explanation.score
    return {
        "score": {
            "total": score.total,
            "words": dict(score.words),
            "adjacency": score.adjacency,
            "coverage": score.coverage,
            "fresh": score.is_fresh,
            "whole": score.is_whole,
            "likeness": score.likeness,
        },
        "matches": [
            {"word": match.word, "found": match.found, "how": match.how, "fields": match.fields}
            for match in explanation.matches
        ],
    }
