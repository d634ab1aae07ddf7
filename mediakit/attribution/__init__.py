"""Who says what in an article: sources, cues, contents, speakers and kinds of source."""

from mediakit.attribution.passes import (
    Attributions,
    Linked,
    attribute,
    engine_version,
    tag_and_link,
)
from mediakit.attribution.record import Attribution
from mediakit.attribution.rules import RULES, sentence, sentence_of, tables_of, without
from mediakit.attribution.tagging.tagger import ENGINES, tag

__all__ = [
    "ENGINES",
    "RULES",
    "Attribution",
    "Attributions",
    "Linked",
    "attribute",
    "engine_version",
    "sentence",
    "sentence_of",
    "tables_of",
    "tag",
    "tag_and_link",
    "without",
]
