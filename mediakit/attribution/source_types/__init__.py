"""What kind of source somebody is, and whether he stays unnamed."""

from mediakit.attribution.source_types.anonymity import SIEVES as ANONYMITY
from mediakit.attribution.source_types.of_bodies import UNKNOWN
from mediakit.attribution.source_types.of_persons import DESCRIPTIONS
from mediakit.attribution.source_types.of_speakers import (
    GUESSES,
    OF_OTHERS,
    OF_PERSONS,
    SIEVES,
    source_type_of_speaker,
    tell_source_types,
)
from mediakit.attribution.source_types.of_words import OF_WORDS, source_type_of_words

__all__ = [
    "ANONYMITY",
    "DESCRIPTIONS",
    "GUESSES",
    "OF_OTHERS",
    "OF_PERSONS",
    "OF_WORDS",
    "SIEVES",
    "UNKNOWN",
    "source_type_of_speaker",
    "source_type_of_words",
    "tell_source_types",
]
