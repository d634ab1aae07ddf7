"""HTML in a cell: its paragraphs and words stay, what is no text goes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from mediakit.contract.wording import number

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table"
    " tbody tfoot thead ul".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br caption cite code col colgroup del dfn em font html i img ins"
    " kbd label link mark meta q s samp small source span strike strong sub sup td th time tt u var"
    " wbr picture tr".split()
)
#: Elements whose content is nothing that a reader of the article reads.
LEFT_OUT = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "head",
    "title", "nav", "button", "select", "textarea", "audio", "video", "canvas",
)  # fmt: skip
KNOWN = BLOCKS | INLINE | frozenset(LEFT_OUT) | {"input", "option"}
#: Letters that stand for themselves in a formula: tags only if they are closed.
NEVER_ALONE = frozenset("a b i q s u tt em".split())
TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*(?:[-:_][\w:-]*)?)"
    r"(?P<rest>(?:\s(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*)?)(?P<void>/?)>"
)
PROLOG = re.compile(r"<!--|<!\[CDATA\[|<!DOCTYPE|<\?xml", re.IGNORECASE)
NO_TAG = re.compile(r"<(?![A-Za-z/!])")
CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!DOCTYPE[^>]*>|<\?[^>]*>", re.IGNORECASE | re.DOTALL)
SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|youtube|twitter|vc_\w+|et_pb_\w+|fusion_\w+)"
    r"(?:\s[^\]\n]{0,500})?/?\]"
)
LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\((?:https?://|/|mailto:)[^()\s]*(?:\s\"[^\"\n]*\")?\)")
#: A caption of WordPress, with its picture.
CODED = re.compile(r"\[caption(?:\s[^\]\n]{0,500})?\](.{0,1000}?)\[/caption\]", re.DOTALL)
CAPTION = re.compile(r"(?:^|[\s_-])(?:img|image|photo|picture)?caption(?:$|[\s_-])", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\f\v\n]+")
ENDS = re.compile(r"[ \t]*\n[ \t\n]*")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Say whether a text *is* marked up; one that only speaks of ``<p>`` is not.

    Examples
    --------
    >>> has_markup("<p>No.</p>"), has_markup("It is<br>late"), has_markup("The <p> tag; a<b, c>d")
    (True, True, False)
    """
    if "<" not in text:
        return False
    if PROLOG.search(text):
        return True
    tags = _tags(text)
    if any("=" in tag["rest"] or tag["void"] or _is_glued(text, tag) for tag in tags):
        return True
    if not tags or text[: tags[0].start()].strip():
        return False
    last = tags[-1]
    return last["name"].lower() == "br" or bool(last["end"] and not text[last.end() :].strip())


def _tags(text: str) -> list[re.Match[str]]:
    """Find what is a tag: its name is one of HTML's or it is closed, and what it has is `a=b`.

    ``a<b and c>d`` has none.
    """
    found = [match for match in TAG.finditer(text) if _is_plain(match)]
    closed = {match["name"].lower() for match in found if match["end"]}
    opened = {match["name"].lower() for match in found if not match["end"]}
    known = KNOWN - NEVER_ALONE | (closed & opened)
    return [
        m for m in found if (name := m["name"].lower()) in known or ":" in name or "=" in m["rest"]
    ]


def _is_plain(match: re.Match[str]) -> bool:
    rest = match["rest"].strip()
    return not rest or "=" in rest or match["name"].lower() in ("br", "hr", "script", "option")


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Say whether a tag touches a word, as the name of one in a sentence does not."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    return before.isalnum() or before in tuple(".!?”") or after.isalnum() or after in tuple("“&")


def read_markup(text: str) -> str:
    r"""Return what a reader of a marked up text sees: paragraphs, lines, cells.

    ``<p>``, ``<div>``, lists, headings and ``<blockquote>`` are paragraphs, ``<br>`` a line end,
    cells are kept apart by a tab, ``<q>`` gets the marks that it stands for. Scripts, styles,
    navigation and what is hidden go, and captions: see `captions_in`.

    Examples
    --------
    >>> read_markup("<p>Ida Holt: <q>A <b>sham</b>.</q></p><script>x()</script><ul><li>One</ul>")
    'Ida Holt: “A sham.”\n\nOne'
    """
    source, root = _parse(text)
    if root is None:
        return _without_tags(source)
    for element in _captions(root):
        element.drop_tree()
    return _read(root)


def captions_in(text: str) -> list[str]:
    """Return the captions in a marked up text: ``<figcaption>``, and what is of such a class.

    Examples
    --------
    >>> captions_in(
    ...     '<p>Taxes rise, and nobody was asked.</p><figcaption>The quay. Photo: Ann Lee'
    ...     '</figcaption><p class="wp-caption-text">Halm.</p><p>The council met on Monday.</p>'
    ... )
    ['The quay. Photo: Ann Lee', 'Halm.']
    """
    if "caption" not in text.lower() or (root := _parse(text)[1]) is None:
        return []
    return [said for element in _captions(root) if (said := " ".join(_read(element).split()))]


