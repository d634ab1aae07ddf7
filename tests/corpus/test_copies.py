"""Copies: what is one text however edited, what only looks like it, and what loading says of it."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.corpus.copies.similarity import covered, fingerprints, number_words, tokens
from mediakit.corpus.load import IN_BATCHES, stream_articles

WORDS = (
    "harbour council mayor ferry bridge vote budget strike nurse school river storm farmer market "
    "judge train border island mine forest winter doctor engine tower garden museum bakery sailor "
    "tax wage rent loan visa grant fine permit"
).split()


def prose(seed: int, n: int = 200) -> list[str]:
    """Return sentences that no other seed gives, five of them a paragraph."""
    draw = random.Random(seed)
    sentences = []
    while sum(len(one.split()) for one in sentences) < n:
        words = draw.choices(WORDS, k=draw.randint(8, 16))
        sentences.append(" ".join(words).capitalize() + ".")
    return sentences


def text(seed: int, n: int = 200) -> str:
    sentences = prose(seed, n)
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def table(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Make articles of texts, with outlet and date where they are given."""
    named = pd.DataFrame(
        [row + (None,) * (3 - len(row)) for row in rows], columns=["text", "outlet", "published"]
    )
    named["published"] = pd.to_datetime(named["published"])
    return named.assign(article_id=[f"a{n}" for n in range(len(rows))])


def kinds(*rows: tuple[Any, ...]) -> list[str]:
    """Return the kinds of the copies among the articles."""
    return sorted(set(mk.duplicates(table(*rows))["kind"]))


