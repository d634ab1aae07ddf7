"""Page furniture, captions, agencies, genres and outlets, on loading."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.contract.resources import read_rows
from mediakit.corpus.genres import GENRES, genre_of
from mediakit.corpus.lines import Sieve, dateline, kind_of
from mediakit.corpus.load import load_articles, report, stream_articles

BODY = (
    "The harbour at Halm was shut on Monday, when a crane fell across the quay.\n\n"
    "“Nobody was hurt,” said Ida Holt, the harbour master, who has run it for {n} years.\n\n"
    "The repair will take {n} weeks, and the ferries of line {n} sail from Norby until then."
)


def article(n: int, before: str = "", after: str = "") -> str:
    # Every article has a longest line of its own, as articles have.
    return before + BODY.format(n="x" * (n + 1)) + after


def load(texts: list[str], **columns: object) -> pd.DataFrame:
    settings = {k: columns.pop(k) for k in ("furniture", "clean") if k in columns}
    columns.setdefault("outlet", "Halm Post")
    return load_articles(pd.DataFrame({"text": texts, **columns}), progress=False, **settings)


def said(articles: pd.DataFrame) -> str:
    return "\n".join(report(articles)["reason"])


# ------------------------------------------------------------------------------ patterns


@pytest.mark.parametrize("row", read_rows("furniture"), ids=lambda row: row["pattern"][:40])
def test_every_pattern_finds_its_example(row: dict[str, str]) -> None:
    example = row["example"]
    assert row["cue"] in example.lower(), "the cue must be in whatever the pattern finds"
    if row["where"] in ("inside", "start"):
        left, pieces = Sieve(example).cut("Words before. " * (row["where"] == "inside") + example)
        assert pieces and "before" in left + "before" * (row["where"] == "start")
    else:
        assert kind_of(example, 0), example


@pytest.mark.parametrize(
    "line",
    [
        "The mayor asked people to sign up for shifts at the harbour.",
        "Read more than one newspaper, the minister said.",
        "Photographs of the quay were shared thousands of times, the council said.",
        "Copyright law has not been changed since 1956.",
        "Advertisement revenue fell at every paper in the country.",
        "“Click here,” the message said, and 900 people did.",
        "Updated rules will come into force in 2021, the ministry said on Monday.",
        "The newsletter of the far-right group was delivered to 3,000 homes, police said.",
        "Holt’s email sent readers of the newsletter to a “secret plan” that you could sign up for.",
        "Share prices fell.",
        "By Monday night everything was over.",
        "Follow the money, she said.",
        "Related offences are dealt with by the court in Norby.",
        "The report contributed to this change of mind.",
        "Comments were not wanted.",
        "She found the video on Twitter.",
        "An image of the harbour (see the photo above) went round the world.",
        "The views expressed at the meeting were “harsh”, said Holt, who had called it last week.",
        "FILE cabinets were carried out of the building.",
    ],
)
def test_news_is_no_furniture(line: str) -> None:
    assert kind_of(line) is None
    assert Sieve(line).cut(line)[0] == line


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("HALM (AP) — The harbour", "HALM (AP) — "),
        ("HALM, March 5 (Reuters) - The harbour", "HALM, March 5 (Reuters) - "),
        ("Halm (CNN) -- The harbour", "Halm (CNN) -- "),
        ("(CNN) The harbour", "(CNN) "),
        ("(Reuters) - The harbour", "(Reuters) - "),
        ("NORBY, Ohio — The harbour", "NORBY, Ohio — "),
        ("PORT HALM—“It is shut,” she said.", "PORT HALM—"),
        ("KYIV, Ukraine, Feb 24 (AFP) - The harbour", "KYIV, Ukraine, Feb 24 (AFP) - "),
        ("EXCLUSIVE — The harbour", None),
        ("NATO — The alliance", None),
        ("The Port of Halm (PH) - The harbour", None),
        ("HALM is shut — the harbour", None),
        ("Ida Holt (Labour) — the winner", None),
    ],
)
def test_datelines(line: str, opening: str | None) -> None:
    found = dateline(line)
    assert (found and found.text) == opening


# ------------------------------------------------------------------------------ one article


def test_furniture_captions_and_agency_go_into_columns_of_their_own() -> None:
    text = article(
        0,
        "The quay at Halm. (Photo: Ann Lee/AFP)\n\nHALM (AP) — ",
        "\n\nSign up for our newsletter\n\nThe Associated Press contributed to this report.",
    )
    articles = load([text])
    [row] = articles.itertuples()
    assert row.text == article(0)
    assert row.captions == "The quay at Halm. (Photo: Ann Lee/AFP)"
    assert set(row.furniture.split("\n")) == {
        "HALM (AP) —",
        "Sign up for our newsletter",
        "The Associated Press contributed to this report.",
    }
    assert row.agency == "AP", "the agency of a photograph is not the agency of the article"
    assert row.text_before == text
    assert "newsletter left out of the text: Halm Post, 1 of 1 article" in said(articles)


def test_pieces_inside_a_line_go_and_the_line_stays() -> None:
    text = (
        "Story highlights The harbour is shut. JUST WATCHED Crane falls Replay More Videos ... "
        "MUST WATCH Crane falls It was built in 1968. (Reporting by Ann Lee; Editing by Bo Lind)"
    )
    [row] = load([text]).itertuples()
    assert row.text == "The harbour is shut. It was built in 1968."


def test_a_line_that_is_the_article_stays() -> None:
    text = "The harbour is shut, and 900 people wait for a ferry to Norby. Get news in your inbox."
    assert load([f"{text}\n\nAFP"])["text"].tolist() == [text]


def test_agencies_are_known_in_capitals() -> None:
    articles = load(["HALM, MARCH 5 (REUTERS) - THE HARBOUR IS SHUT.\n\nNOBODY SAID WHY."])
    assert articles["agency"].tolist() == ["Reuters"]


def test_no_text_is_emptied() -> None:
    articles = load(["Advertisement\n\nRead more", "Advertisement"])
    assert articles["text"].tolist() == ["Advertisement\n\nRead more", "Advertisement"]
    assert articles["furniture"].isna().all() and "nothing but page furniture" in said(articles)


def test_keep_says_and_changes_nothing_and_raw_text_is_not_looked_at() -> None:
    text = article(0, after="\n\nSign up for our newsletter")
    kept = load([text], furniture="keep")
    assert kept["text"].tolist() == [text] and kept["furniture"].isna().all()
    assert "still in the text" in said(kept)
    raw = load([text], clean=False)
    assert raw["text"].tolist() == [text] and report(raw).empty
    with pytest.raises(ValueError, match="'drop', 'keep'"):
        load([text], furniture="no")


def test_loading_again_changes_nothing() -> None:
    first = load([article(n, "HALM (AP) — ", "\n\nAnn Lee, Halm Post") for n in range(4)])
    again = load_articles(first, progress=False)
    pd.testing.assert_frame_equal(first, again)


# ------------------------------------------------------------------------------ an outlet


def test_lines_that_repeat_at_the_edges_go() -> None:
    texts = [article(n, after=f"\n\nAll about Halm {n}") for n in range(4)]
    articles = load(texts)
    assert not articles["text"].str.contains("All about").any()
    assert articles["furniture"].tolist() == [f"All about Halm {n}" for n in range(4)]
    table = pd.DataFrame({"text": texts, "outlet": "Halm Post"})
    for batch in stream_articles(table, size=3):
        assert batch["text"].str.contains("All about").all(), "batches know only patterns"
    [batch] = stream_articles(table)
    assert not batch["text"].str.contains("All about").any(), "but one batch is the whole"


@pytest.mark.parametrize(
    "line",
    [
        "The war began in 2014, when Norby took the island.",  # standing copy
        "Holt: 41 percent",
        "“It holds,” said Holt.",  # the same quotation
        "How did we get here?",  # a subheading
    ],
)
def test_repeated_sentences_stay_and_are_named(line: str) -> None:
    articles = load([article(n, after=f"\n\n{line}") for n in range(4)])
    assert articles["text"].str.contains(line, regex=False).all()
    assert "standing copy kept in the text: Halm Post, " in said(articles)


def test_who_says_a_quotation_stays_amid_the_text() -> None:
    middle = "\n\n".join(f"“It is so {n},” and no more." for n in range(9))
    texts = [article(n, after=f"\n\n{middle}\n\nIda Holt, Norby Sun\n\n{middle}") for n in range(4)]
    assert load(texts)["text"].str.contains("Ida Holt, Norby Sun").all()


def test_who_says_a_quotation_stays_at_the_end() -> None:
    said_so = "\n\n“The quay is unsafe.”\n\nIda Holt, Norby Sun"
    texts = [article(n, after=said_so) for n in range(4)]
    assert load(texts)["text"].str.endswith("Ida Holt, Norby Sun").all()


def test_copies_make_nothing_repeat() -> None:
    text = article(0, after="\n\nA note on the quay")
    assert load([text] * 5)["text"].str.endswith("A note on the quay").all()


def test_a_repeated_appeal_goes_wherever_it_stands() -> None:
    line = "Our reporters need you: please e-mail us what you saw."
    articles = load([article(n, f"{line}\n\n") for n in range(3)])
    assert not articles["text"].str.contains("e-mail").any()


# ------------------------------------------------------------------------------ languages


def test_foreign_lines_are_not_read_and_told() -> None:
    german = "Der Hafen ist seit Montag geschlossen, und niemand weiß, wann er wieder öffnet."
    articles = load([article(0, after=f"\n\n{german}")])
    assert german not in articles["text"][0] and articles["furniture"][0] == german
    assert "foreign left out of the text: Halm Post, 1 of 1 article" in said(articles)
    assert re.search(
        r"mixed languages: \d\d% of the words are not English: left out", said(articles)
    )
    one = load([BODY.replace("\n\n", " ") + " " + german])
    assert german in one["text"][0] and "are not English: still in the text" in said(one)
    all_german = load([german + "\n\n" + german.replace("Hafen", "Kanal")])
    assert all_german["furniture"].isna().all(), "a German article is German, not furniture"


def test_foreign_names_and_short_lines_stay() -> None:
    lines = "\n\nSzczęsny, Özil, Müller, Ødegård, Çalhanoğlu and Mbappé.\n\nAlea iacta est."
    assert load([article(0, after=lines)])["text"][0].endswith("Alea iacta est.")


# ------------------------------------------------------------------------------ genres


@pytest.mark.parametrize("row", read_rows("genres"), ids=lambda row: row["example"][:40])
def test_every_sign_of_a_genre_finds_its_example(row: dict[str, str]) -> None:
    assert row["genre"] in GENRES
    places = {"section": 0, "title": 1, "url": 2, "outlet": 3, "line": 4}
    cells = [""] * 5
    cells[places[row["where"]]] = row["example"]
    assert genre_of(*cells) == row["genre"]


@pytest.mark.parametrize(
    "title",
    [
        "Opinion polls see Labour ahead",
        "Letters from the front reach home",
        "Live animals found in a crate",
        "Court reviews the ban",
        "Analysis of the water shows lead",
        "Gallery owner held",
        "Editorial staff strike",
    ],
)
def test_titles_that_tell_no_genre(title: str) -> None:
    assert (
        genre_of("", title, "https://halm.example/news/2020/live-animals", "Halm Post", "") is None
    )


def test_layouts_tell_a_genre() -> None:
    live = "\n\n".join(f"1{n}.05am Something happened again." for n in range(6))
    asked = "\n\n".join(f"Q. Why did you do {n}?\n\nA. I had to." for n in range(4))
    faq = "\n\n".join(f"Q. What is {n}?\n\nA. A number." for n in range(4))
    turns = "\n\n".join("HOLT: It is so.\n\nORR: It is not." for _ in range(8))
    shows = " ".join(f"The quay. Hide Caption {n} of 6" for n in range(6))
    texts = {"live": live, "interview": asked, "transcript": turns, "gallery": shows, None: faq}
    assert [genre_of("", "", "", "", text) for text in texts.values()] == list(texts)


def test_a_given_genre_stays() -> None:
    articles = load(["A tax."] * 2, genre=["Reportage", None], section=["Opinion", "Opinion"])
    assert articles["genre"].tolist() == ["Reportage", "opinion"]


# ------------------------------------------------------------------------------ outlets


def test_outlets_of_one_name_are_joined_and_told() -> None:
    outlets = [
        "The Halm Post",
        "THE HALM POST",
        "Halm  Post",
        "halmpost.com",
        "The Halm Post",
        None,
    ]
    articles = load([f"Tax {n}." for n in range(6)], outlet=outlets)
    assert articles["outlet"].tolist()[:5] == ["The Halm Post"] * 5
    assert said(articles).count("taken for one") == 3
    assert load(["A tax."], outlet=["USA TODAY"])["outlet"].tolist() == ["USA TODAY"]


def test_a_stream_writes_an_outlet_as_it_first_comes() -> None:
    frame = pd.DataFrame({"text": ["One.", "Two.", "Three."], "outlet": ["Post", "POST", "POST"]})
    batches = list(stream_articles(frame, size=1))
    assert [one for batch in batches for one in batch["outlet"]] == ["Post"] * 3


# ------------------------------------------------------------------------------ any text


@given(
    st.lists(
        st.sampled_from(
            ["Read more", "(AP) - ", "Sign up for", "©", "“", "Photo: A/AP", "The quay.", "", "x"]
        )
        | st.text(max_size=30),
        min_size=1,
        max_size=12,
    )
)
def test_every_word_is_in_the_text_or_set_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not load_or_none(text):
        return
    [row] = load([text]).itertuples()
    [whole] = load([text], furniture="keep").itertuples()
    apart = [one for one in (row.captions, row.furniture) if isinstance(one, str)]
    words = "\n".join([row.text, *apart]).split()
    assert set(whole.text.split()) == set(words)


def load_or_none(text: str) -> bool:
    try:
        load([text], furniture="keep")
    except ValueError:  # no text in it
        return False
    return True


def test_a_paywall_leaves_the_text_and_is_a_warning() -> None:
    """Two paragraphs and a wall: the words go, and that the article may stop there is said."""
    body = "The council met on Monday and heard the engineers.\n\nNobody spoke against the plan."
    wall = "Already a subscriber? Log in.\n\nSubscribe to read the full story."
    articles = load_articles(
        pd.DataFrame({"text": [f"{body}\n\n{wall}", body + " Then it rained."], "outlet": "Post"})
    )
    assert articles["text"].iloc[0] == body
    told = report(articles).query("kind == 'warning'")["reason"]
    assert told.str.contains("1 of 2 articles may stop at a paywall").any()