def _captions(root: Any) -> list[Any]:
    """Return the elements that hold captions, the outer ones; none that is most of the text."""
    found: list[Any] = []
    total = len("".join(root.itertext()).split())
    for element in root.iter("*"):
        words = len(element.text_content().split())
        if (
            (element.tag == "figcaption" or CAPTION.search(element.get("class") or ""))
            and words * 2 <= total
            and not any(above in found for above in element.iterancestors())
        ):
            found.append(element)
    return found


def _read(root: Any) -> str:
    blocks = any(element.tag in BLOCKS - {"body"} or element.tag == "br" for element in root.iter())
    return _tidy("".join(_pieces(root, blocks)))


def _parse(text: str) -> tuple[str, Any]:
    """Return the markup of a text and its tree, without what no reader sees; None if too deep."""
    from lxml import html
    from lxml.etree import LxmlError

    source = COMMENT.sub("", CDATA.sub("", text))
    places = {match.start() for match in _tags(source)}
    source = re.sub("<", lambda match: "<" if match.start() in places else "&lt;", source)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(f"<html><body>{source}</body></html>", parser=parser)
    except (LxmlError, ValueError):
        root = None
    # What is nested too deep the parser drops, and the words in it.
    if root is None or any("depth" in error.message.lower() for error in parser.error_log):
        return source, None
    for element in list(root.iter(*LEFT_OUT)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(root.iter("*")):
        if HIDDEN.search(element.get("style") or "") and element.getparent() is not None:
            element.drop_tree()
    return source, root


def _without_tags(source: str) -> str:
    """Put breaks for blocks and nothing for other tags, where no tree could be read."""
    from html import unescape

    breaks = {"br": "\n", "tr": "\n"} | dict.fromkeys(BLOCKS, "\n\n")
    bare = TAG.sub(lambda match: breaks.get(match["name"].lower(), ""), source)
    return _tidy(unescape(bare))


def _pieces(root: Any, blocks: bool) -> list[str]:
    """Collect text and breaks in order, without recursion: markup may be nested very deep."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    quotes = 0
    for event, element in iterwalk(root, events=("start", "end")):
        name = element.tag
        if name in BLOCKS:
            pieces.append("\n\n")
        if event == "start":
            if name in ("br", "tr"):
                pieces.append("\n")
            elif name in ("td", "th"):
                pieces.append("\t")
            elif name == "q":
                pieces.append("“" if quotes % 2 == 0 else "‘")
                quotes += 1
            pieces.append(_flow(element.text, blocks))
        else:
            if name == "q":
                quotes -= 1
                pieces.append("”" if quotes % 2 == 0 else "’")
            pieces.append(_flow(element.tail, blocks))
    return pieces


def _flow(text: str | None, blocks: bool) -> str:
    """Read white space as a browser does; a blank line stays a paragraph's end (WordPress)."""
    if not text:
        return ""
    if not blocks:
        return text
    return "\n\n".join(SPACES.sub(" ", part) for part in re.split(r"\n[ \t\r]*\n", text))


def _tidy(text: str) -> str:
    text = ENDS.sub(lambda match: "\n\n" if match[0].count("\n") > 1 else "\n", text)
    text = re.sub(r'“"|(?<=\S)"”', lambda match: match[0].strip('"'), text)
    text = re.sub(r"([“‘])\1|([”’])\2", lambda match: match[0][0], text)
    return re.sub(" *\t *", "\t", re.sub(" {2,}", " ", text)).strip()


def count_left_out(before: str, after: str) -> str:
    """Say which elements went with all that is in them."""
    tags = Counter(m["name"].lower() for m in TAG.finditer(before) if not m["end"])
    gone = [f"{tags[name]:,} × <{name}>" for name in LEFT_OUT if tags[name]]
    gone += ["what is hidden"] if HIDDEN.search(before) else []
    gone += [number(len(found), "caption")] if (found := captions_in(before)) else []
    return f"; left out: {', '.join(gone)}" if gone else ""


def has_shortcode(text: str) -> bool:
    """Say whether codes of WordPress or links of Markdown may stand in a text."""
    return "[" in text and bool(SHORTCODE.search(text) or LINK.search(text))


def drop_shortcodes(text: str) -> str:
    """Take out codes of WordPress, and captions in them; of a link of Markdown its words stay.

    Examples
    --------
    >>> drop_shortcodes('[caption id="a"]Halm[/caption]It is [closed](https://halm.example).')
    'It is closed.'
    """
    return LINK.sub(r"\1", SHORTCODE.sub("", CODED.sub("\n\n", text))).strip()


def coded_captions(text: str) -> list[str]:
    r"""Return the captions between WordPress's codes for them.

    Examples
    --------
    >>> coded_captions('[caption id="a"] The quay [/caption]\\nIt is closed.')
    ['The quay']
    """
    return [said for found in CODED.findall(text) if (said := " ".join(found.split()))]
