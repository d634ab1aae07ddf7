"""Articles in, evidence out: find, whose voice it is, who is one person, why it is a hit."""
