"""How a text is set changes nothing: blanks, no-break spaces, tabs and single line ends."""

from __future__ import annotations

import pandas as pd
import pytest

import mediakit as mk

TEXTS = (
    "HALM (Halm Wire) — The council of Halm voted on Monday to close the northern bridge.\n\n"
    "“We were never told that the piers were rotten, and nobody will forgive it,” Mayor Ida "
    "Holt said in an interview with Radio Halm. “Somebody has to go.”\n\n"
    "Carl Dunn, 54, the chief engineer of the Department of Roads, Dams and Bridges, denied the "
    "“so-called” cover-up and claimed: “I have nothing to hide.” According to Radio Halm, Dunn "
    "told the committee that two of the piers had moved.\n\n"
    "Sen. Jane B. Orr (D-Ohio), who had been quoted by the Halm Post as saying that the bridge was "
    "safe, refused to comment. No. 4 pier cost about $3 million, she added.",
    "‘The river rose in the night.\n\n‘Nobody warned us, and the farmers’ barns went first,’ said "
    "Edith Crane, a teacher from Port Kestle, on Tuesday.\n\n"
    "Prime Minister Anna de la Cruz and her deputy, Tom Reed, said they regretted the losses. "
    "Ms. Crane called the excuse a “bad joke”. Amnesty International, the rights group, condemned "
    "what it described as a brutal failure of the Kestle & Sons company.\n\n"
    "“It is a disgrace.” — Ada Miller",
)  # fmt: skip
SET = ("  ", "\u00a0", "\t", "\n", "\u202f", " \n ")


def read(texts: list[str], *, clean: bool = False) -> list[object]:
    """Return for each text all that was found of it, offsets as numbers of words."""
    frame = pd.DataFrame({"article_id": [f"{at:04}" for at in range(len(texts))], "text": texts})
    articles = mk.load_articles(frame.assign(language="en"), clean=clean, progress=False)
    found = mk.find(articles, engine="fast", progress=False)
    columns = ["kind", "positioning", "act", "source", "speaker", "speaker_by", "source_type"]
    columns += ["anonymous", "cue", "n_words", "n_quoted", "relay", "relay_speaker"]
    counted = ["voice", "speaker", "n_words"]
    spans = ["signal", "label", "voice", "speaker", "target"]
    result = []
    for one in articles["article_id"]:
        tables = (
            (found.attributions, columns),
            (found.words, counted),
            (found.evidence[found.evidence["signal"] != "tone"], spans),
        )
        result.append(
            [
                rows.loc[rows["article_id"] == one, names].astype(str).values.tolist()
                for rows, names in tables
            ]
        )
    return result


def blanks(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character == " "]


@pytest.fixture(scope="module")
def plain() -> list[object]:
    return read(list(TEXTS))


@pytest.mark.parametrize("space", SET, ids=ascii)
def test_no_blank_changes_what_is_read(space: str, plain: list[object]) -> None:
    changed = [
        (at, text[:blank] + space + text[blank + 1 :])
        for at, text in enumerate(TEXTS)
        for blank in blanks(text)
    ]
    for (at, text), seen in zip(changed, read([text for _, text in changed]), strict=True):
        assert seen == plain[at], text


@pytest.mark.parametrize("space", SET, ids=ascii)
def test_all_blanks_together_change_nothing(space: str, plain: list[object]) -> None:
    assert read([text.replace(" ", space) for text in TEXTS]) == plain
