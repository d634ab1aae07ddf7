"""Forms that exports, scrapers, spreadsheets and tokenisers give a text, and how each is mended.

`FIXES` is the ordered table; `fixes_of` says which a text needs, `replay` applies those named.
"""

from __future__ import annotations

from collections.abc import Iterable

from mediakit.corpus.forms import (
    blanks,
    doubled,
    entities,
    invisible,
    lines,
    lost,
    mail,
    marks,
    markup,
    mojibake,
    repeats,
    tokens,
)
from mediakit.corpus.forms.fix import Fix

# In this order: characters first, then what they mark up, then lines, then what stands in a line.
FIXES: dict[str, Fix] = {
    fix.name: fix
    for fix in (
        # Soft hyphens, control characters and no-break spaces are parts of mojibake.
        Fix(
            "mojibake", "mojibake repaired",
            lambda text: not text.isascii() and ("â??" in text or mojibake.PERHAPS.search(text)),
            mojibake.mend_mojibake,
        ),
        Fix(
            "other table", "letters that were quotation marks in another table decoded again",
            mojibake.may_be_other_table, mojibake.mend_other_table,
        ),
        Fix(
            "invisible", "invisible characters removed: ", invisible.has_odd,
            invisible.drop_invisible, invisible.count_invisible,
        ),
        Fix(
            "ligatures", "joined letters (ﬁ, ﬂ) written apart",
            marks.has_ligature, marks.part_ligatures,
        ),
        Fix(
            "transfer codes", "letters written as mail codes decoded",
            entities.has_transfer_code, entities.decode_transfer,
        ),
        Fix("escapes", "escapes decoded", entities.has_escape, entities.decode_escapes),
        Fix(
            "markup", "HTML markup read as text", markup.has_markup, markup.read_markup,
            markup.count_left_out, markup.captions_in,
        ),
        Fix("entities", "HTML entities decoded", entities.has_entity, entities.decode_entities),
        Fix(
            "shortcodes", "codes of WordPress or links of Markdown taken out",
            markup.has_shortcode, markup.drop_shortcodes, captions=markup.coded_captions,
        ),
        Fix(
            "mail", "> taken from the beginning of lines",
            mail.may_be_mail, mail.strip_prefixes,
        ),
        Fix(
            "lines", "lines filled to a width joined to paragraphs",
            lines.may_be_filled, lines.join_lines,
        ),
        Fix("blanks", "odd white space evened", blanks.has_odd_blanks, blanks.even_blanks),
        Fix("tokens", "tokenised text joined", tokens.may_be_tokens, tokens.join_tokens),
        Fix(
            "signs", "other signs read as quotation marks",
            marks.has_other_signs, marks.mend_signs,
        ),
        Fix(
            "lost marks", "quotation marks lost in decoding put back",
            lost.may_be_lost, lost.mend_lost,
        ),
        Fix(
            "menus", "menus taken out", repeats.may_have_menu, repeats.drop_menus,
            repeats.quote_lost_lines,
        ),
        Fix(
            "doubled", "the text stood there more than once: one copy kept",
            doubled.may_be_doubled, doubled.drop_copies,
        ),
        Fix(
            "pull quotes", "paragraphs that repeat a sentence of the text taken out",
            repeats.may_repeat, repeats.drop_pull_quotes, repeats.quote_lost_lines,
        ),
    )
}  # fmt: skip


def replay(text: str, names: Iterable[str]) -> str:
    """Apply the fixes named, in the order given.

    Examples
    --------
    >>> replay("<p>AT&amp;T  said no.</p>", ["entities", "blanks"])
    '<p>AT&T said no.</p>'
    """
    for name in names:
        text = FIXES[name].mend(text)
    return text
