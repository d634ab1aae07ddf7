"""One field of an article as words, sentences, quotations, phrases; the lists matched on it."""
