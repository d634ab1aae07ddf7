"""Tables in, numbers out: rates, comparisons, key words, speakers, with intervals."""
