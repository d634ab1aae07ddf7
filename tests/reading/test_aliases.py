"""The user's own list: what it changes, what it strikes, and that nothing happens silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.attribution import Attribution, Attributions
from mediakit.contract import tables
from mediakit.contract.tables import Found
from mediakit.reading.aliases import Aliases, correct, read_aliases
from mediakit.reading.aliases.apply import _read_voices_anew
from mediakit.reading.aliases.table import COLUMNS
from mediakit.reading.find import find
from mediakit.reading.opened import Opened
from mediakit.statistics.measures import measure
from mediakit.text.document import Document, Span

TEXTS = [
    "Ida Holt said the regime would fall. “We go on,” Orr claimed, and Holt denied the war.",
    "“The regime is a lifeline,” Orr was quoted by Radio Halm. Experts said it rained.",
    "Orr and Ida Holt said the mill was shut. The regime fell, and he said it was a war crime.",
]
# What a tagger finds in them: source, cue, content, speaker. These tests are about none.
SAID = {
    TEXTS[0]: [
        ("Ida Holt", "said", "the regime would fall", "Ida Holt"),
        ("Orr", "claimed", "“We go on,”", "Orr"),
        ("Holt", "denied", "the war", "Ida Holt"),
    ],
    TEXTS[1]: [
        ("Orr", "was quoted by", "“The regime is a lifeline,”", "Orr"),
        ("Experts", "said", "it rained", "experts"),
    ],
    TEXTS[2]: [
        ("Orr and Ida Holt", "said", "the mill was shut", "Orr & Ida Holt"),
        ("he", "said", "it was a war crime", "Orr"),
    ],
}
LISTS = {"regime": ["regime"], "violence": ["war", "war crime"], "aid": ["lifeline"]}


def attribute(documents: list[Document], engine: str, linked: object = None) -> list[Attributions]:
    """Stand in for the tagger, which is tested elsewhere."""
    [document] = documents
    said, at = [], 0
    for number, (source, cue, content, speaker) in enumerate(SAID[document.text]):
        pieces = []
        for piece in (source, cue, content):
            start = document.text.index(piece, at if piece != content else 0)
            pieces.append((start, start + len(piece)))
        words = document.words_in(*pieces[2])
        one = Attribution(
            [pieces[2]], pieces[1], pieces[0], speakers=tuple(speaker.split(" & ")), id=number
        )
        one.n_words, one.n_quoted = len(words), sum(document.quoted[word] for word in words)
        if "Radio" in document.text and "quoted" in cue:
            at = document.text.index("Radio Halm")
            one.relay, one.relay_speaker = (at, at + 10), "Radio Halm"
        said.append(one)
        at = pieces[1][1]
    return [Attributions(said)]


def untagged(
    articles: Iterable[Opened], _: str
) -> Iterator[tuple[Opened, Callable[[], list[Any]]]]:
    return ((article, list) for article in articles)


def halm(document: Document, attributions: Attributions) -> list[Span]:
    """Find one target, as the signal naming does."""
    at = document.text.find("Orr")
    return [Span(at, at + 3, "name", target="Orr")] if at >= 0 else []


def read(articles: pd.DataFrame, aliases: Any = None) -> Found:
    with (
        patch("mediakit.reading.find.attribute", attribute),
        patch("mediakit.reading.find.link_ahead", untagged),
    ):
        return find(articles, signals=[halm], lexicons=LISTS, aliases=aliases, progress=False)


@cache
def read_once(*texts: str) -> tuple[pd.DataFrame, Found]:
    """Read texts; nothing may change what is returned, which property tests check."""
    articles = corpus(*texts)
    return articles, read(articles)


def corpus(*texts: str) -> pd.DataFrame:
    chosen = list(texts or TEXTS)
    return pd.DataFrame(
        {
            "article_id": [f"a{n}" for n in range(len(chosen))],
            "text": chosen,
            "outlet": ["Post" if n % 2 else "Daily" for n in range(len(chosen))],
        }
    )


def say(articles: pd.DataFrame, *rows: dict[str, Any]) -> Found:
    return correct(articles, read(articles), pd.DataFrame(list(rows)))


def speakers_of(found: Found) -> list[tuple[str, str]]:
    said = found.attributions
    return list(zip(said["article_id"], said["speaker"], strict=True))


def reasons(found: Found) -> list[str]:
    return found.report.loc[found.report["signal"] == "aliases", "reason"].tolist()


# ------------------------------------------------------------------ what rows change
CHANGES: list[tuple[dict[str, Any], dict[int, str]]] = [
    # row, the speakers that are new (by row of attributions)
    ({"name": "Orr", "speaker": "Tim Orr"}, {1: "Tim Orr", 3: "Tim Orr", 5: "Tim Orr & Ida Holt", 6: "Tim Orr"}),
    ({"name": "Orr", "speaker": "Tim Orr", "article_id": "a1"}, {3: "Tim Orr"}),
    ({"name": "Orr", "speaker": "Tim Orr", "outlet": "daily"}, {1: "Tim Orr", 5: "Tim Orr & Ida Holt", 6: "Tim Orr"}),
    ({"name": "orr", "speaker": "Tim Orr"}, {}),  # "us" is not "US"
    ({"name": "Ida  Holt ", "speaker": "I. Holt"}, {0: "I. Holt", 2: "I. Holt", 5: "Orr & I. Holt"}),
    ({"name": "Orr & Ida Holt", "speaker": "Both"}, {5: "Both"}),
    ({"source": "holt", "speaker": "Eva Holt"}, {2: "Eva Holt"}),
    ({"source": "HE", "article_id": "a2", "speaker": "Ida Holt"}, {6: "Ida Holt"}),
    ({"cue": "Claimed", "speaker": "X"}, {1: "X"}),
    ({"cue": "claimed", "name": "Ida Holt", "speaker": "X"}, {}),
    ({"article_id": "a0", "start": 9, "end": 13, "speaker": "X"}, {0: "X"}),  # the cue "said"
    ({"article_id": "a0", "start": 9, "speaker": "X"}, {0: "X"}),
    ({"article_id": "a0", "start": 9, "field": "title", "speaker": "X"}, {}),
    ({"article_id": "a1", "start": 9, "end": 13, "speaker": "X"}, {}),
    ({"article_id": "a", "name": "Orr", "speaker": "X"}, {}),
    ({"article_id": "A1", "name": "Orr", "speaker": "X"}, {}),  # ids are as they are
]  # fmt: skip


@pytest.mark.parametrize(("row", "new"), CHANGES)
def test_a_row_renames_whom_it_fits(row: dict[str, Any], new: dict[int, str]) -> None:
    articles = corpus()
    found = read(articles)
    before = found.attributions["speaker"].tolist()
    assert before[:4] + before[5:6] == ["Ida Holt", "Orr", "Ida Holt", "Orr", "Orr & Ida Holt"]
    after = correct(articles, found, pd.DataFrame([row]))
    assert after.attributions["speaker"].tolist() == [new.get(n, s) for n, s in enumerate(before)]
    [reason] = reasons(after)
    assert reason.startswith("alias changed: " if new else "alias matched nothing: ")
    if new:
        assert f"{len(new)} attribution" in reason


def test_ids_are_compared_as_they_are() -> None:
    articles = corpus(TEXTS[0]).assign(article_id="A0")
    found = say(articles, *({"article_id": one, "cue": "said", "speaker": one} for one in ("A0", "a0")))  # fmt: skip
    assert found.attributions["speaker"].tolist()[0] == "A0"


def test_kind_and_anonymity_can_be_set_alone() -> None:
    found = say(corpus(), {"name": "Experts", "anonymous": "no"}, {"name": "experts", "anonymous": "no", "source_type": "Citizen"},
                {"name": "Ida Holt", "source_type": "politics"})  # fmt: skip
    rows = found.attributions.set_index("speaker")[["source_type", "anonymous"]]
    assert rows.loc["experts"].tolist() == ["citizen", False]
    assert set(rows.loc[["Ida Holt"], "source_type"]) == {"politics"}
    # Of two who speak together the kind is the first one's.
    assert rows.loc["Orr & Ida Holt", "source_type"] != "politics"
    assert [reason.split(":")[0] for reason in reasons(found)] == [
        "alias matched nothing", "alias changed", "alias changed"
    ]  # fmt: skip


def test_relays_and_targets_are_renamed_too() -> None:
    found = say(
        corpus(), {"name": "Radio Halm", "speaker": "Halm"}, {"name": "Orr", "speaker": "T. Orr"}
    )
    assert found.attributions["relay_speaker"].dropna().tolist() == ["Halm"]
    assert found.evidence.query("label == 'relay'")["speaker"].tolist() == ["Halm"]
    assert found.evidence["target"].dropna().tolist() == ["T. Orr"] * 3
    assert reasons(found) == [
        "alias changed: 1 other mention in 1 article",
        "alias changed: 4 attributions, 3 other mentions in 3 articles",
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_the_row_with_more_conditions_wins_then_the_lower(turned: bool) -> None:
    rows = [
        {"name": "Orr", "speaker": "Tim Orr", "source_type": "citizen"},
        {"name": "Orr", "speaker": "Jim Orr", "article_id": "a1"},
    ]
    found = say(corpus(), *(reversed(rows) if turned else rows))
    assert speakers_of(found)[1] == ("a0", "Tim Orr")
    assert speakers_of(found)[3] == ("a1", "Jim Orr")
    assert found.attributions["source_type"][3] == "citizen"  # nobody else says
    same = say(corpus(), {"name": "Orr", "speaker": "A"}, {"name": "Orr", "speaker": "B"})
    assert speakers_of(same)[1] == ("a0", "B")
    assert reasons(same)[0].startswith("alias overruled")
    struck = say(
        corpus(),
        {"action": "exclude", "name": "Orr"},
        {"name": "Orr", "speaker": "B", "article_id": "a1"},
    )
    assert not {"Orr", "B"} & {speaker for _, speaker in speakers_of(struck)}  # exclusion wins
    assert reasons(struck)[1].endswith("; other rows decided on 1 more")


# ------------------------------------------------------------------ what rows strike
STRUCK: list[tuple[dict[str, Any], int, int]] = [
    # row, attributions, other spans that it strikes
    ({"name": "Orr"}, 3, 0),
    ({"speaker": "Orr"}, 3, 0),  # as in a row copied from a table
    ({"cue": "claimed"}, 1, 0),
    ({"cue": "claimed", "signal": "sourcing"}, 1, 0),
    ({"term": "war crime"}, 0, 1),
    ({"term": "WAR", "label": "violence"}, 0, 1),
    ({"term": "war", "label": "regime"}, 0, 0),
    ({"term": "regime", "signal": "wording"}, 0, 3),
    ({"term": "regime", "outlet": "Post"}, 0, 1),
    ({"name": "Orr", "term": "regime"}, 0, 1),  # only in Orr's words
    ({"article_id": "a0", "start": 18, "end": 24}, 0, 1),
    ({"article_id": "a0", "start": 18, "end": 24, "signal": "stance"}, 0, 0),
    ({"article_id": "a0", "start": 9, "end": 13}, 1, 0),
    ({"article_id": "a9", "start": 9, "end": 13}, 0, 0),
]


@pytest.mark.parametrize(("row", "acts", "spans"), STRUCK)
def test_a_row_strikes_what_it_fits(row: dict[str, Any], acts: int, spans: int) -> None:
    articles = corpus()
    found = read(articles)
    after = correct(articles, found, pd.DataFrame([{"action": "exclude", **row}]))
    assert len(found.attributions) - len(after.attributions) == acts
    other = [frame.query("signal != 'sourcing'") for frame in (found.evidence, after.evidence)]
    assert len(other[0]) - len(other[1]) == spans
    [reason] = reasons(after)
    counted = [(acts, "attribution"), (spans, "span")]
    done = ", ".join(f"{n} {noun}{'s' * (n > 1)}" for n, noun in counted if n)
    assert reason.startswith(f"alias excluded: {done} in " if done else "alias matched nothing: ")
    left = set(
        zip(after.attributions["article_id"], after.attributions["attribution_id"], strict=True)
    )
    parts = after.evidence.query("signal == 'sourcing'")
    assert set(zip(parts["article_id"], parts["attribution_id"], strict=True)) == left


def test_a_content_in_pieces_is_struck_by_its_hull_too() -> None:
    articles = corpus(TEXTS[0])
    found = read(articles)
    hull = found._replace(attributions=found.attributions.assign(content_end=[40, 60, 85]))
    row = {"action": "exclude", "article_id": "a0", "start": 14, "end": 40}
    assert found.attributions["content_start"].tolist()[0] == 14
    assert len(correct(articles, hull, pd.DataFrame([row])).attributions) == 2


def test_an_entry_of_a_list_can_be_struck() -> None:
    found = read(corpus())
    term = found.evidence.loc[found.evidence["text"] == "regime", "term"].iloc[0]
    after = correct(corpus(), found, pd.DataFrame([{"action": "exclude", "term": term}]))
    assert "regime" not in set(after.evidence.query("signal == 'wording'")["text"])


def test_the_words_of_a_struck_attribution_are_the_narrators() -> None:
    articles = corpus(TEXTS[0])
    found = read(articles)
    assert found.evidence.query("text == 'regime'")["voice"].tolist() == ["paraphrase"]
    after = say(articles, {"action": "exclude", "name": "Ida Holt", "cue": "said"})
    [regime] = after.evidence.query("text == 'regime'").to_dict("records")
    assert regime["voice"] == "narrator"
    assert pd.isna(regime["speaker"]) and pd.isna(regime["attribution_id"])
    assert after.words[["voice", "n_words"]].values.tolist() == [
        ["narrator", 12], ["quotation", 3], ["paraphrase", 2]
    ]  # fmt: skip
    assert after.attributions["attribution_id"].tolist() == [1, 2]  # ids stay: runs can be compared


# ------------------------------------------------------------------ whatever the list
NAMES = st.sampled_from(["Ida Holt", "Orr", "experts", "he", "Orr & Ida Holt", "Radio Halm", "X"])
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "source": st.sampled_from(["Holt", "he", "Orr", "Experts"]),
        "cue": st.sampled_from(["said", "claimed", "denied"]),
        "article_id": st.sampled_from(["a0", "a1", "a2"]),
        "outlet": st.sampled_from(["Post", "Daily"]),
        "term": st.sampled_from(["regime", "war", "lifeline"]),
    },
)
EFFECT = st.one_of(
    st.just({"action": "exclude"}),
    st.fixed_dictionaries({"speaker": NAMES}, optional={"source_type": st.sampled_from(tables.SOURCE_TYPES)}),
)  # fmt: skip


@settings(max_examples=80)
@given(st.lists(st.tuples(ROWS, EFFECT), max_size=5), st.permutations(TEXTS))
def test_tables_stay_sound_whatever_the_list(
    pairs: list[tuple[dict[str, str], dict[str, str]]], texts: list[str]
) -> None:
    rows = []
    for where, effect in pairs:
        if "speaker" in effect:
            where = {column: value for column, value in where.items() if column != "term"}
        if {"name", "source", "cue", "term"} & set(where):
            rows.append({**where, **effect})
    articles, found = read_once(*texts)
    copies = [frame.copy(deep=True) for frame in found]
    after = correct(articles, found, pd.DataFrame(rows))
    for frame, copy in zip(found, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    for name, frame in after._asdict().items():
        assert [str(t) for t in frame.dtypes] == [str(t) for t in tables.make(name).dtypes]
    assert len(reasons(after)) == len(rows)

    # The denominators are all words still, each with one voice, and fit the attributions.
    sums = [w.groupby(["article_id", "field"])["n_words"].sum().to_dict() for w in (found.words, after.words)]  # fmt: skip
    assert sums[0] == sums[1]
    said = after.words[after.words["voice"] != "narrator"]
    assert (
        said.groupby(["article_id", "speaker"], dropna=False)["n_words"].sum().to_dict()
        == after.attributions.groupby(["article_id", "speaker"], dropna=False)["n_words"].sum().to_dict()
    )  # fmt: skip
    owners = {
        (row.article_id, row.attribution_id): row.speaker for row in after.attributions.itertuples()
    }
    for row in after.evidence.itertuples():
        if not pd.isna(row.attribution_id) and row.label != "relay":
            assert owners[row.article_id, row.attribution_id] == row.speaker
        if row.signal != "sourcing":
            assert pd.isna(row.attribution_id) == (row.voice == "narrator")


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3))
def test_voices_read_anew_are_the_voices_that_find_gave(texts: list[str]) -> None:
    articles, found = read_once(*texts)
    fields = set(zip(found.words["article_id"], found.words["field"], strict=True))
    evidence, words, _ = _read_voices_anew(articles, found, found.attributions, fields)
    pd.testing.assert_frame_equal(evidence, found.evidence)
    pd.testing.assert_frame_equal(words, found.words)


# ------------------------------------------------------------------ nothing is silent
@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"name": "Rede", "speaker": "X"}, "no speaker is called 'Rede'"),
        ({"name": "he", "speaker": "X"}, "a source reads so: for that use the column 'source'"),
        ({"name": "Ora", "speaker": "Orr"}, "'Orr' is there already"),
        ({"name": "Orr", "article_id": "a7", "speaker": "X"}, "nothing has the article_id 'a7'"),
        ({"cue": "claimed", "name": "Ida Holt", "speaker": "X"}, "nothing fits them all"),
        ({"action": "exclude", "term": "sham"}, "no hit has the words or the entry 'sham'"),
    ],
)
def test_a_row_that_fits_nothing_says_why(row: dict[str, Any], why: str) -> None:
    [reason] = reasons(say(corpus(), row))
    assert reason.startswith("alias matched nothing: ") and why in reason


def test_provenance_names_the_list_and_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name;speaker;action;cue\nOrr;Tim Orr;;\n;;exclude;denied\nNobody;X;;\n", "utf-8"
    )
    found = read(corpus(), aliases=path)
    [said] = set(found.readings["aliases"])
    assert re.fullmatch(r"mine\.csv \(3 rows, sha256 [0-9a-f]{64}\)", said)
    assert found.readings["alias_changed"].sum() == 4 and found.readings["alias_struck"].sum() == 1
    assert set(found.readings["engine"]) == {"accurate"}
    assert set(found.readings["alias_names"]) == {"Tim Orr, X"}
    rows = found.report.query("signal == 'aliases'")
    assert rows["line"].tolist() == [2, 3, 4] and set(rows["file"]) == {"mine.csv"}
    again = correct(corpus(), found, pd.DataFrame([{"name": "Tim Orr", "speaker": "T. Orr"}]))
    [both] = set(again.readings["aliases"])
    assert both.startswith(f"{said}; a table (1 row, sha256 ")
    assert set(again.readings["alias_names"]) == {"Tim Orr, X, T. Orr"}
    assert again.readings["looked"].equals(found.readings["looked"])
    assert set(found.readings["aliases"]) == {said}


def test_an_empty_list_changes_nothing() -> None:
    articles = corpus()
    found = read(articles)
    for empty in (pd.DataFrame(), pd.DataFrame({"name": []}), pd.DataFrame({"name": [None]})):
        after = correct(articles, found, empty)
        for frame, other in zip(found[:4], after[:4], strict=True):
            pd.testing.assert_frame_equal(frame, other)
        assert after.readings["alias_changed"].sum() == after.readings["alias_struck"].sum() == 0


# ------------------------------------------------------------------ reading
def test_files_and_tables_give_the_same_rows(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {
            "name": ["Orr", None, "O’Hara"],
            "speaker": ["Tim Orr", None, "Ann O’Hara"],
            "action": [None, "exclude", ""],
            "article_id": ["7", "8", None],
            "start": [None, 12, None],
            "note": ["“, ;", None, None],
        }
    )
    expected = read_aliases(table).rows
    assert [row.where for row in expected] == [
        {"name": "Orr", "article_id": "7"}, {"article_id": "8", "place": "12:", "field": "text"},
        {"name": "O'Hara"},
    ]  # fmt: skip
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_csv(tmp_path / "b.csv", index=False, sep=";", encoding="utf-8-sig")
    table.to_csv(tmp_path / "c.tsv", index=False, sep="\t")
    table.to_excel(tmp_path / "d.xlsx", index=False)
    for file in sorted(tmp_path.iterdir()):
        found = read_aliases(file)
        assert [row[1:] for row in found.rows] == [row[1:] for row in expected], file.name
        assert (found.file, [row.line for row in found.rows]) == (file.name, [2, 3, 4])
    assert isinstance(found, Aliases) and read_aliases(found) is found


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("header", ["Name,Speaker,Source type", "NAME ; speaker ;SOURCE_TYPE"])
def test_a_header_may_be_written_as_people_write_it(
    tmp_path: Path, header: str, mark: str, name: str
) -> None:
    delimiter = ";" if ";" in header else ","
    row = delimiter.join(["Orr", "Tim Orr", "State media"])
    (tmp_path / name).write_text(f"{mark}{header}\r\n{row}\r\n", "utf-8")
    table = pd.DataFrame([row.split(delimiter)], columns=header.split(delimiter))
    for aliases in (tmp_path / name, table):
        [alias] = read_aliases(aliases).rows
        assert (alias.where, alias.speaker, alias.source_type) == (
            {"name": "Orr"}, "Tim Orr", "state_media"
        )  # fmt: skip


ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"nmae": "Orr", "speaker": "X"}, "got the column 'nmae'; expected .*Did you mean 'name'?"),
    ({"mood": "Orr"}, "got the column 'mood'; .*Remarks may stand in 'note'"),
    ({"name": "Orr", "action": "exlude"}, "row 1 of the table: No action named 'exlude'; there are 'change', 'exclude'. Did you mean"),
    ({"name": "Orr", "source_type": "politician"}, "row 1 of the table: No source_type named 'politician'.*Did you mean 'politics'"),
    ({"name": "Orr", "anonymous": "maybe"}, "No value of anonymous named 'maybe'"),
    ({"name": "Orr"}, "got nothing to set; expected a speaker"),
    ({"name": "Orr", "note": "?"}, "got nothing to set"),
    ({"speaker": "Orr"}, "got speaker only; expected something to look for"),
    ({"action": "exclude", "outlet": "Post"}, "got outlet only; expected something to look for"),
    ({"action": "exclude", "label": "violence"}, "got label only; expected something to look for"),
    ({"action": "exclude"}, "got an action only"),
    ({"action": "exclude", "name": "Orr", "speaker": "X"}, "exclude strikes hits, so speaker means nothing"),
    ({"name": "Orr", "speaker": "X", "label": "regime"}, "change is about speakers, but label asks"),
    ({"action": "exclude", "start": 3}, "start and end need an article_id"),
    ({"action": "exclude", "article_id": "a0", "start": "x"}, "got start 'x' and end ''; expected whole numbers"),
    ({"action": "exclude", "article_id": "a0", "end": 4}, "got start '' and end '4'"),
    ({"action": "exclude", "article_id": "a0", "start": -1}, "got start '-1'"),
    ({"name": "Orr", "speaker": "X", "field": "body"}, "No field named 'body'"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "message"), ERRORS)
def test_errors_say_what_was_got_and_what_to_do(row: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^Aliases.*{message}"):
        correct(corpus(), read(corpus()), pd.DataFrame([row]))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "which is no file"),
        ("a.docx", "name,speaker\n", "no table that can be read; expected a file that ends in .csv"),
        ("a.csv", "name,speaker\nOrr,X,Y,Z\n", "line 2 of a.csv: broken line: 4 fields.*Mend the line"),
        ("a.csv", "name,speaker\nOrr,X\n\nHolt,\n", "line 4 of a.csv: got nothing to set.*or delete the row"),
        ("a.csv", "name,speaker\nOrr,X\n,Holt\n", "line 3 of a.csv: got speaker only.*or delete the row"),
        ("a.csv", "name,speaker,action\nOrr,X,drop\n", "line 2 of a.csv: No action named 'drop'"),
        ("a.csv", "nmae,speaker\nOrr,X\n", "a.csv: got the column 'nmae'"),
        ("a.csv", "Orr,Tim Orr\n,\n", "a.csv: got the column 'Orr'; expected a first line that names"),
        ("a.csv", "Name,name,speaker\nOrr,Holt,X\n", "a.csv: two columns are called 'name'. Delete one"),
        ("a.csv", "", "a.csv cannot be read: the file is empty .*Save it anew"),
        ("a.xlsx", "name,speaker\nOrr,X\n", "a.xlsx cannot be read: .*Save it anew"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_understood(tmp_path: Path, name: str, content: str | None, message: str) -> None:  # fmt: skip
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ValueError, match=message):
        read(corpus(), aliases=tmp_path / name)


def test_changed_articles_and_filtered_evidence_are_refused() -> None:
    articles, row = corpus(), pd.DataFrame([{"name": "Orr", "speaker": "X"}])
    found = read(articles)
    with pytest.raises(ValueError, match="'a0' does not hold"):
        correct(articles.assign(text="Other words."), found, row)
    loaded = found._replace(evidence=found.evidence.query("signal == 'wording'"))
    with pytest.raises(ValueError, match="lacks the content of attribution 0 of 'a0'"):
        correct(articles, loaded, row)


def test_measures_follow() -> None:
    articles = corpus(TEXTS[0])
    after = say(articles, {"action": "exclude", "name": "Ida Holt"})
    rates = measure(articles, after, where="label == 'regime' and voice == 'narrator'")
    assert rates[["n", "n_words"]].to_numpy().tolist() == [[1, 14]]


def test_tables_of_other_articles_are_refused() -> None:
    rows = pd.DataFrame([{"name": "Orr", "speaker": "X"}])
    with pytest.raises(ValueError, match="3 articles, and none of them is among the 1 articles"):
        correct(corpus(TEXTS[0]).assign(article_id="z"), read(corpus()), rows)
    one = corpus(TEXTS[0])
    some = correct(one, read(corpus()), rows)
    assert len(some.evidence) and all(
        set(frame["article_id"].dropna()) <= set(one["article_id"]) for frame in some
    )


def test_the_list_in_the_documents_is_one() -> None:
    text = (Path(__file__).parents[2] / "docs" / "speakers.md").read_text("utf-8")
    lines = [line.strip("|") for line in text.splitlines() if line.startswith("|")]
    at = next(n for n, line in enumerate(lines) if line.startswith(" name | speaker"))
    cells = [[cell.strip() for cell in line.split("|")] for line in lines[at : at + 8]]
    table = pd.DataFrame(cells[2:], columns=cells[0])
    assert len(read_aliases(table).rows) == 6
    for column in COLUMNS:
        assert f"`{column}`" in text


def test_find_says_at_once_that_rows_matched_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    rows = pd.DataFrame([{"name": "Rede", "speaker": "X"}])
    with patch("mediakit.reading.find.attribute", attribute):
        find(corpus(), aliases=rows)
        assert (
            capsys.readouterr().err == "1 rows of the aliases matched nothing: see found.report\n"
        )
        find(corpus(), aliases=rows, progress=False)
    assert capsys.readouterr().err == ""


def test_a_correction_leaves_turns_the_quotations_that_they_are() -> None:
    """Another name for who speaks in a transcript makes no paraphrase of its words."""
    text = (
        "JANE COLE: Did you know about the letter?\n\nMARK DUNN: I did not. We looked for it.\n\n"
        "COLE: Who told you so?\n\nDUNN: I read it. You saw me."
    )
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [text]})
    found = find(articles, engine="fast", progress=False)
    rows = pd.DataFrame({"name": ["Mark Dunn"], "speaker": ["Senator Dunn"]})
    voices = [
        one.words.groupby("voice")["n_words"].sum().to_dict()
        for one in (found, correct(articles, found, rows))
    ]
    assert voices[0] == voices[1] and voices[0]["quotation"] > 15


def test_words_of_a_struck_source_within_a_turn_are_the_turns() -> None:
    text = (
        "JANE COLE: Did you know about the letter?\n\nMARK DUNN: I did not. My staff told me that "
        "it was lost in the post.\n\nCOLE: But who told you so?\n\nDUNN: You know them."
    )
    articles = pd.DataFrame({"article_id": ["a"], "title": [None], "text": [text]})
    found = find(articles, engine="fast", progress=False)
    inner = found.attributions.query("kind != 'turn'")["speaker"]
    rows = pd.DataFrame({"name": inner, "action": "exclude"})
    left = correct(articles, found, rows)
    spoken = left.words.query("voice != 'narrator'")["n_words"].sum()
    assert len(inner) and left.attributions["n_words"].sum() == spoken
    assert spoken == found.words.query("voice != 'narrator'")["n_words"].sum()
