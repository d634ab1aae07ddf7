"""Which encoding bytes are in that are not UTF-8: told by signs and letters, or refused."""

from __future__ import annotations

import re
from typing import Any

SAMPLE = 2**17  # bytes by which an encoding is told
WINDOWS = "cp1252"
#: Encodings that news archives are in, by the name that the report gives them.
ENCODINGS = {
    "cp1252": "Windows-1252 (cp1252)", "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250 (Central European)", "iso8859_2": "ISO 8859-2 (Central European)",
    "cp1254": "Windows-1254 (Turkish)", "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)", "cp866": "cp866 (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)", "mac_cyrillic": "Mac Cyrillic",
    "cp1253": "Windows-1253 (Greek)", "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)", "gb18030": "GB18030 (Chinese)", "big5": "Big5 (Chinese)",
    "cp932": "Shift-JIS (Japanese)", "euc_jp": "EUC-JP (Japanese)", "euc_kr": "EUC-KR (Korean)",
}  # fmt: skip
LATIN = ("cp1252", "mac_roman", "cp1250", "iso8859_2", "cp1254")
OTHERS = tuple(name for name in ENCODINGS if name not in LATIN[1:4])
FEW = 3  # bytes beyond ASCII that say nothing about a script
WESTERN = 0.3  # share of them among letters up to which a text is in Latin script
CLEARER = 0.02  # less mess than the next best encoding that one must have
CLOSER = 0.03  # or more likeness to a language
LETTERS = bytes([*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)])
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
#: What no writer of a Latin script does: a mark that opens within a word or closes after a blank, a
#: capital in the middle or a small letter at the end of nothing, a sign within a word.
MISFIT = re.compile(
    r"(?<=[^\W\d_])[“‘„«](?=[^\W\d_])|(?<![^\s“‘(\[])[”»](?=\w)"
    r"|(?<=[a-zà-öø-ÿ])[À-ÖØ-Þ](?=[^A-ZÀ-ÖØ-Þ]|$)|(?<![^\W\d_])[À-ÖØ-Þ](?![\w'’]|\.)"
    r"|(?<![^\W\d_])[ß-öø-ÿ](?=[A-ZÀ-ÖØ-Þ])|[.,?!][ß-öø-ÿ](?!\w)"
    r"|(?<=[^\W\d_])[¡-©«-¬®-¶¸-¹»-¿†‡‰˜ˆ∞≤≥∂∑∏π∫Ω√≈∆◊](?=[^\W\d_])"
    r"|[\x80-\x9f\ufffd˝˛ˇ˘˙∞≤≥∂∑∏π∫Ω√≈∆◊]"
)


def tell_encoding(content: bytes) -> str:
    r"""Return the codec of bytes that are not UTF-8.

    In Latin script that is Windows-1252, as Excel saves a CSV, unless its marks and letters stand
    where none can and those of another encoding do not. In other scripts letters and words tell.
    Missed: short texts, and encodings that differ in a letter or two.

    Raises
    ------
    ValueError
        If the text is in another script and no encoding or more than one fits.

    Examples
    --------
    >>> tell_encoding("Налоги вырастут, сказал министр.".encode("koi8-r"))
    'koi8_r'
    >>> tell_encoding("“No”, she said; they didn’t.".encode("mac-roman")), tell_encoding(b"caf\xe9")
    ('mac_roman', 'cp1252')
    """
    # Only lines that are odd tell: of a long English table few may be.
    lines = content[: 4 * SAMPLE].splitlines()
    odd = b"\n".join(line for line in lines if not line.isascii())[:SAMPLE]
    high = sum(byte > 127 for byte in odd)
    letters = len(odd) - len(odd.translate(None, LETTERS))
    western = high <= WESTERN * (high + letters) or high <= min(FEW, letters)
    return _latin(odd) if western else _other_script(odd)


def _latin(content: bytes) -> str:
    """Return the encoding with the fewest misfits; Windows-1252 unless another is far better."""
    misfits = {name: len(MISFIT.findall(content.decode(name, "replace"))) for name in LATIN}
    best = min(LATIN, key=misfits.__getitem__)
    if misfits[WINDOWS] > 4 * misfits[best]:
        return best
    # Turkish letters stand where Icelandic ones may: only words tell.
    ranked = _ranked(content, ("cp1252", "cp1254"))
    enough = len(re.findall("[ðýþÝÞ]", content.decode(WINDOWS, "replace"))) > FEW
    turkish = len(ranked) > 1 and ranked[0].encoding == "cp1254" and _fits_better(*ranked[:2])
    return "cp1254" if enough and turkish else WINDOWS


def _other_script(content: bytes) -> str:
    found = _ranked(content, OTHERS)
    if found and (len(found) == 1 or _fits_better(found[0], found[1])):
        return str(found[0].encoding)
    if found and all(one.encoding in LATIN for one in found[:2]):
        return WINDOWS
    perhaps = " or ".join(ENCODINGS[one.encoding] for one in found[:2]) or "nothing fits"
    raise ValueError(f"not UTF-8, and its encoding cannot be told ({perhaps}): save it as UTF-8")


def _ranked(content: bytes, names: tuple[str, ...]) -> list[Any]:
    """Return what charset-normalizer takes `content` for, the best first."""
    from charset_normalizer import from_bytes

    found = from_bytes(content, cp_isolation=list(names), preemptive_behaviour=False)
    # No news is written in half-width katakana, as any bytes look in Shift-JIS.
    return [one for one in found if len(HALF_WIDTH.findall(str(one))) <= FEW]


def _fits_better(one: Any, other: Any) -> bool:
    clearer = other.chaos - one.chaos > CLEARER
    closer = one.coherence - other.coherence > CLOSER
    return bool(clearer or (closer and one.chaos <= other.chaos + CLEARER))
