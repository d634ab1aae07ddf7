"""Tables as people have them: what is odd in them is mended or told, and nothing shifts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mediakit.corpus.cut import Lengths, why_cut
from mediakit.corpus.load import load_articles, report
from mediakit.corpus.namedates import read_names

ONE = "Rents will fall in May, the mayor said."
TWO = "Ferries run again, said the port."


def load(path: Path, content: str | bytes, **options: Any) -> tuple[pd.DataFrame, str]:
    """Return the articles of a file of this content, and all that is said of them."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    articles = load_articles(path, progress=False, **options)
    return articles, "\n".join(report(articles)["reason"])


@pytest.mark.parametrize(
    ("content", "texts", "said"),
    [
        (f'text,text,date\n"{ONE}",x,2018-03-05\n', [ONE], "'text' comes twice"),
        (f'title,text\nA,"{ONE}"\ntitle,text\nB,"{TWO}"\n', [ONE, TWO], "once more"),
        ('id,text,n\n1,"He said \\"no\\", and left.",x\n', ['He said "no", and left.'], ""),
        (f'"title","text"\n"1","A","{ONE}"\n"2","B","{TWO}"\n', [ONE, TWO], "as in R"),
        (f'title,text,print,\n,,date,outlet\nA,"{ONE}",2018-03-05,Post\n', [ONE], "two rows"),
        (f'text,year,month,day\n"{ONE}",2018,3,5\n', [ONE], "parts of a date"),
        (f"title^text\nA^{ONE}\n", [ONE], ""),
        (f'text,outlet\n"{"🙂" * 10 + "a" * 32747}",Post\n', ["🙂" * 10 + "a" * 32747], "most an"),
        (f'text,outlet\n#NAME?,Post\n"{ONE}",Post\n', [ONE], "'#NAME?' in 'text'"),
        (f'Título;Texto;Data\nA;"{ONE}";5 de março de 2018\n', [ONE], ""),
    ],
)  # fmt: skip
def test_odd_tables(tmp_path: Path, content: str, texts: list[str], said: str) -> None:
    articles, told = load(tmp_path / "a.csv", content)
    assert articles["text"].tolist() == texts
    assert said in told
    if "2018-03-05" in content or "de 2018" in content:
        assert articles["published"].dt.strftime("%Y-%m-%d").tolist() == ["2018-03-05"]


def test_a_row_of_totals_or_a_number_is_no_article(tmp_path: Path) -> None:
    articles, told = load(tmp_path / "a.csv", f'title,text\nA,"{ONE}"\nB,12\nTotal,2\n')
    assert articles["text"].tolist() == [ONE]
    assert "no article: '12'" in told and "a row of totals, no article: 'Total'" in told


def test_days_first_and_months_first_in_one_column_are_told(tmp_path: Path) -> None:
    rows = "".join(f'{day},"{ONE} {day}"\n' for day in ("13/04/2019", "04/13/2019", "03/04/2019"))
    articles, told = load(tmp_path / "a.csv", f"date,text\n{rows}")
    assert articles["published"].isna().tolist() == [False, False, True]
    assert "the day first ('13/04/2019') and the month first ('04/13/2019') in one column" in told


def test_a_column_of_sentences_is_proposed_as_the_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"columns=\{'text': 'sentence'\} reads it"):
        load(tmp_path / "a.csv", f'n,sentence\n1,"{ONE}"\n')


def test_columns_of_two_levels_are_known_by_the_last() -> None:
    columns = pd.MultiIndex.from_tuples([("meta", "title"), ("content", "text")])
    articles = load_articles(pd.DataFrame([["A", ONE]], columns=columns), progress=False)
    assert articles[["title", "text"]].values.tolist() == [["A", ONE]]


def test_a_table_without_a_row_is_a_warning() -> None:
    articles = load_articles(pd.DataFrame({"text": []}), progress=False)
    assert report(articles)[["reason", "kind"]].values.tolist() == [
        ["the table has no row: nothing was read", "warning"]
    ]


def test_two_letters_to_the_editor_in_a_text_are_told(tmp_path: Path) -> None:
    _, told = load(
        tmp_path / "a.txt", f"Sir, {ONE}\n\nAnn Lee, Halm\n\nSir – {TWO}\n\nBo Reed, Norby"
    )
    assert "may be 2 letters to the editor" in told


def test_a_lead_that_comes_again_stays_first(tmp_path: Path) -> None:
    lead = "The council of Halm closed the old bridge on Monday for the rest of the year."
    text = f"{lead}\n\n{ONE}\n\nIt was late. {lead} Nobody had asked the town."
    articles, _ = load(tmp_path / "a.txt", text)
    assert articles["text"].tolist() == [text]


def test_a_comma_too_many_in_each_line_shifts_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3 fields where the header has 2"):
        load(tmp_path / "a.csv", "id,text\n1,Rents fall, he said.\n2,Taxes rise, he said.\n")


def test_two_rows_of_names_and_a_sheet_of_notes_in_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Ask the library before you use this."])
    sheet = book.create_sheet("Press")
    for row in (["Title", "Text", "Print", None], [None, None, "Date", "Outlet"],
                ["A", ONE, "2018-03-05", "Post"]):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    articles = load_articles(tmp_path / "a.xlsx", progress=False)
    assert articles[["title", "outlet"]].values.tolist() == [["A", "Post"]]
    said = "\n".join(report(articles)["reason"])
    assert "two rows" in said and "only the sheet 'Press' was read" in said


LINE, OTHER = json.dumps({"text": ONE}), json.dumps({"text": TWO})


