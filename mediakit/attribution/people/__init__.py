"""Who and what an article names: persons, bodies, documents, places."""
