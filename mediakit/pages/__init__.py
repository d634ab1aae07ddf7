"""Tables in, web pages out: reading view, concordance, report."""
