"""Rates: honest zeros, honest blanks, and denominators that no filter touches."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.attribution import Attributions
from mediakit.contract import tables
from mediakit.contract.tables import Found, make
from mediakit.reading.find import find
from mediakit.statistics.measures import measure
from mediakit.text.document import Document, Span

KEY = ["article_id", "field", "signal", "label", "voice"]
TEXTS = [
    "The regime fell. Orr said the regime and its war would end.",
    "“He is a despot,” Ida Holt said.\n\nIt may rain, and it may not.",
    "According to police, two regimes fell. The “reform” failed; nobody cheered.",
    "Rain.",
    "Holt called the plan “a sham and a war” and Orr claimed it was over.",
]
WHERE = [
    "voice == 'narrator'", "voice == 'quotation'", "signal == 'loaded'", "label == 'regime'",
    "label == 'direct'", "speaker == 'Orr'", "speaker.notna()", "field == 'text' and voice == 'paraphrase'",
    "signal == 'loaded' & voice == 'narrator'", "not voice == 'narrator'", "article_id == 'a0'",
    "label in ['regime', 'hedge']", "signal == 'sourcing' and voice == 'quotation'", "value > 0.5",
    "(voice == 'narrator') & (speaker == 'Orr')", "voice != 'quotation' or label == 'war'",
]  # fmt: skip


def table(*texts: str, **columns: list[object]) -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "text": list(texts), **columns})


def read(articles: pd.DataFrame, **settings_: object) -> Found:
    return find(articles, progress=False, **settings_)  # type: ignore[arg-type]


def cell(
    rates: pd.DataFrame, article: str, label: str, voice: str, field: str = "text"
) -> pd.Series:
    [at] = rates.index[
        (rates["article_id"] == article) & (rates["label"] == label) & (rates["voice"] == voice) & (rates["field"] == field)
    ]  # fmt: skip
    return rates.loc[at]


# ------------------------------------------------------------------ what a number is
def test_counts_words_and_rates() -> None:
    articles = table("The regime fell. Orr said the regime and its regimes were rich.")
    rates = measure(articles, read(articles))
    narrator, paraphrase = (cell(rates, "a0", "regime", voice) for voice in tables.VOICES[:2])
    assert (narrator["n"], narrator["n_words"], paraphrase["n"], paraphrase["n_words"]) == (
        1,
        5,
        2,
        7,
    )
    assert narrator["per_1000"] == 200
    assert paraphrase["per_1000"] == pytest.approx(2000 / 7)


def test_every_row_is_there_once_in_the_shape_of_the_contract() -> None:
    articles = table(*TEXTS, title=["Rain", None, "  ", "Orr says no", "It fell"])
    rates = measure(articles, read(articles, signals=["loaded", "stance", "naming", "tone"]))
    assert list(rates.columns) == list(tables.MEASURES)
    assert [str(t) for t in rates.dtypes] == [str(t) for t in tables.make("measures").dtypes]
    assert not rates.duplicated(KEY).any()
    fields = rates[["article_id", "field"]].drop_duplicates()
    assert sorted(map(tuple, fields.to_numpy())) == sorted(
        [(f"a{n}", "text") for n in range(5)] + [(f"a{n}", "title") for n in (0, 3, 4)]
    )
    per_field = 3 * (4 + 10 + 8 + 4 + 1)  # voices times kinds of attribution and labels
    assert (rates.groupby(["article_id", "field"]).size() == per_field).all()


@pytest.mark.parametrize("signals", [["loaded", "stance", "naming", "tone"], ["stance"], []])
def test_all_that_was_counted_is_all_distinct_spans(signals: list[str]) -> None:
    articles = table(*TEXTS)
    found = read(articles, signals=signals, lexicons={"mine": ["re*", "war"]})
    rates = measure(articles, found)
    spans = found.evidence.query("signal != 'sourcing'").drop_duplicates([*KEY, "start", "end"])
    assert rates.loc[rates["signal"] != "sourcing", "n"].sum() == len(spans) > 0
    assert rates.loc[rates["signal"] == "sourcing", "n"].sum() == len(found.attributions) > 0


@pytest.mark.engines
@settings(max_examples=40)
@given(
    pieces=st.lists(
        st.sampled_from([*TEXTS, "“", "Orr said ", "regime ", "may ", "“war” ", ". "]),
        min_size=1,
        max_size=6,
    )
)
def test_the_sum_over_labels_is_the_number_of_spans_whatever_the_text(
    pieces: list[str], engine: str
) -> None:
    articles = table("".join(pieces), "Rain. " + " ".join(pieces))
    found = read(articles, lexicons={"mine": ["re*"]}, engine=engine)
    rates = measure(articles, found)
    spans = found.evidence.query("signal != 'sourcing'").drop_duplicates([*KEY, "start", "end"])
    expected = spans.groupby(["article_id", "signal"]).size()
    counted = rates.groupby(["article_id", "signal"])["n"].sum()
    for key, n in counted.items():
        if key[1] != "sourcing":  # type: ignore[index]
            assert n == expected.get(key, 0)
    read_words = rates.drop_duplicates(["article_id", "field", "voice"])["n_words"].sum()
    assert read_words == found.words["n_words"].sum()
    assert rates["n"].isna().equals(rates["per_1000"].isna())


def test_a_span_found_twice_is_counted_once() -> None:
    articles = table("A lifeline and a lifeline.")

    def double(document: Document, attributions: Attributions) -> list[Span]:
        return [
            Span(2, 10, "rope", term="x:1"),
            Span(2, 10, "rope", term="x:2"),
            Span(2, 10, "line"),
        ]

    found = read(articles, signals=[double])
    rates = measure(articles, found)
    assert len(found.evidence) == 3
    assert cell(rates, "a0", "rope", "narrator")["n"] == 1
    assert cell(rates, "a0", "line", "narrator")["n"] == 1


def test_lists_may_share_a_label_and_functions_give_more_labels_than_they_declare() -> None:
    def own(document: Document, attributions: Attributions) -> list[Span]:
        return [Span(0, 1, "declared"), Span(2, 10, "new")]

    own.labels = ("declared", "declared", "never")  # type: ignore[attr-defined]
    aid = pd.DataFrame({"term": ["lifeline"], "label": ["aid"]})
    articles = table("A lifeline.")
    found = read(articles, signals=[own], lexicons={"one": aid, "other": aid})
    rates = measure(articles, found)
    assert not rates.duplicated(KEY).any()
    labels = ("aid", "declared", "new", "never")
    assert [cell(rates, "a0", label, "narrator")["n"] for label in labels] == [1, 1, 1, 0]


def test_sourcing_counts_attributions_by_kind_not_pieces() -> None:
    articles = table(
        "“We lost,” Orr said. “We go home now.” Holt said the plan was “a sham and a war”. "
        "Police said two bridges were shut."
    )
    rates = measure(articles, read(articles, signals=[]))
    assert set(rates["signal"]) == {"sourcing"} and set(rates["label"]) == set(tables.KINDS)
    counted = {(r.label, r.voice): r.n for r in rates.itertuples() if pd.notna(r.n) and r.n}
    # Nothing that somebody says is in the narrator's voice: there it is not looked for.
    assert rates.loc[rates["voice"] == "narrator", "n"].isna().all()
    assert counted == {
        ("direct", "quotation"): 1,
        ("mixed", "quotation"): 1,
        ("indirect", "paraphrase"): 1,
    }


def test_tone_is_a_mean_weighted_by_words() -> None:
    def tone_like(document: Document, attributions: Attributions) -> list[Span]:
        return [Span(0, len(document.text), "x", 1.0)]

    articles = table(
        "A terrible day. It didn’t rain in the far-off north-west, and nobody-at-all cared today."
    )
    rates = measure(articles, read(articles, signals=["tone"]))
    found = cell(rates, "a0", "sentence", "narrator")
    assert found["n"] == 2
    assert found["per_1000"] == pytest.approx(
        -3 / 14
    )  # three of fourteen words at -1, the rest at 0
    articles = table("Rain.")
    rates = measure(articles, read(articles, signals=[tone_like]))
    assert cell(rates, "a0", "x", "narrator")["per_1000"] == 1000  # only tone is a mean


# ------------------------------------------------------------------ zero or blank
def test_zero_where_it_looked_and_blank_where_that_voice_has_no_word() -> None:
    articles = table("It rained.")
    rates = measure(articles, read(articles))
    narrator, quotation = (
        cell(rates, "a0", "regime", voice) for voice in ("narrator", "quotation")
    )
    assert (narrator["n"], narrator["n_words"], narrator["per_1000"]) == (0, 2, 0)
    assert pd.isna(quotation["n"]) and quotation["n_words"] == 0 and pd.isna(quotation["per_1000"])


def test_a_signal_nobody_asked_for_has_no_row() -> None:
    articles = table(*TEXTS)
    rates = measure(articles, read(articles, signals=["loaded"]))
    assert set(rates["signal"]) == {"sourcing", "loaded"}


def test_an_article_that_was_not_read_is_blank() -> None:
    articles = table("The regime fell.", "Le régime est tombé.", language=["en", "fr"])
    rates = measure(articles, read(articles))
    french = rates[rates["article_id"] == "a1"]
    assert len(french) == len(rates) / 2
    assert french[["n", "n_words", "per_1000"]].isna().all(axis=None)
    assert rates.loc[rates["article_id"] == "a0", "n_words"].notna().all()


def test_an_article_find_never_saw_is_blank() -> None:
    articles = table("The regime fell.", "The regime fell.")
    rates = measure(articles, read(articles.head(1)))
    assert rates.loc[rates["article_id"] == "a1", ["n", "n_words"]].isna().all(axis=None)
    assert len(rates.query("article_id == 'a1'")) > 0


def test_a_failing_function_leaves_a_blank_for_that_article_and_signal_only() -> None:
    def own(document: Document, attributions: Attributions) -> list[Span]:
        if "BAD" in document.text:
            raise ValueError("no luck")
        return [Span(0, 3, "start")]

    articles = table("The BAD regime.", "The regime.", title=["The end", "The end"])
    rates = measure(articles, read(articles, signals=["loaded", own]))
    assert pd.isna(cell(rates, "a0", "start", "narrator")["n"])
    assert pd.isna(cell(rates, "a0", "start", "narrator")["per_1000"])
    assert cell(rates, "a0", "start", "narrator")["n_words"] == 3
    assert cell(rates, "a0", "start", "narrator", "title")["n"] == 1
    assert cell(rates, "a0", "regime", "narrator")["n"] == 1
    assert cell(rates, "a1", "start", "narrator")["n"] == 1


def test_a_list_of_the_users_own_gets_honest_zeros() -> None:
    articles = table("It rained.", "A lifeline.")
    rates = measure(
        articles, read(articles, signals=[], lexicons={"mine": ["lifeline"], "other": ["rope"]})
    )
    found = [
        cell(rates, a, label, "narrator")["n"] for a in ("a0", "a1") for label in ("mine", "other")
    ]
    assert found == [0, 0, 1, 0]


def test_a_field_that_is_empty_has_no_row() -> None:
    articles = table("It rained.", "It rained.", title=["Rain", None])
    rates = measure(articles, read(articles))
    assert set(map(tuple, rates[["article_id", "field"]].to_numpy())) == {
        ("a0", "title"), ("a0", "text"), ("a1", "text"),
    }  # fmt: skip


def test_no_article_no_rows() -> None:
    articles = tables.make("articles")
    rates = measure(articles, read(articles))
    assert len(rates) == 0 and list(rates.columns) == list(tables.MEASURES)


# ------------------------------------------------------------------ where
@pytest.mark.parametrize("where", WHERE)
def test_where_never_changes_a_denominator(where: str) -> None:
    articles = table(*TEXTS, title=["Regime falls", "Orr says war is over", "War", None, None])
    found = read(articles)
    whole = measure(articles, found)
    part = measure(articles, found, where=where)
    assert len(part) > 0
    both = part.merge(whole, on=KEY, suffixes=("", "_whole"), validate="one_to_one")
    assert len(both) == len(part)
    assert both["n_words"].equals(both["n_words_whole"].rename("n_words"))
    assert both["n"].isna().equals(both["n_whole"].isna().rename("n"))
    assert (both["n"].fillna(0) <= both["n_whole"].fillna(0)).all()


@pytest.mark.parametrize(
    "where",
    ["voice == 'quotation'", "label == 'direct'", "signal == 'sourcing'", "article_id == 'a1'",
     "field == 'text' and label in ['regime', 'mixed']", "not voice == 'narrator'"],
)  # fmt: skip
def test_where_on_the_key_is_a_choice_of_rows(where: str) -> None:
    articles = table(*TEXTS)
    found = read(articles)
    expected = measure(articles, found).query(where).reset_index(drop=True)
    pd.testing.assert_frame_equal(measure(articles, found, where=where), expected)
    assert expected["n"].sum() > 0


def test_where_on_spans_filters_and_keeps_zeros() -> None:
    articles = table(
        "Orr said the regime fell in May. Ida Holt said the regime would rise.", "It rained."
    )
    rates = measure(articles, read(articles), where="speaker == 'Ida Holt'")
    assert cell(rates, "a0", "regime", "paraphrase")[["n", "n_words"]].tolist() == [1, 9]
    assert cell(rates, "a0", "indirect", "paraphrase")["n"] == 1
    assert cell(rates, "a1", "regime", "narrator")["n"] == 0


@pytest.mark.parametrize("where", ["voice = 'narrator'", "voise == 'narrator'", "voice ==", "1 +"])
def test_a_condition_that_cannot_be_read_is_explained(where: str) -> None:
    articles = table("It rained.")
    with pytest.raises(ValueError, match=r"condition .* cannot be read.*expected something like"):
        measure(articles, read(articles), where=where)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("voice == 'narator'", r"fits nothing that was looked for.*'narrator', 'paraphrase'"),
        ("signal == 'tone'", r"fits nothing.*signals=\["),
        ("label == 'cue'", r"fits nothing.*'direct'"),
        ("article_id == 'zz' and voice == 'narrator'", r"fits nothing.*other articles"),
    ],
)
def test_a_condition_that_fits_no_row_is_explained(where: str, message: str) -> None:
    articles = table("It rained.")
    with pytest.raises(ValueError, match=message):
        measure(articles, read(articles), where=where)


# ------------------------------------------------------------------ tables that do not fit
def test_found_of_other_articles_is_an_error() -> None:
    articles = table("It rained.", "It snowed.")
    with pytest.raises(ValueError, match=r"2 articles, and none of them is among the 1.*'a0'"):
        measure(table("It rained.").assign(article_id="b"), read(articles))


def test_tables_that_do_not_say_what_was_looked_for_are_an_error() -> None:
    articles = table("The regime fell.")
    for bare in (Found(*read(articles)[:4]), read(articles)._replace(readings=make("readings"))):
        with pytest.raises(ValueError, match=r"does not say which labels.*in 1 art.*five tables"):
            measure(articles, bare)


def test_nothing_that_was_given_changes_and_no_warning_is_raised() -> None:
    articles = table(*TEXTS, title=[None, "Rain", "", "Rain", "Rain"])
    found = read(articles, signals=["loaded", "stance", "naming", "tone"])
    before = [frame.copy(deep=True) for frame in (articles, *found)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        measure(articles, found, where="speaker == 'Orr'")
        measure(articles, read(articles, signals=[]))
        measure(articles.tail(1), read(articles.tail(1)))
    for old, new in zip(before, (articles, *found), strict=True):
        pd.testing.assert_frame_equal(old, new)


def test_the_rows_do_not_depend_on_the_index_of_the_articles() -> None:
    articles = table(*TEXTS)
    strange = articles.set_axis([7, 7, 0, 0, 3])
    one, other = (measure(a, read(a)) for a in (articles, strange))
    pd.testing.assert_frame_equal(one, other)


# ------------------------------------------------------------------ per group, period, speaker
GROUP = ["field", "signal", "label", "voice"]
SAID = [
    "The regime fell. Orr said the regime fell.",
    "It rained. Orr said the regime and the regime fell, and Ida Holt said “it is a regime”.",
    "Le régime est tombé.",
    "It rained here.",
]


def said(**columns: list[object]) -> pd.DataFrame:
    return table(*SAID, language=["en", "en", "fr", "en"], **columns)


def test_without_per_rates_are_those_of_articles() -> None:
    articles = said()
    found = read(articles)
    pd.testing.assert_frame_equal(measure(articles, found), measure(articles, found, per="article"))
    assert list(measure(articles, found).columns) == list(tables.MEASURES)


def test_per_column_adds_articles_up_and_leaves_unread_ones_out() -> None:
    articles = said(outlet=["A", "A", "A", "B"])
    rates = measure(articles, read(articles), where="label == 'regime'", per="outlet")
    rows = rates.set_index(["outlet", "voice"])
    assert list(rates.columns) == ["outlet", *GROUP, "n_articles", "n", "n_words", "per_1000", "share_articles", "dp", "n_copies", "n_weighted", "n_words_weighted"]  # fmt: skip
    numbers = ["n_articles", "n", "n_words", "per_1000", "share_articles"]
    # The narrator has 5 and 8 words of the two English articles; the French one is not counted.
    assert rows.loc[("A", "narrator"), numbers].tolist() == [2, 1, 13, 1000 / 13, 0.5]
    assert rows.loc[("A", "paraphrase"), numbers].tolist() == [2, 3, 9, 3000 / 9, 1]
    assert rows.loc[("A", "quotation"), numbers].tolist() == [1, 1, 4, 250, 1]
    assert rows.loc[("B", "narrator"), numbers].tolist() == [1, 0, 3, 0, 0]
    assert ("B", "quotation") not in rows.index


def test_per_column_says_how_hits_are_spread() -> None:
    articles = said(outlet=["A", "A", "A", "B"])
    rates = measure(articles, read(articles), where="label == 'regime'", per="outlet")
    dp = rates.set_index(["outlet", "voice"])["dp"]
    assert dp["A", "narrator"] == pytest.approx(1 - 5 / 13)  # all hits in 5 of 13 words
    assert dp["A", "paraphrase"] == pytest.approx(abs(1 / 3 - 3 / 9) / 2 + abs(2 / 3 - 6 / 9) / 2)
    assert pd.isna(dp["B", "narrator"])


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("day", {"2026-01-04": 2, "2026-01-05": 3}),
        ("week", {"2025-12-29": 2, "2026-01-05": 3}),
        ("month", {"2026-01-01": 5}),
    ],
)
def test_per_period_adds_up_the_articles_published_in_it(
    per: str, expected: dict[str, int]
) -> None:
    published = pd.to_datetime(["2026-01-04T23:00", "2026-01-05T01:00", "2026-02-01T09:00", None], format="ISO8601")  # fmt: skip
    articles = said(published=list(published))
    rates = measure(articles, read(articles), where="label == 'regime'", per=per)
    assert rates.groupby(per)["n"].sum().to_dict() == expected
    assert rates.loc[rates["voice"] == "narrator", "n_articles"].sum() == 2


def test_articles_without_a_value_are_in_no_group() -> None:
    articles = said(outlet=["A", None, None, None])
    rates = measure(articles, read(articles), where="label == 'regime'", per="outlet")
    assert set(rates["outlet"]) == {"A"}
    assert rates["n"].sum() == 2


def test_per_column_weighs_tone_by_words() -> None:
    articles = table("A terrible day.", "It rained and it rained on and on.", outlet=["A", "A"])
    found = read(articles, signals=["tone"])
    [rate] = measure(articles, found, where="signal == 'tone' and voice == 'narrator'", per="outlet")["per_1000"]  # fmt: skip
    assert rate == pytest.approx(-3 / 11)  # three of eleven words at -1, the rest at 0


def test_words_without_a_sentence_of_their_own_do_not_draw_tone_to_zero() -> None:
    articles = table("A terrible day.", "Orr said it rained.", outlet=["A", "A"])
    found = read(articles, signals=["tone"])
    where = "signal == 'tone' and voice == 'narrator'"
    assert measure(articles, found, where=where)["per_1000"].dropna().tolist() == [-1]
    assert measure(articles, found, where=where, per="outlet")["per_1000"].tolist() == [-1]


def test_a_group_without_a_scored_sentence_has_no_tone() -> None:
    articles = table("A terrible day.", "Orr said it rained.", outlet=["A", "B"])
    where = "signal == 'tone' and voice == 'narrator'"
    rates = measure(articles, read(articles, signals=["tone"]), where=where, per="outlet")
    columns = ["outlet", "n_articles", "n", "n_words"]
    assert rates[columns].values.tolist() == [["A", 1, 1, 3], ["B", 0, 0, 0]]
    assert rates.loc[1, ["per_1000", "share_articles", "dp"]].isna().all()


@pytest.mark.engines
@settings(max_examples=25)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from(["A", "B", None])), min_size=1, max_size=6
    )
)
def test_groups_add_up_to_their_articles_whatever_the_articles(
    rows: list[tuple[str, str | None]], engine: str
) -> None:
    articles = table(*[text for text, _ in rows], outlet=[outlet for _, outlet in rows])
    found = read(articles, engine=engine)
    single = measure(articles, found).dropna(subset=["n"])
    grouped = single[single["article_id"].isin(articles.loc[articles["outlet"].notna(), "article_id"])]  # fmt: skip
    rates = measure(articles, found, per="outlet")
    expected = grouped.groupby(GROUP)[["n", "n_words"]].sum()
    pd.testing.assert_frame_equal(rates.groupby(GROUP)[["n", "n_words"]].sum(), expected)
    assert rates["n_articles"].sum() == len(grouped)
    assert not rates.duplicated(["outlet", *GROUP]).any()
    assert rates["share_articles"].between(0, 1).all()


def test_per_speaker_counts_what_each_says_over_their_own_words() -> None:
    articles = said()
    rates = measure(articles, read(articles), where="label == 'regime'", per="speaker")
    assert list(rates.columns) == [*tables.MEASURES, "speaker"]
    columns = ["article_id", "speaker", "voice", "n", "n_words"]
    assert sorted(map(tuple, rates[columns].to_numpy())) == [
        ("a0", "Orr", "paraphrase", 1, 3),
        ("a1", "Ida Holt", "quotation", 1, 4),
        ("a1", "Orr", "paraphrase", 2, 6),
    ]
    assert rates["per_1000"].tolist() == (1000 * rates["n"] / rates["n_words"]).tolist()


def test_per_speaker_adds_up_to_all_that_is_not_the_narrators() -> None:
    articles = table(*TEXTS)
    found = read(articles)
    rates = measure(articles, found, per="speaker")
    key = ["article_id", *GROUP]
    whole = measure(articles, found).query("voice != 'narrator'").dropna(subset=["n"])
    expected = whole.set_index(key)[["n", "n_words"]].sort_index()
    pd.testing.assert_frame_equal(rates.groupby(key)[["n", "n_words"]].sum().loc[expected.index], expected)  # fmt: skip
    assert rates["n"].sum() == expected["n"].sum() > 0
    assert not rates.duplicated([*key, "speaker"]).any()


def test_per_speaker_where_may_name_one() -> None:
    articles = said()
    rates = measure(articles, read(articles), where="speaker == 'Orr'", per="speaker")
    assert set(rates["speaker"]) == {"Orr"}
    assert rates.query("label == 'regime'")["n"].tolist() == [1, 2]
    assert (rates.query("signal == 'stance'")["n"] == 0).all()


def test_per_something_else_is_explained() -> None:
    articles = said()
    with pytest.raises(ValueError, match=r"Got per='outlets'; expected 'article', 'speaker', 'day', 'week', 'month' or a column of the articles: 'article_id', 'text', 'language'\."):  # fmt: skip
        measure(articles, read(articles), per="outlets")


@pytest.mark.parametrize("per", ["day", "week", "month"])
def test_per_week_without_dates_is_explained(per: str) -> None:
    articles = said()
    with pytest.raises(ValueError, match=r"no column 'published'; there are.*Add it: articles\["):
        measure(articles, read(articles), per=per)


@pytest.mark.parametrize("name", ["n", "label", "n_words", "dp", "total", "group"])
def test_a_column_may_have_a_measures_name(name: str) -> None:
    articles = said(**{name: ["x", "x", "y", "y"]})
    found = read(articles)
    grouped = measure(articles.rename(columns={name: "desk"}), found, per="desk")
    rates = measure(articles, found, per=name)
    own = "group" if name in grouped.columns else name
    pd.testing.assert_frame_equal(rates, grouped.rename(columns={"desk": own}))
    assert not rates.columns.duplicated().any() and set(rates[own]) == {"x", "y"}
