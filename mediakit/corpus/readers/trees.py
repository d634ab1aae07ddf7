"""Trees of HTML and XML, read without network and entities, and the paragraphs in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

#: Each begins and ends a paragraph; `quote`, `head`, `item`, `row` are trafilatura's.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hl1 hl2 hr html item legend li list main nav"
    " media-caption ol p pre quote row section summary table tbody td tfoot th thead title tr"
    " ul".split()
)
LINE_ENDS = frozenset({"br", "lb"})
HIDDEN = frozenset(
    "head iframe math noscript object script select style svg template textarea title".split()
)
CAPTIONS = frozenset({"figcaption", "media-caption"})
INLINE_MARKS = frozenset({"q"})
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
#: What may stand before the first element of XML, to be matched with DOTALL.
PROLOG = (
    rb"(?:\s|\xef\xbb\xbf|<\?[^>]*\?>|<!--.{0,5000}?-->"
    rb"|<!DOCTYPE(?:[^>\[]|\[.{0,5000}?\]\s*(?=>))*>)*"
)
BLANKS = re.compile(r"[ \t\r\n\f]+")


class Blocks(NamedTuple):
    """The paragraphs of a tree, and the captions that stood between them."""

    paragraphs: list[str]
    captions: list[str]

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between them."""
        return "\n\n".join(self.paragraphs)


def parse_html(content: str) -> Any:
    """Return the root of a page, however broken; None of one without any element.

    Raises
    ------
    ValueError
        If elements are nested so deeply that the parser leaves the rest out.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(content.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ValueError("elements nested more than 255 deep: save the text of the page as .txt")
    return root


def parse_xml(content: bytes) -> Any:
    """Return the root of an XML document; entities are not resolved, nothing is fetched.

    Raises
    ------
    ValueError
        If the XML is broken.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"broken XML: {error}") from error


def name_of(node: Any) -> str:
    """Return the name of an element without its namespace, in lower case; "" of a comment.

    Examples
    --------
    >>> name_of(parse_xml(b"<a:P xmlns:a='b'/>"))
    'p'
    """
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def find_all(root: Any, *names: str) -> Iterator[Any]:
    """Yield the elements below `root` (and itself) of these names, in whatever namespace."""
    return (node for node in root.iter() if name_of(node) in names)


def first_text(root: Any, *names: str) -> str | None:
    """Return the text of the first element of these names that has any, in one line."""
    texts = (" ".join("".join(node.itertext()).split()) for node in find_all(root, *names))
    return next(filter(None, texts), None)


def read_blocks(root: Any, hidden: frozenset[str] = HIDDEN) -> Blocks:
    r"""Return the paragraphs of a tree as a reader sees them.

    Scripts, styles and what is hidden are left out; ``<br>`` is a line end; ``<q>`` keeps its
    marks; a caption is none of the paragraphs.

    Examples
    --------
    >>> read_blocks(parse_html("<p>She said <q>no</q>.<br>He left.</p><script>x</script>"))
    Blocks(paragraphs=['She said “no”.\nHe left.'], captions=[])
    """
    from lxml import etree

    blocks = Blocks([], [])
    pieces: list[str] = []

    def flush(into: list[str]) -> None:
        lines = [BLANKS.sub(" ", line).strip(" ") for line in "".join(pieces).split("\0")]
        if text := "\n".join(lines).strip("\n"):
            into.append(re.sub(r"\n{2,}", "\n\n", text))
        pieces.clear()

    walk = etree.iterwalk(root, events=("start", "end"))
    captions = 0  # how deep in captions
    for event, node in walk:
        name = name_of(node)
        left_out = not name or (node is not root and (name in hidden or _is_hidden(node)))
        if event == "start":
            if name in BLOCKS:
                flush(blocks.captions if captions else blocks.paragraphs)
            captions += name in CAPTIONS
            if left_out:
                walk.skip_subtree()
                continue
            if name in LINE_ENDS:
                pieces.append("\0")
            elif name in INLINE_MARKS:
                pieces.append("“")
            pieces.append(node.text or "")
            continue
        if name in INLINE_MARKS and not left_out:
            pieces.append("”")
        if name in BLOCKS:
            flush(blocks.captions if captions else blocks.paragraphs)
        captions -= name in CAPTIONS
        if node is not root:
            pieces.append(node.tail or "")
    flush(blocks.paragraphs)
    return blocks


def _is_hidden(node: Any) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and bool(UNSEEN.search(style)))


def html_text(content: str) -> Blocks:
    r"""Return the paragraphs of a piece of HTML.

    Examples
    --------
    >>> html_text("Taxes rise.<p>Nobody asked.").text
    'Taxes rise.\n\nNobody asked.'
    """
    root = parse_html(content) if content.strip() else None
    return Blocks([], []) if root is None else read_blocks(root)
