"""What was looked for and by which engine: it outlives concat, filters and files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mediakit as mk
from mediakit.contract.readings import (
    OPEN,
    labels_looked,
    lists_of,
    lists_text,
    looked_of,
    looked_text,
    names_of,
    names_text,
    of_articles,
)
from mediakit.contract.tables import TEXT, Found, make
from mediakit.text.document import Document, Span

TEXTS = {
    "a": "The mill may shut, Ann Reed said. “It was a lifeline,” Reed said. The despot left.",
    "b": "Mayor Tim Orr claimed that the dam would hold. The regime fell.",
    "c": "It rained on the hills, and nobody came. The tyrant left.",
}
JOINED = ("a", "b", "c")


def corpus(*ids: str) -> pd.DataFrame:
    rows = {"article_id": ids, "text": [TEXTS[one] for one in ids], "outlet": [*ids]}
    return pd.DataFrame(rows).astype({"article_id": TEXT})


def read(*ids: str, **options: object) -> Found:
    return mk.find(corpus(*ids), **{"engine": "fast", "progress": False, **options})


def join(*parts: Found) -> Found:
    return Found(*map(pd.concat, zip(*parts, strict=True)))


@pytest.fixture(scope="module")
def whole() -> Found:
    return read(*JOINED)


# ------------------------------------------------------------------ concat
def test_parts_joined_give_what_was_read_at_once(whole: Found) -> None:
    articles, parts = corpus(*JOINED), join(read("a"), read("b", "c"))
    for table, other in zip(parts, whole, strict=True):
        pd.testing.assert_frame_equal(table.reset_index(drop=True), other)
    rates = mk.measure(articles, parts)
    pd.testing.assert_frame_equal(rates, mk.measure(articles, whole))
    assert (rates["n"] == 0).any()
    assert len(mk.naming(articles, parts)) == len(mk.naming(articles, whole)) > 0
    drawn = mk.FIGURES["loaded_rates"](articles, parts)[1]
    assert len(drawn) == len(mk.FIGURES["loaded_rates"](articles, whole)[1]) > 0


def test_each_article_has_na_for_what_it_was_not_read_for() -> None:
    def mine(document: Document, attributions: object) -> list[Span]:
        at = document.text.find("despot")
        return [Span(at, at + 6, "ruler")] if at >= 0 else []

    parts = (
        read("a", signals=["loaded", mine], lexicons={"water": ["dam"]}),
        read("b", signals=["stance"], lexicons={"wet": ["dam"]}),
        read("c", signals=[mine], lexicons={"water": ["rained"], "hills": ["hills"]}),
    )
    rates = mk.measure(corpus(*JOINED), join(*parts)).query("voice == 'narrator'")
    counts = {
        (row["article_id"], row["label"]): row["n"]
        for row in rates.astype(object).to_dict("records")
        if row["signal"] != "sourcing"
    }
    for article_id, label, n in [
        ("a", "regime", 1), ("b", "regime", None), ("c", "regime", None),
        ("a", "hedge", None), ("b", "hedge", 0), ("c", "hedge", None),
        ("a", "ruler", 1), ("b", "ruler", None), ("c", "ruler", 0),
        ("a", "water", 0), ("b", "water", None), ("c", "water", 1),
        ("a", "wet", None), ("b", "wet", 0), ("c", "hills", 1), ("a", "hills", None),
    ]:  # fmt: skip
        got = counts[article_id, label]
        assert (None if pd.isna(got) else got) == n, (article_id, label)


def test_engines_are_said_where_they_differ() -> None:
    articles, found = corpus(*JOINED), join(read("a"), read("b", "c", engine="accurate"))
    with pytest.warns(UserWarning, match=r"accurate \(.*\): 2; fast \(.*\): 1"):
        foot = mk.FIGURES["loaded_rates"](articles, found)[0].get_supxlabel()
    assert "engines accurate, fast, unvalidated" in foot
    some = mk.FIGURES["loaded_rates"](articles.iloc[:1], found)[0].get_supxlabel()
    assert "engine fast, unvalidated" in some  # only what counts is named
    assert "engine: accurate, fast;" in repr(found)


def test_an_article_that_is_there_twice_is_refused(whole: Found) -> None:
    with pytest.raises(ValueError, match=r"article 'a' more than once.*words would count twice"):
        mk.measure(corpus(*JOINED), join(whole, read("a")))
    drawn = (mk.FIGURES["who_speaks"], mk.FIGURES["source_types"])
    for count in (mk.speakers, *drawn, mk.naming):
        with pytest.raises(ValueError, match="article 'a' more than once"):
            count(corpus(*JOINED), join(whole, read("a")))
    with pytest.raises(ValueError, match="article 'a' more than once"):
        mk.show(corpus(*JOINED), join(whole, read("a")), "a")
    with pytest.raises(ValueError, match="article 'a' more than once"):  # without readings
        mk.speakers(corpus(*JOINED), Found(*join(whole, whole)[:4]))


def test_tables_that_do_not_belong_together_are_said(whole: Found) -> None:
    articles, acts = corpus(*JOINED), whole.attributions
    said = "found.attributions lacks what [0-9]+ rows? of found.evidence"
    with pytest.warns(UserWarning, match=said) as warned:
        mk.speakers(articles, whole._replace(attributions=acts.query("kind == 'mixed'")))
    assert {one.filename for one in warned} == {__file__}
    none = {"attributions": acts.head(0), "evidence": whole.evidence.query("signal == 'loaded'")}
    with pytest.warns(UserWarning, match="rows of found.words"):
        mk.speakers(articles, whole._replace(**none))


def test_filtered_evidence_is_said_where_it_would_count_as_zero(tmp_path: Path) -> None:
    ids = [f"a{n}" for n in range(20)]
    articles = pd.DataFrame({"article_id": ids, "text": [*TEXTS.values()] * 6 + [TEXTS["a"]] * 2})
    found = mk.find(articles, engine="fast", signals=["loaded", "naming"], progress=False)
    mk.measure(articles, found)
    some = found._replace(evidence=found.evidence.query("signal in ['sourcing', 'loaded']"))
    said = "no row of naming, .*where="
    with pytest.warns(UserWarning, match=said):
        mk.measure(articles, some, where="voice == 'narrator'")
    mk.measure(articles, some, where="signal == 'loaded'")
    for folder in (tmp_path / "one", tmp_path / "two"):
        mk.write_results(articles, some, folder)
        some = mk.read_results(folder)[1]
        assert some.report["reason"].str.contains(said).sum() == 1


def test_readings_come_back_from_every_file(whole: Found, tmp_path: Path) -> None:
    whole.readings.to_parquet(tmp_path / "r.parquet")
    whole.readings.to_csv(tmp_path / "r.csv", index=False)
    for readings in (pd.read_parquet(tmp_path / "r.parquet"), pd.read_csv(tmp_path / "r.csv")):
        again = mk.measure(corpus(*JOINED), whole._replace(readings=readings))
        pd.testing.assert_frame_equal(again, mk.measure(corpus(*JOINED), whole))


# ------------------------------------------------------------------ subsets
def test_the_articles_decide_what_counts(whole: Found, tmp_path: Path) -> None:
    some = corpus("b", "a")
    only = Found(*(table[table["article_id"].isin(["a", "b"])] for table in whole))
    pd.testing.assert_frame_equal(mk.measure(some, whole), mk.measure(some, only))
    for tables in (mk.speakers(some, whole), mk.correct(some, whole, pd.DataFrame())):
        assert not any("c" in set(t["article_id"]) for t in tables if "article_id" in t)
    for name, draw in mk.FIGURES.items():
        drawn, expected = draw(some, whole), draw(some, only)
        pd.testing.assert_frame_equal(drawn[1], expected[1], obj=name)
        assert drawn[1].attrs["caption"] == expected[1].attrs["caption"]
    page = mk.write_report(some, whole, tmp_path / "some.html").read_bytes()
    assert page == mk.write_report(some, only, tmp_path / "only.html").read_bytes()
    articles, found = mk.read_results(mk.write_results(some, whole, tmp_path / "out").folder)
    assert set(found.readings["article_id"]) == set(articles["article_id"]) == {"a", "b"}


def test_what_was_never_read_is_na_and_not_zero(whole: Found) -> None:
    rates = mk.measure(corpus(*JOINED), of_articles(corpus("a"), whole))
    assert rates.loc[rates["article_id"] != "a", "n"].isna().all()
    assert (rates.loc[rates["article_id"] == "a", "n"] == 0).any()


def test_an_outlet_of_which_nothing_was_read_is_drawn_without_a_point(whole: Found) -> None:
    for draw in mk.FIGURES.values():
        draw(corpus(*JOINED), of_articles(corpus("a", "b"), whole))


def test_tables_about_other_articles_are_refused(whole: Found, tmp_path: Path) -> None:
    others = corpus("a").assign(article_id="z")
    for refused in (
        lambda: mk.measure(others, whole),
        lambda: mk.naming(others, whole),
        lambda: mk.speakers(others, whole),
        lambda: mk.positioning(others, whole, seed=1),
        lambda: mk.correct(others, whole, pd.DataFrame()),
        lambda: mk.write_report(others, whole, tmp_path / "r.html"),
        lambda: mk.write_results(others, whole, tmp_path / "out"),
        *(lambda draw=draw: draw(others, whole) for draw in mk.FIGURES.values()),
    ):
        with pytest.raises(ValueError, match="holds 3 articles, and none of them is among the 1"):
            refused()
    with pytest.raises(TypeError, match=r"Got a DataFrame; expected what mk\.find.* whole"):
        mk.measure(corpus("a"), whole.evidence)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


# ------------------------------------------------------------------ what a cell says
NAMES = st.lists(st.text(min_size=1), unique=True, max_size=4)


@given(st.dictionaries(st.text(min_size=1), NAMES, max_size=4), NAMES)
def test_cells_say_names_that_can_be_read_again(
    looked: dict[str, list[str]], names: list[str]
) -> None:
    assert looked_of(looked_text(looked)) == looked
    assert names_of(names_text(names)) == names
    hashes = dict.fromkeys(names, "0" * 64)
    readings = make("readings", [("a", *[None] * 4, lists_text(hashes), *[None] * 4)])
    assert dict(lists_of(readings)) == hashes


def test_open_labels_are_those_that_were_found(whole: Found) -> None:
    found = whole._replace(readings=whole.readings.assign(looked=f"loaded: x, {OPEN}"))
    assert labels_looked(found) == {
        "loaded": ["x", *sorted(set(whole.evidence.query("signal == 'loaded'")["label"]))]
    }


# ------------------------------------------------------------------ as a notebook shows it
def test_found_shows_itself_shortly_and_as_it_is(whole: Found) -> None:
    shown = repr(whole)
    assert shown.startswith("Found in 3 articles read\nengine: fast; looked for: loaded, naming,")
    assert f"evidence {len(whole.evidence)}, attributions {len(whole.attributions)}," in shown
    assert len(shown.splitlines()) == 9
    hostile = whole._replace(evidence=whole.evidence.assign(text="<b>x</b>\n" * 99, speaker="<i>"))
    html = hostile._repr_html_()
    assert "<b>" not in html and "<i>" not in html and "&lt;b&gt;x&lt;/b&gt; " in html
    assert html.count("<tr") == 6 and html.count("…") == 5
    nothing = Found(*map(make, ("evidence", "attributions", "words", "report")))
    assert "engine: not known" in repr(nothing) and "<table" in nothing._repr_html_()


def test_speakers_show_themselves_shortly_and_as_they_are(whole: Found) -> None:
    who = mk.speakers(corpus(*JOINED), whole)
    assert repr(who).startswith("2 speakers in 2 articles\n0 names joined another, 0 names stayed")
    assert len(repr(who).splitlines()) == 6 and "Ann Reed" in who._repr_html_()
    hostile = who._replace(speakers=who.speakers.assign(speaker="<b>x</b>"))
    assert "<b>" not in hostile._repr_html_()
