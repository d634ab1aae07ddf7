"""Exports of news databases: Nexis, Factiva, ProQuest, Europresse; one file a layout.

Each reader yields one row an article under our names, what else the export says under names with
its prefix (``nexis_load_date``), and a row ``_announced``: how many articles the file says it
holds. What cannot be an article is a row with ``_error``, and the others go on.
"""