@pytest.mark.parametrize(
    ("content", "n", "said"),
    [
        (f"[{LINE},\n{OTHER},\n]", 2, "broken JSON"),
        (f"[{LINE},\n{OTHER[:20]}", 1, "1 item before that read"),
        (f'{{"articles": [{LINE}, {OTHER[:20]}', 1, "1 item before that read"),
        (json.dumps({"text": ONE}, indent=1) + "\n" + json.dumps({"text": TWO}, indent=1), 2, "all its"),
        (f"answer([{LINE}]);", 1, ""),
        (json.dumps([["title", "text"], ["A", ONE]]), 1, ""),
        (json.dumps({"text": "They said…", "extended_tweet": {"full_text": ONE}}), 1, ""),
        (json.dumps([{"content": [{"text": ONE}, {"type": "image"}]}]), 1, "1 block without text"),
        (json.dumps([{"content": ONE + "… [+1234 chars]"}]), 1, "1234 more characters"),
        (json.dumps([{"text": ONE, "word_count": 870}]), 1, "870 words are stated, 8 are here"),
    ],
)  # fmt: skip
def test_json_as_programs_and_interfaces_write_it(
    tmp_path: Path, content: str, n: int, said: str
) -> None:
    articles, told = load(tmp_path / "a.json", content)
    assert articles["text"].tolist() == [ONE, TWO][:n]
    assert (said in told) if said else not told


def test_a_lead_is_told_as_no_whole_text(tmp_path: Path) -> None:
    path, content = tmp_path / "a.json", json.dumps([{"lead_paragraph": ONE, "title": "A"}])
    with pytest.raises(ValueError, match="'lead_paragraph': by the name only a lead"):
        load(path, content)
    _, said = load(path, content, columns={"text": "lead_paragraph"})
    assert "'lead_paragraph' is read as the text" in said


def test_a_stated_length_may_count_characters() -> None:
    assert why_cut(ONE * 10, 395) is None and why_cut(ONE * 10, 3950)


def test_a_limit_shows_by_texts_that_stop_at_it() -> None:
    lengths = Lengths()
    for place in range(9):
        lengths.enter(f"{place} " * 90 + "and then "[: 5 + place % 2])
    assert "have exactly 186 characters" in (lengths.said() or "")
    lengths.enter("a" * 400 + ".")
    assert lengths.said() is None


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["2019-03-05_The Post_Rents fall.txt", "2019-03-06_The Sun_Other title.txt"],
         {"published": "2019-03-05", "outlet": "The Post", "title": "Rents fall"}),
        (["post-20190305-17.txt", "post-20190306-18.txt", "sun-20190305-19.txt"],
         {"outlet": "post", "published": "2019-03-05", "name_3": "17"}),
        (["05-03-2019 Post.txt", "15-03-2019 Sun.txt"],
         {"published": "2019-03-05", "name_2": "Post"}),
        (["report 2019.03.05.txt", "report 2019.03.06.txt"],
         {"name_1": "report", "published": "2019-03-05"}),
        (["CONS_92.txt", "LAB_92.txt"], None),
        (["a_20199905.txt", "b_20190305.txt"], None),
        (["05-03-2019 Post.txt", "05-04-2019 Sun.txt"], None),
        (["2019-03-05_x.txt", "notes.txt"], None),
        (["dl_20190305_a.txt", "dl_20190305_b.txt", "dl_20190305_c.txt"], None),
    ],
)  # fmt: skip
def test_names_of_files(names: Sequence[str], first: dict[str, str] | None) -> None:
    named = read_names(names)
    assert (named.fields[names[0]] if named else None) == first


def test_names_that_leave_no_doubt_are_read_and_told(tmp_path: Path) -> None:
    for name, text in (("Post_2019_03_05_a", ONE), ("Post_2019_03_06_b", TWO),
                       ("Sun_2019_03_06_c", "Nobody asked.")):  # fmt: skip
        (tmp_path / f"{name}.txt").write_text(text)
    articles = load_articles(tmp_path, progress=False)
    assert articles["outlet"].tolist() == ["Post", "Post", "Sun"]
    assert articles["published"].dt.day.tolist() == [5, 6, 6]
    assert "follow one pattern and were read" in "".join(report(articles)["reason"])
    assert load_articles(tmp_path, names="", progress=False)["outlet"].isna().all()


def test_an_encoding_that_is_known(tmp_path: Path) -> None:
    content = "title,text\nA,Orbán and Škoda said no\n"
    articles, said = load(tmp_path / "a.csv", content.encode("cp1250"), encoding="cp1250")
    assert articles["text"].tolist() == ["Orbán and Škoda said no"] and not said
    articles, said = load(tmp_path / "a.csv", content.encode("utf-8-sig"), encoding="cp1250")
    assert articles["text"].tolist() == ["Orbán and Škoda said no"]
    _, said = load(tmp_path / "a.csv", content.encode("cp1250"), encoding="utf-8")
    assert "2 bytes are not utf-8" in said
    with pytest.raises(ValueError, match="none that Python knows"):
        load(tmp_path / "a.csv", content, encoding="klingon")


def test_spellings_of_an_outlet_and_a_table_in_a_page(tmp_path: Path) -> None:
    rows = "text,outlet\nA b.,Post.com.\nC d.,The Post\nE f.,www.thepost.com\nG h.,Therapy\n"
    articles, _ = load(tmp_path / "a.csv", rows)
    assert articles["outlet"].tolist() == ["The Post"] * 3 + ["Therapy"]
    head = "<tr><th>title</th><th>text</th></tr>"
    page = f"<table>{head}<tr><td>A</td><td>{ONE}</td></tr>{head}</table>"
    articles, said = load(tmp_path / "a.xls", page)
    assert articles["text"].tolist() == [ONE] and "once more" in said