STORY = text(1)
HALF = STORY[: len(STORY) // 2]
EDITS = {
    "dateline": "HALM (Wire) - " + STORY,
    "credit": STORY + "\n\nAdditional reporting by our staff.",
    "cut at the end": STORY[: int(len(STORY) * 0.4)],
    "cut in the middle": STORY[:300] + STORY[-400:],
    "order": "\n\n".join(STORY.split("\n\n")[::-1]),
    "own lead": text(2, 80) + "\n\n" + STORY,
    "40 % and an own lead": text(2, 60) + "\n\n" + STORY[: int(len(STORY) * 0.45)],
    "labels": STORY.replace("mayor", "burgomaster").replace("storm", "gale"),
    "capitals, blanks and dashes": STORY.upper().replace(" ", "  ").replace(".", "…"),
    "other marks": STORY.replace("harbour council", "“harbour” council"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edited_agency_copy_is_found(edit: str) -> None:
    others = [(text(seed), f"Outlet {seed}") for seed in range(10, 20)]
    found = mk.duplicates(table((STORY, "Wire"), (EDITS[edit], "Echo"), *others))
    assert sorted(found["article_id"]) == ["a0", "a1"]
    assert set(found["kind"]) == {"wire"}
    assert found["group"].nunique() == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ((STORY, "Echo", "2026-03-01"), (STORY, "Echo", "2026-03-01"), "same"),
        ((STORY, "Echo"), (STORY.upper(), " ECHO "), "same"),
        ((STORY,), (STORY,), "same"),
        ((STORY, "Echo", "2026-03-01"), (STORY + " More follows.", "echo", "2026-03-02"), "update"),
        ((STORY, "Echo", "2026-03-01"), (HALF, "Echo", "2026-03-01"), "update"),
        ((STORY, "Echo"), (STORY, "Sun"), "wire"),
        ((STORY, "Echo"), (HALF, "Sun"), "wire"),
        ((STORY, "Echo"), (HALF,), "copy"),
    ],
)
def test_the_kind_is_what_the_outlet_tells(one: Any, other: Any, kind: str) -> None:
    assert kinds(one, other) == [kind]


def test_unlike_articles_are_no_copies() -> None:
    quotation = text(3, 60)  # both heard the same speech
    assert kinds((text(4) + quotation, "Echo"), (text(5) + quotation, "Sun")) == []
    assert kinds(("", "Echo"), ("", "Sun"), ("Short.", "Sun"), ("Other.", "Sun")) == []


def test_short_articles_need_nearly_all() -> None:
    short = "The ferry to Halm was cancelled on Monday after a crane fell on the quay, the port said in a statement."
    later = short.replace("Monday", "Tuesday")
    assert kinds((short, "Echo"), (later, "Sun")) == ["wire"]
    other = (
        "A school in Norland was closed after a fire in the kitchen, the port said in a statement."
    )
    assert kinds((short, "Echo"), (other, "Sun")) == []
    assert kinds(("It rained.", "Echo"), ("It rained.", "Sun")) == ["wire"]


@pytest.mark.parametrize(
    "dates", [("2026-01-02", "2026-01-20", "2026-02-11", "2026-03-30"), (None,) * 4]
)
def test_lines_of_a_page_make_no_copies(dates: tuple[str | None, ...]) -> None:
    footer = text(99, 150)
    rows = [(f"{text(10 + n, 170)}\n\n{footer}", "Echo", date) for n, date in enumerate(dates)]
    assert kinds(*rows) == []
    # A copy of one of them is found all the same.
    found = mk.duplicates(table(*rows, (rows[0][0][:900], "Sun", dates[0])))
    assert sorted(found["article_id"]) == ["a0", "a4"]


def test_a_gallery_shown_again_is_no_copy() -> None:
    gallery = text(99, 200)
    one, other = (f"{text(seed, 170)}\n\n{gallery}" for seed in (20, 21))
    assert kinds((one, "Echo", "2026-01-02"), (other, "Echo", "2026-03-02")) == []
    assert kinds((one, "Echo", "2026-01-02"), (other, "Echo", "2026-01-03")) == ["update"]


def test_a_form_with_other_numbers_is_no_copy() -> None:
    form = (
        "The harbour index closed at {} points on {}. In a day of quiet trade on the exchange of Halm "
        "the volume came to {} shares, of which most were in shipping. Analysts of the bank who look at "
        "the market every day had expected it to go on as before. At noon it stood at {} points, and "
        "bonds of the region yielded {} per cent."
    )
    one, other = (
        form.format(812, "Monday", 4410, 803, 2.1),
        form.format(790, "Friday", 3975, 788, 2.4),
    )
    assert kinds((one, "Echo", "2026-03-02"), (other, "Echo", "2026-03-06")) == ["template"]
    assert kinds((one, "Echo", "2026-03-02"), (other, "Echo", "2026-03-02")) == ["update"]
    marked = mk.load_articles(
        table((one, "Echo", "2026-03-02"), (other, "Echo", "2026-03-06")), progress=False
    )
    assert marked["copy_group"].isna().all()
    assert marked["copy_kind"].tolist() == ["template"] * 2


FORMS = {
    "results of districts": (
        "{} {} of the Harbour Party won the seat of {} with {} percent of the vote. Turnout was {} "
        "percent, up from four years ago. In all {} votes were cast, of which {} were invalid. The "
        "final result will be certified by the commission next week.",
        ("Ida", "Holt", "Halm", 41.2, 70.1, 20431, 310),
        ("Carl", "Voss", "Norby", 38.8, 66.5, 31877, 295),
    ),
    "the log of the police": (
        "Police were called to {} Street at {} on Monday for a report of noise. {} {}, {}, was cited "
        "and taken to the county jail. Anyone with information is asked to call the department at {}. "
        "All suspects are presumed innocent until proven guilty in a court of law.",
        ("Quay", "4:22", "Theo", "Lund", 31, 5550139),
        ("Mill", "11:05", "Nina", "Fahl", 54, 5550162),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_one_form_of_one_day_with_other_names_is_no_copy(form: str) -> None:
    words, one, other = FORMS[form]
    rows = [(words.format(*facts), "Echo", "2026-03-02") for facts in (one, other)]
    assert kinds(*rows) == ["template"]
    assert kinds(rows[0], (rows[0][0] + " More on page four.", "Sun", "2026-03-02")) == ["wire"]


def test_copies_of_a_form_that_comes_every_week_are_found() -> None:
    words = " ".join([
        "Our look at the market of the harbour, with the numbers that the office of the port gives out.",
        "The index stands at {} points, {} more than a week ago. In all {} ships came in from abroad.",
        "A ton of wheat costs {} crowns, a ton of coal {}, and a ton of steel {} on the quay.",
        "Those who want the whole list find it at the office from eight to noon on working days.",
    ])  # fmt: skip
    rows = []
    for week in range(5):
        text_of = words.format(*(100 * n + 7 * week for n in range(2, 8)))
        day = f"2026-03-{1 + 7 * week:02}" if week < 4 else "2026-03-31"
        rows += [(text_of, "Wire", day), (text_of[:-80], "Sun", day)]
    groups = mk.duplicates(table(*rows)).groupby("group")["article_id"].agg(set).tolist()
    assert sorted(map(sorted, groups)) == [[f"a{n}", f"a{n + 1}"] for n in range(0, 10, 2)]


def test_what_both_quote_makes_no_copy() -> None:
    speech = f"“{text(3, 90)}”".replace("\n\n", " ")
    one, other = (f"{text(seed, 60)}\n\n{speech} the premier said." for seed in (4, 5))
    assert kinds((one, "Echo"), (other, "Sun")) == []
    unquoted = [each.replace("“", "").replace("”", "") for each in (one, other)]
    assert kinds((unquoted[0], "Echo"), (unquoted[1], "Sun")) == ["wire"]
    assert kinds((one, "Echo"), ("Our own lead stands here.\n\n" + one, "Sun")) == ["wire"]


def test_a_line_is_a_copy_only_of_the_same_line() -> None:
    line = "The harbour of Halm is shut for the winter."
    assert kinds((line, "Echo"), (line + " Twice.", "Sun")) == []
    assert kinds((line, "Echo"), (line.upper(), "Sun")) == ["wire"]
    assert mk.duplicates(table(("Shut.", "A"), ("Shut.", "B"), ("Shut!", "C")))["like"].size == 3


def test_two_long_stories_with_the_same_short_one_are_no_copies() -> None:
    brief = text(50, 60)
    day = "2026-03-02"
    rows = [(f"{text(51 + n, 400)}\n\n{brief}", f"Outlet {n}", day) for n in range(2)]
    found = mk.duplicates(table((brief, "Wire", day), *rows))
    assert len(found) == 2 and "a0" in set(found["article_id"])


def test_two_cuts_of_one_story_are_copies_though_they_share_nothing() -> None:
    story = text(60, 200) + "\n\nIda Holt of Kesterlund spoke.\n\n" + text(61, 200)
    named = story.replace("harbour", "Kesterlund harbour").replace("judge", "Judge Quistgaard")
    lead, rest = named[: int(len(named) * 0.4)], named[int(len(named) * 0.5) :]
    rows = [(named, "Wire"), (lead, "Echo"), (rest, "Sun")]
    others = [(" ".join(f"w{seed}n{n}" for n in range(80)), "Post") for seed in range(45)]
    assert mk.duplicates(table(*rows, *others))["group"].tolist() == ["a0"] * 3


def test_a_chain_is_no_group() -> None:
    one, two, three, four = (text(seed, 120) for seed in (30, 31, 32, 33))
    rows = [
        (f"{a}\n\n{b}", f"Outlet {n}")
        for n, (a, b) in enumerate([(one, two), (two, three), (three, four)])
    ]
    found = mk.duplicates(table(*rows))
    assert found["article_id"].tolist() == ["a1", "a2"]  # the first shares nothing with the last
    longer = [*rows, (f"{four}\n\n{text(34, 120)}", "Outlet 9")]
    groups = mk.duplicates(table(*longer)).groupby("group")["article_id"].agg(set).tolist()
    assert {"a0", "a3"} not in groups
    assert not any({"a0", "a3"} <= group for group in groups)


def test_a_digest_joins_no_stories() -> None:
    one, two = text(40), text(41)
    digest = f"{text(42, 40)}\n\n{one}\n\n{two}"
    found = mk.duplicates(table((one, "Wire"), (two, "Wire"), (digest, "Echo"), (one, "Sun")))
    assert found["article_id"].tolist() == ["a0", "a3"]
    merged = mk.duplicates(table((one, "Wire"), (two, "Wire"), (f"{one}\n\n{two}", "Echo")))
    assert merged.empty


def test_a_group_is_named_after_its_earliest_article() -> None:
    found = mk.duplicates(
        table((STORY, "Echo", "2026-03-02"), (STORY, "Wire", "2026-03-01"), (HALF, "Sun"))
    )
    assert set(found["group"]) == {"a1"}
    assert found["similarity"].between(0.4, 1).all()


def test_many_copies_of_one_text_are_one_group() -> None:
    rows = [(STORY + f" Edition {n}, printed in ward {n * n}.", f"Outlet {n}") for n in range(120)]
    found = mk.duplicates(table(*rows))
    assert len(found) == 120
    assert found["group"].nunique() == 1


def test_loading_marks_and_reports_them() -> None:
    articles = table((STORY, "Wire"), (EDITS["own lead"], "Echo"), (STORY, "Sun"), (text(7), "Sun"))
    loaded = mk.load_articles(articles, progress=False)
    assert loaded["copy_group"].fillna("").tolist() == ["a0", "a0", "a0", ""]
    assert loaded["copy_kind"].fillna("").tolist() == ["wire", "wire", "wire", ""]
    said = mk.report(loaded).query("kind == 'duplicate'")
    assert sorted(said["article_id"]) == ["a1", "a2"]
    assert mk.imports(loaded)["duplicates"].tolist() == [2]
    again = mk.load_articles(loaded, progress=False)
    pd.testing.assert_frame_equal(again, loaded)
    assert len(mk.report(again)) == len(mk.report(loaded))


def test_groups_of_the_user_are_kept() -> None:
    articles = table((STORY, "Wire"), (STORY, "Echo"), (text(7), "Sun")).assign(
        copy_group=["x", None, "x"]
    )
    loaded = mk.load_articles(articles, progress=False)
    assert loaded["copy_group"].fillna("").tolist() == ["x", "", "x"]


def test_a_stream_reports_exact_copies_and_its_folder_marks_all(tmp_path: Any) -> None:
    articles = table((STORY, "Wire"), (HALF, "Echo"), (STORY, "Sun"))
    batches = list(stream_articles(articles, size=1))
    assert all(batch["copy_group"].isna().all() for batch in batches)
    said = [row["reason"] for batch in batches for row in batch.attrs["report"]]
    assert said == [IN_BATCHES, "duplicate text: the same as in 'a0'"]
    mk.stream_results(articles, tmp_path / "out", engine="fast")
    read, _ = mk.read_results(tmp_path / "out")
    assert read["copy_group"].tolist() == ["a0"] * 3
    assert sorted(mk.report(read).query("kind == 'duplicate'")["article_id"]) == ["a1", "a2"]


@pytest.mark.parametrize("least", [0, 1.5, True, "0.4", None])
def test_a_share_that_cannot_be_is_refused(least: Any) -> None:
    with pytest.raises(ValueError, match="expected a share"):
        mk.duplicates(table((STORY,)), least=least)


def test_nothing_to_compare_gives_an_empty_table() -> None:
    assert mk.duplicates(table((STORY,))).empty
    assert mk.duplicates(table((STORY,)).head(0)).empty


def test_scripts_without_blanks_are_read_by_letter() -> None:
    story = "港口将关闭一年市长周一表示渡轮将从南码头开出费用由国家承担" * 3
    assert kinds((story, "Echo"), ("另一个开头。" + story, "Sun")) == ["wire"]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)), st.integers(0, 40))
