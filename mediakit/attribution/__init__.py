"""Who says what in an article: sources, cues, contents, speakers and kinds of source."""

from mediakit.attribution.passes import (
    Attributions,
    Linked,
    attribute,
    engine_version,
    tag_and_link,
)
from mediakit.attribution.people import Cast, Mention, Person, Scene, metonyms
from mediakit.attribution.record import JOINT, Attribution, Names
from mediakit.attribution.rules import RULES, sentence, sentence_of, tables_of, without
from mediakit.attribution.source_types import GUESSES
from mediakit.attribution.speakers import (
    ANEW,
    SEVERAL,
    described_person,
    parties,
    personal_roles,
    persons_meant,
)
from mediakit.attribution.tagging.tagger import tag
from mediakit.contract.hashes import ENGINES

__all__ = [
    "ANEW",
    "ENGINES",
    "GUESSES",
    "JOINT",
    "RULES",
    "SEVERAL",
    "Attribution",
    "Attributions",
    "Cast",
    "Linked",
    "Mention",
    "Names",
    "Person",
    "Scene",
    "attribute",
    "described_person",
    "engine_version",
    "metonyms",
    "parties",
    "personal_roles",
    "persons_meant",
    "sentence",
    "sentence_of",
    "tables_of",
    "tag",
    "tag_and_link",
    "without",
]
