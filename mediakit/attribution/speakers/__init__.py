"""From the words of a source to the speaker whom they mean."""

from mediakit.attribution.speakers.description import (
    PERSONS,
    described_person,
    parties,
    personal_roles,
)
from mediakit.attribution.speakers.pronouns import PRONOUNS
from mediakit.attribution.speakers.resolution import ANEW, SEVERAL, SIEVES, name_speakers
from mediakit.attribution.speakers.together import persons_meant
from mediakit.attribution.speakers.unsaid import UNSAID

__all__ = [
    "ANEW",
    "PERSONS",
    "PRONOUNS",
    "SEVERAL",
    "SIEVES",
    "UNSAID",
    "described_person",
    "name_speakers",
    "parties",
    "personal_roles",
    "persons_meant",
]
