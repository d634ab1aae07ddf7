"""Anything that holds articles, in; the articles table, out."""
