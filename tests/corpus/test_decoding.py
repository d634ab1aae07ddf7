"""Encodings: what is not UTF-8 is told, named, or refused; never read as other letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediakit.corpus.decoding import Lines, decode
from mediakit.corpus.load import imports, load_articles, report

RUSSIAN = (
    "Совет города закрыл мост на ремонт. «Другого пути нет», — сказала мэр во вторник, и паромы "
    "ходят теперь каждый час."
)
OLDER = "".join({"«": "(", "»": ")", "—": "-"}.get(sign, sign) for sign in RUSSIAN)
CHINESE = "市议会周二决定关闭大桥进行维修。“没有别的办法，”市长说。渡轮现在每小时一班，商人们对此表示不满。"
TAIWAN = "市議會週二決定關閉大橋進行維修。「沒有別的辦法，」市長說。渡輪現在每小時一班，商人們對此表示不滿。"
JAPANESE = "市議会は火曜日、橋を修理のため閉鎖すると決めた。「ほかに方法はない」と市長は語った。"
KOREAN = "시의회는 화요일에 다리를 수리하기 위해 폐쇄하기로 했다. 다른 방법이 없다고 시장은 말했다."
GREEK = "Το συμβούλιο έκλεισε τη γέφυρα για επισκευές. Δεν υπάρχει άλλος δρόμος, είπε η δήμαρχος."
POLISH = (
    "Rada miasta zamknęła most. „Nie ma innej drogi”, powiedziała we wtorek burmistrzyni, żałując."
)
FRENCH = "La mairie a fermé le pont à l’été. « Il n’y a pas d’autre chemin », a déclaré la préfète."
ENGLISH = "The mayor said “there’s no other way”—the café’s owner didn’t agree, and “that’s that”."
ENCODED = [
    (RUSSIAN, "cp1251"), (OLDER, "koi8-r"), (OLDER, "cp866"), (CHINESE, "gb18030"),
    (TAIWAN, "big5"), (JAPANESE, "cp932"), (JAPANESE, "euc-jp"), (KOREAN, "euc-kr"),
    (GREEK, "cp1253"), (POLISH, "cp1250"), (FRENCH, "cp1252"), (FRENCH, "mac-roman"),
    (ENGLISH, "cp1252"), (ENGLISH, "mac-roman"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_an_encoding_is_told_and_named(text: str, encoding: str, tmp_path: Path) -> None:
    assert decode(text.encode(encoding))[0] == text
    path = tmp_path / "a.csv"
    path.write_bytes(f"text,outlet\n{text.replace(',', '.')},Post\n".encode(encoding))
    articles = load_articles(path, progress=False)
    assert articles["text"].tolist() == [text.replace(",", ".")]
    named = imports(articles)["encoding"].tolist()[0]
    assert named and f"read as {named}" in report(articles)["reason"].tolist()[0]


@pytest.mark.parametrize("text", ["Да", "税金"])
def test_what_cannot_be_told_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="its encoding cannot be told"):
        decode(text.encode("koi8-r" if text == "Да" else "gbk") * 2)


def test_a_few_odd_bytes_of_utf8_do_not_spoil_it() -> None:
    assert decode("Zürich, “so”. ".encode() * 3 + b"caf\xe9")[0].endswith("“so”. café")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_utf_16_without_its_mark(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("Taxes rise, “so” Moss.\n" * 5).encode(encoding))
    lines = Lines(path)
    assert list(lines) == ["Taxes rise, “so” Moss.\n"] * 5 and lines.name() == encoding


def test_a_line_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 5000)
    with pytest.raises(ValueError, match="a line longer than"):
        list(Lines(path, longest=4096))
