"""What kind of source somebody is, and whether he stays unnamed."""

from mediakit.attribution.source_types.anonymity import SIEVES as ANONYMITY
from mediakit.attribution.source_types.of_bodies import UNKNOWN
from mediakit.attribution.source_types.of_persons import DESCRIPTIONS
from mediakit.attribution.source_types.of_speakers import (
    GUESSES,
    SIEVES,
    kind_of_speaker,
    tell_source_types,
)
from mediakit.attribution.source_types.of_words import OF_WORDS, kind_of_words

__all__ = [
    "ANONYMITY",
    "DESCRIPTIONS",
    "GUESSES",
    "OF_WORDS",
    "SIEVES",
    "UNKNOWN",
    "kind_of_speaker",
    "kind_of_words",
    "tell_source_types",
]
