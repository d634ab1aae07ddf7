"""From the words of a source to the speaker whom they mean."""

from mediakit.attribution.speakers.description import PARTIES, described_person, personal_roles
from mediakit.attribution.speakers.resolution import SIEVES, UNSAID, name_speakers
from mediakit.attribution.speakers.together import persons_meant

__all__ = [
    "PARTIES",
    "SIEVES",
    "UNSAID",
    "described_person",
    "name_speakers",
    "personal_roles",
    "persons_meant",
]
