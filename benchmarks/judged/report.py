"""Prints what was measured: each engine beside the targets and its peers, and the queries that were missed."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.judged.measure import Answer, Result
from benchmarks.judged.query import AUTOCOMPLETE, EXACT, FORMS, HARD, KINDS, TOPICAL, TYPO
from benchmarks.judged.texts import sheets

TARGETS = {EXACT: 0.96, FORMS: 0.98, HARD: 0.90, TYPO: 0.98, AUTOCOMPLETE: 0.97, TOPICAL: 0.76}
NEVER_EMPTY = frozenset({FORMS})
APART = 0.03
MEASURES = dict.fromkeys(KINDS, "MRR@10") | {TOPICAL: "nDCG@10", AUTOCOMPLETE: "found@10"}
SHOWN_HITS = 3

Results = Mapping[str, Result]
"""By kind."""


def table(by_engine: Mapping[str, Results], kinds: Iterable[str]) -> str:
    """A column for each engine and peer: its score, and the share of queries it left without any answer."""
    heads = ["kind", "queries", "measure", "target", *by_engine]
    lines = [heads, ["---", "---:", "---", *["---:"] * (len(heads) - 3)]]
    for kind in kinds:
        asked = max((results[kind].queries for results in by_engine.values() if kind in results), default=0)
        target = f"{TARGETS[kind]:.2f}"[1:] + (", none empty" if kind in NEVER_EMPTY else "")
        cells = [_cell(results.get(kind), asked) for results in by_engine.values()]
        lines.append([kind, str(asked), MEASURES[kind], target, *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(result: Result | None, asked: int) -> str:
    if not result:
        return "—"
    some = f" of {result.queries}" if result.queries < asked else ""
    return f"{result.score:.3f}, {result.empty:.1%} empty{some}"


def spread(by_engine: Mapping[str, Results]) -> str:
    """How far the portal's engines are from each other, where more than one was measured on this set."""
    if len(by_engine) < 2:
        return ""
    lines = []
    for kind in KINDS:
        scores = [results[kind].score for results in by_engine.values() if kind in results]
        if len(scores) > 1:
            apart = 1 - min(scores) / max(scores) if max(scores) else 0.0
            lines.append(f"{kind} {apart:.1%}{' (more than wanted)' if apart > APART else ''}")
    return f"Between the engines, {APART:.0%} at most wanted: {', '.join(lines)}.\n" if lines else ""


def varieties(answers: Sequence[Answer]) -> str:
    """The score of each variety of a kind, where there are several."""
    found: dict[str, list[float]] = {}
    for answer in answers:
        found.setdefault(f"{answer.query.kind}, {answer.query.variety}", []).append(answer.score)
    return "\n".join(f"- {name}: {sum(scores) / len(scores):.3f} of {len(scores)}" for name, scores in found.items())


def failures(answers: Iterable[Answer]) -> str:
    """Each query whose answer could be better, worst first, with the sheet wanted and the first hits."""
    titles = {sheet.key: sheet.title for sheet in sheets()}
    lines = []
    for answer in sorted(answers, key=lambda answer: answer.score):
        query = answer.query
        if answer.score > 0.999:
            continue
        lines.append(f"{query.kind}, {query.variety}: « {query.text} »  {answer.score:.2f}")
        lines.append(f"    wanted  {query.best}  {titles[query.best]}")
        shown = answer.hits[:SHOWN_HITS] if query.is_known_item else answer.hits
        lines += [f"    {query.wanted.get(key, 0)}       {key}  {titles.get(key, '?')}" for key in shown]
        lines += [] if answer.hits else ["    nothing found"]
    return "\n".join(lines)
