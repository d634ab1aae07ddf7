"""What is mended in the attributions that the tagger linked: the repairs, in their order."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from mediakit.attribution.record import Attribution
from mediakit.attribution.repairs.carriers import according_to, outlet_report
from mediakit.attribution.repairs.doubted import doubted_claim
from mediakit.attribution.repairs.edges import edges, reason_given
from mediakit.attribution.repairs.mentioned import only_mentioned
from mediakit.attribution.repairs.quoted import quoted_as_saying, quoted_by, quotes_as_saying
from mediakit.attribution.repairs.relay import carried_by
from mediakit.attribution.repairs.running import reopened
from mediakit.attribution.repairs.signed import signed
from mediakit.attribution.repairs.uncued import cue_from_afar, unheld
from mediakit.text.document import Document

__all__ = ["REPAIRS", "Repair", "mend"]

Repair = Callable[[Document, list[Attribution]], None]


def each(repair: Callable[[Document, Attribution], None]) -> Repair:
    """Return a repair of one attribution as one of all."""

    @wraps(repair)
    def of_all(document: Document, found: list[Attribution]) -> None:
        for attribution in found:
            repair(document, attribution)

    return of_all


#: Each mends what the tagger linked, and what those before it left, in place.
REPAIRS: dict[str, Repair] = {
    "reason_given": each(reason_given),
    "edges": each(edges),
    "signed": signed,
    "quoted_by": quoted_by,
    "quoted_as_saying": quoted_as_saying,
    "quotes_as_saying": quotes_as_saying,
    "according_to": according_to,
    "outlet_report": outlet_report,
    "doubted_claim": each(doubted_claim),
    "carried_by": each(carried_by),
    "only_mentioned": only_mentioned,
    "reopened": reopened,
    "cue_from_afar": cue_from_afar,
    "unheld": unheld,
}


def mend(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Apply all repairs; attributions left without content go, the rest in order of contents."""
    for repair in REPAIRS.values():
        repair(document, found)
        found = [attribution for attribution in found if attribution.contents]
    return sorted(found, key=lambda attribution: attribution.contents[0])