def test_order_of_rows_changes_no_group(order: list[int], cut: int) -> None:
    rows = [(STORY, "Wire"), (EDITS["own lead"], "Echo"), (STORY[cut:], "Sun"), (text(7), "Sun"),
            (text(7)[cut:], "Echo"), (text(8), "Echo")]  # fmt: skip
    base = table(*rows)

    def sets(articles: pd.DataFrame) -> set[frozenset[str]]:
        return {frozenset(ids) for _, ids in mk.duplicates(articles).groupby("group")["article_id"]}

    assert sets(base.iloc[list(order)]) == sets(base)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from("abcdef"), max_size=40),
    st.lists(st.sampled_from("abcdef"), max_size=40),
)
def test_covered_words_are_those_in_runs_that_both_have(one: list[str], other: list[str]) -> None:
    left, right = number_words([" ".join(one), " ".join(other)])
    said = covered(fingerprints(left), fingerprints(right)).tolist() or [False] * len(one)
    there = {tuple(other[at : at + 5]) for at in range(len(other) - 4)}
    runs = [at for at in range(len(one) - 4) if tuple(one[at : at + 5]) in there]
    assert said == [any(at <= place < at + 5 for at in runs) for place in range(len(one))]


def test_words_are_told_apart_from_typography() -> None:
    assert tokens("L’été – “don’t”") == tokens("l'été - \"don't\"")


def test_three_copies_of_a_word_or_two_are_copies() -> None:
    articles = mk.load_articles(pd.DataFrame({"text": ["Yes.", "Yes.", "Yes."]}), progress=False)
    assert articles["text"].tolist() == ["Yes."] * 3
