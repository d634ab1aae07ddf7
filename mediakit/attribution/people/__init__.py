"""Who and what an article names: persons, bodies, documents, places.

What other folders may use stands here; the modules are its own affair.
"""

from mediakit.attribution.people.capitals import suffix_of
from mediakit.attribution.people.cast import Cast, Mention, Person
from mediakit.attribution.people.entities import Entity, before, may_mean
from mediakit.attribution.people.metonyms import metonyms
from mediakit.attribution.people.namesakes import is_shared
from mediakit.attribution.people.scene import LATEST, Scene, Spoken

__all__ = [
    "LATEST",
    "Cast",
    "Entity",
    "Mention",
    "Person",
    "Scene",
    "Spoken",
    "before",
    "is_shared",
    "may_mean",
    "metonyms",
    "suffix_of",
]
