"""What the room had before it, as a decision keeps it."""

from decimal import Decimal
from typing import Any

from labels.robustness.results import Verdict
from labels.scoring.standing import Standing


def basis(standing: Standing, verdict: Verdict | None = None) -> dict[str, Any]:
    """Numbers as text, as they were shown; ``firmness`` is of the level that was proposed, where it was tested."""
    level = standing.level
    return {
        "raw": _text(standing.raw),
        "median": _text(standing.median),
        "score": _text(standing.score),
        "level": {"symbols": level.symbols, "name": level.name} if level else None,
        "spread": _text(standing.spread),
        "nearest": _text(standing.nearest),
        "firmness": {"is_fragile": verdict.is_fragile, "probability": verdict.probability} if verdict else None,
        "is_correctable": standing.is_correctable,
        "proposed": sorted(standing.proposed),
        "marks": [
            {
                "juror": one.juror_id,
                "mark": _text(one.mark),
                "corrected": _text(one.corrected),
                "proposed": one.proposed,
            }
            for one in standing.marks
        ],
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
