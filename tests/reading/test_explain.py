"""Why a row of evidence is there."""

from __future__ import annotations

import pandas as pd
import pytest

import mediakit as mk
from mediakit.attribution import ENGINES

TEXT = "The radical mob's disgusting lies may cost the mayor his job. Orr said so in Halm."


@pytest.fixture(scope="module")
def read() -> tuple[pd.DataFrame, mk.Found]:
    articles = mk.load_articles(TEXT, progress=False)
    return articles, mk.find(articles, engine="fast", progress=False)


def why(read: tuple[pd.DataFrame, mk.Found], query: str) -> pd.DataFrame:
    articles, found = read
    return mk.explain(articles, found.evidence.query(query).iloc[0], engine="fast")


def test_an_entry_leads_to_its_row_and_source(read: tuple[pd.DataFrame, mk.Found]) -> None:
    said = why(read, "text == 'may'").set_index("what").says
    assert said["list"] == "stance" and said["entry"] == "may" and said["label"] == "hedge"
    assert said["source"] and said["licence"]


def test_words_of_the_context_move_the_score_of_a_loaded_term() -> None:
    articles = mk.load_articles(TEXT, progress=False)
    found = mk.find(articles)
    loaded = found.evidence.query("signal == 'loaded'")
    row = loaded.loc[(loaded["value"] - 0.5).abs().idxmin()]  # the one that context may decide
    table = mk.explain(articles, row)
    context = table[table["what"] == "context"]
    assert set(context["says"]) <= set(mk.Document(TEXT).words) - {row["text"]}
    assert not context.empty and (context["moves"].abs() >= 0.02).all()
    assert "score" in set(table["what"])


def test_every_row_of_evidence_can_be_explained(read: tuple[pd.DataFrame, mk.Found]) -> None:
    articles, found = read
    for _, row in found.evidence.iterrows():
        table = mk.explain(articles, row, engine="fast")
        assert table.iloc[0].says == row["text"]


def test_text_that_changed_is_an_error(read: tuple[pd.DataFrame, mk.Found]) -> None:
    articles, found = read
    row = found.evidence.iloc[0]
    with pytest.raises(ValueError, match="has changed since"):
        mk.explain(articles.assign(text="Another text altogether, longer than before."), row)
    with pytest.raises(ValueError, match="not among the 0 articles"):
        mk.explain(articles.head(0), row)


def test_one_row_of_evidence_is_asked_for() -> None:
    articles = mk.load_articles("The despot fell, Orr said.", progress=False)
    found = mk.find(articles, engine="fast", progress=False)
    with pytest.raises(TypeError, match=r"got a table of \d.*iloc"):
        mk.explain(articles, found.evidence)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"without 'signal'.*found\.evidence"):
        mk.explain(articles, found.words.iloc[0])


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("scare_quote", "nobody’s mouth"),
        ("description", "apposition"),
        ("content", "what is said, thought"),
    ],
)
def test_what_no_list_holds_is_explained_by_its_rule(label: str, rule: str) -> None:
    text = "The minister, Ana Orr, spoke. The “reform” failed. Ana Orr said the mill was shut."
    articles = mk.load_articles(text, progress=False)
    found = mk.find(articles, progress=False)
    row = found.evidence[found.evidence["label"] == label].iloc[0]
    why = mk.explain(articles, row, found)
    assert rule in why.set_index("what").says["rule"]


def test_an_attribution_names_the_rules_that_decided() -> None:
    text = "Ida Holt, a nurse, spoke. Her advisers said it rained. Radio Halm said it was over."
    articles = mk.load_articles(text, progress=False)
    found = mk.find(articles, engine="fast", progress=False)
    said = mk.explain(articles, found.attributions.iloc[0]).set_index("what").says
    assert said[["found", "source", "speaker"]].tolist() == [
        "it rained", "Her advisers", "Ida Holt’s advisers"
    ]  # fmt: skip
    assert said["speaker_by"].startswith("owner: “His advisers”")
    assert said["source_type_by"].startswith("role: ")
    cue = found.evidence.query("label == 'cue'").iloc[0]
    evidence = mk.explain(articles, cue, engine="fast").set_index("what").says
    assert evidence["speaker_by"] == said["speaker_by"]


def test_your_own_word_is_told_as_such() -> None:
    articles = mk.load_articles("Ida Holt said it rained.", progress=False)
    mine = pd.DataFrame({"name": ["Ida Holt"], "speaker": ["Ida Orr"], "source_type": ["expert"]})
    found = mk.find(articles, engine="fast", aliases=mine, progress=False)
    row = found.attributions.iloc[0]
    assert (row["speaker_by"], row["source_type_by"]) == ("alias", "alias")
    rows = [row, found.evidence.query("label == 'cue'").iloc[0]]
    for one in rows:
        said = mk.explain(articles, one, engine="fast").set_index("what").says
        assert said["speaker_by"] == "alias: your own list says so"


def test_an_attribution_without_a_source_has_no_rule() -> None:
    text = "It was said that it rained."
    articles = mk.load_articles(text, progress=False)
    found = mk.find(articles, engine="fast", progress=False)
    row = found.attributions.iloc[0]
    assert row[["speaker", "speaker_by", "source_type_by"]].isna().all()
    assert set(mk.explain(articles, row)["what"]) == {"found", "source_type"}
    with pytest.raises(ValueError, match="has changed since"):
        mk.explain(articles.assign(text="Another text."), row)


def test_a_row_of_the_fast_network_is_explained_by_it() -> None:
    text = "Critics say that the regime has been cruel to its friends. It rained."
    articles = mk.load_articles(text, progress=False)
    by_engine = {}
    for engine in ENGINES:
        found = mk.find(articles, engine=engine, progress=False)
        row = found.evidence.query("label == 'regime'").iloc[0]
        ways = [mk.explain(articles, row, engine), mk.explain(articles, row, found=found)]
        ways.append(mk.explain(articles, row, engine=engine))
        guessed = mk.explain(articles, row).set_index("what").says  # by its value alone
        assert guessed["engine"].startswith(f"{engine}: ") and "pass found" in guessed["engine"]
        for why in ways:
            pd.testing.assert_frame_equal(why, ways[0])
        by_engine[engine] = ways[0].set_index("what").says
        assert by_engine[engine]["engine"] == engine
        assert by_engine[engine]["score"].startswith(f"{row['value']:.2f} if")  # one paragraph
    assert by_engine["fast"]["score"] != by_engine["accurate"]["score"]


def test_found_of_other_articles_does_not_explain_a_row() -> None:
    articles = mk.load_articles("The despot fell.", progress=False)
    found = mk.find(articles, engine="fast", progress=False)
    row = found.evidence.query("label == 'regime'").iloc[0]
    others = found._replace(readings=found.readings.iloc[:0])
    with pytest.raises(ValueError, match=r"readings does not name article .* engine="):
        mk.explain(articles, row, found=others)


def test_sourcing_is_explained_by_what_was_found(read: tuple[pd.DataFrame, mk.Found]) -> None:
    articles, found = read
    row = found.evidence.query("label == 'cue'").iloc[0]
    other = found.attributions.assign(speaker_by="alias")
    said = mk.explain(articles, row, found._replace(attributions=other)).set_index("what").says
    assert said["speaker_by"] == "alias: your own list says so"  # not read anew
    pd.testing.assert_frame_equal(
        mk.explain(articles, row, found), mk.explain(articles, row, "fast")
    )
    with pytest.raises(ValueError, match=r"mk.explain\(articles, row, found\)"):
        mk.explain(articles, row)
