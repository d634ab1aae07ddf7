"""The command line: ``mediakit check``, ``find``, ``speakers``, ``figures``, ``report``."""

# Options are annotated for typer at run time, and pandas waits until a command needs it.
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mediakit.contract.labels import DEFAULT, SOUGHT

if TYPE_CHECKING:
    import pandas as pd

    from mediakit.contract.tables import Found


app = typer.Typer(
    help="Find framing signals in news articles, and whose voice each is in.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)


Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="OURS=THEIRS",
        help="Which column of yours is which of ours, such as text=body. Can be given several "
        "times. Without it names such as body, source and date are recognised.",
        show_default=False,
    ),
]


Corpus = Annotated[
    str,
    typer.Argument(
        metavar="CORPUS",
        help="A folder that 'mediakit find' wrote, or articles: a file or a folder.",
        show_default=False,
    ),
]


class Duplicates(StrEnum):
    """What to do with copies of one text."""

    weight = "weight"
    keep = "keep"
    drop = "drop"


CopiesOption = Annotated[
    Duplicates,
    typer.Option(
        "--duplicates",
        help="Copies of one text within an outlet share one weight, are all kept, or all but the "
        "first are dropped.",
    ),
]
AliasFile = Annotated[
    Path | None,
    typer.Option(
        "--aliases",
        metavar="FILE",
        help="A table of your own (CSV, TSV, XLSX) that renames speakers and strikes false hits: "
        "columns such as name, speaker, source_type, action. See docs/speakers.md.",
        show_default=False,
    ),
]


Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Fail if a file or an article was skipped, or a file announces more or fewer articles "
        "than were read.",
    ),
]


class Furniture(StrEnum):
    """What to do with page furniture."""

    drop = "drop"
    keep = "keep"


FurnitureOption = Annotated[
    Furniture,
    typer.Option(
        "--furniture",
        help="Leave page furniture (sign-ups, credits, captions, repeated lines) out of the texts, "
        "or keep it in them.",
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--dayfirst/--monthfirst",
        help="Whether 03/04/2018 is in April or in March. Without it the other dates of the column "
        "tell.",
        show_default=False,
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Of the text files, tables and pages, such as cp1251. Without it a file is UTF-8, "
        "else what its bytes show.",
        show_default=False,
    ),
]


class Engine(StrEnum):
    """Which tagger reads the text."""

    accurate = "accurate"
    fast = "fast"


class Format(StrEnum):
    """In which format tables are written."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


def _show_version(wanted: bool) -> None:
    if wanted:
        from mediakit import __version__

        typer.echo(f"mediakit {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Find framing signals in news articles, and whose voice each is in."""


@app.command("check")
def check_command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files or folders of articles.", show_default=False),
    ],
    columns: Columns = None,
    furniture: FurnitureOption = Furniture.drop,
    dayfirst: DayFirst = None,
    encoding: Encoding = None,
    strict: Strict = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Write all rows of the report to this CSV.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Load articles and say what became of each file, without reading them for framing.

    The worst comes first: files that announce more articles than were read, what was skipped and
    why, then what was mended or marked.
    """
    with _plain_errors():
        from mediakit.results.check import check

        checked = check(
            [_article_path(given) for given in inputs],
            _columns(columns or []),
            furniture=furniture.value,
            dayfirst=dayfirst,
            encoding=encoding,
        )
        for line in checked.lines:
            typer.echo(line)
        if out is not None:
            checked.report.to_csv(out, index=False)
            typer.echo(f"All rows are in {out}")
        if strict and checked.lost:
            raise typer.Exit(1)


@app.command("find")
def find_command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files or folders of articles: exports of Nexis, Factiva, ProQuest and Europresse "
            "as they are, tables (csv, tsv, tab, xlsx, xlsm, parquet, feather, arrow), texts (txt, "
            "text, docx, docm, rtf, odt, pdf), pages, feeds and mails (html, htm, xhtml, mht, "
            "mhtml, rss, atom, eml, mbox), json, jsonl, ndjson, conllu, or a zip of them.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DIR", help="Folder to write to; a new one.", show_default=False
        ),
    ],
    engine: Annotated[
        Engine,
        typer.Option(
            help="Which tagger reads who says what. accurate takes more care; fast, for large "
            "corpora, is several times as quick and a little less accurate: README, How well."
        ),
    ] = Engine.accurate,
    no_clean: Annotated[
        bool, typer.Option("--no-clean", help="Leave the text exactly as it is in the files.")
    ] = False,
    columns: Columns = None,
    furniture: FurnitureOption = Furniture.drop,
    dayfirst: DayFirst = None,
    encoding: Encoding = None,
    signals: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAMES",
            help=f"What to look for, with commas between: {','.join(SOUGHT)}. "
            f"Can be given several times. Without it: {','.join(DEFAULT)}.",
            show_default=False,
        ),
    ] = None,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[NAME=]FILE",
            help="A word list of your own: one term a line, or a CSV with a column 'term'. "
            "Can be given several times. Its hits carry NAME, or else the file's name.",
            show_default=False,
        ),
    ] = None,
    aliases: AliasFile = None,
    format: Annotated[Format, typer.Option(help="Format of the tables.")] = Format.parquet,
    excel_safe: Annotated[
        bool,
        typer.Option(
            "--excel-safe",
            help="With --format csv: for Excel, with a byte order mark and no text that it would "
            "run as a formula.",
        ),
    ] = False,
    strict: Strict = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write anew where other results of mediakit stand.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Find framing signals in articles and write all tables to a folder.

    The folder holds articles, evidence, attributions, words, a report of what could not be read,
    and manifest.json, which says how they were made. It appears whole at the end, or not at all.
    """
    with _plain_errors("Nothing was written."):
        from mediakit.results.folder import stream_results
        from mediakit.results.summary import describe_run

        lexicons = _lexicons(lexicon or [])
        summary = stream_results(
            [_article_path(given) for given in inputs],
            out,
            engine=engine.value,
            signals=_split(signals) if signals else None,
            lexicons=lexicons or None,
            aliases=_alias_file(aliases),
            clean=not no_clean,
            columns=_columns(columns or []),
            furniture=furniture.value,
            dayfirst=dayfirst,
            encoding=encoding,
            format=format.value,
            excel_safe=excel_safe,
            strict=strict,
            replace=replace,
            progress=not quiet,
        )
        if not quiet:
            typer.echo(describe_run(summary))


@app.command("speakers")
def speakers_command(
    corpus: Corpus,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help="Folder for the tables.", show_default=False),
    ],
    aliases: AliasFile = None,
    columns: Columns = None,
    duplicates: CopiesOption = Duplicates.weight,
) -> None:
    """Write who speaks: one row a speaker, in all and per article, and which names were joined."""
    with _plain_errors():
        from mediakit.reading.aliases import read_aliases
        from mediakit.statistics.speakers import speakers, write_speakers

        file = _alias_file(aliases)
        listed = read_aliases(file) if file else None  # before the long work
        articles, found = _read_corpus(corpus, _columns(columns or []))
        who = speakers(articles, found, listed, duplicates=duplicates.value)
        if copies := who.speakers.attrs["copies"]:
            typer.echo(copies, err=True)
        said = who.report["reason"]
        for reason in said[who.report["signal"] == "aliases"]:
            typer.echo(reason)
        if apart := int((who.report["signal"] == "speakers").sum()):
            typer.echo(f"{apart:,} names kept apart, since they may mean several: see the report")
        for file in write_speakers(who, out):
            typer.echo(str(file))


@app.command("figures")
def figures_command(
    corpus: Corpus,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Folder for the figures and their tables.",
            show_default=False,
        ),
    ],
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Draw this figure only. Can be given several times.",
            show_default=False,
        ),
    ] = None,
    columns: Columns = None,
    duplicates: CopiesOption = Duplicates.weight,
) -> None:
    """Draw the figures of a corpus, each with the table behind it."""
    with _plain_errors():
        from mediakit.contract.tables import known
        from mediakit.figures.catalogue import FIGURES, draw

        for name in only or ():
            known(name, FIGURES, "figure")
        articles, found = _read_corpus(corpus, _columns(columns or []))
        before = {path.name for path in out.iterdir()} if out.is_dir() else set()
        with _plain_warnings():
            drawn = draw(articles, found, out, only=only or None, duplicates=duplicates.value)
        for file in drawn["file"]:
            typer.echo(f"{out / file}{' (replaced)' if file in before else ''}")


@app.command("report")
def report_command(
    corpus: Corpus,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", help="The page, such as report.html.", show_default=False
        ),
    ],
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What the report is about.", show_default=False),
    ] = None,
    columns: Columns = None,
    duplicates: CopiesOption = Duplicates.weight,
) -> None:
    """Write a report as one web page: methods, rates, figures, articles to read, versions."""
    with _plain_errors("Nothing was written."):
        from mediakit.pages.report import check_name, write_report
        from mediakit.results.manifest import read_manifest

        check_name(out)  # before the long work
        articles, found = _read_corpus(corpus, _columns(columns or []))
        there = out.exists()
        manifest = read_manifest(corpus)
        path = write_report(
            articles, found, out, title=title, manifest=manifest, duplicates=duplicates.value
        )
        typer.echo(f"{path}{' (replaced)' if there else ''}")


def _read_corpus(corpus: str, columns: dict[str, str] | None) -> tuple["pd.DataFrame", "Found"]:
    """Read a folder of results, or load articles and find their evidence."""
    from mediakit.contract.hashes import version_of
    from mediakit.corpus.load import load_articles
    from mediakit.reading.find import find
    from mediakit.results.folder import read_results
    from mediakit.results.manifest import read_manifest

    if manifest := read_manifest(corpus):
        if columns:
            raise ValueError(f"{corpus} holds results; expected articles with --columns.")
        was, now = manifest["versions"]["mediakit"], version_of("mediakit")
        if was != now:
            typer.echo(f"Note: mediakit {was} wrote {corpus}; this is mediakit {now}.", err=True)
        return read_results(corpus)
    articles = load_articles(_article_path(corpus), columns=columns, progress=sys.stderr.isatty())
    return articles, find(articles)


def _article_path(given: str) -> Path:
    """Return the path of a file, folder or glob of articles; a Path is never taken for a text."""
    from glob import glob

    from mediakit.results.manifest import read_manifest

    path = Path(given).expanduser()
    if read_manifest(path):
        raise ValueError(
            f"{given} holds results of mediakit; expected articles. For its figures: "
            f"mediakit figures {given} --out figures"
        )
    if not path.exists() and not glob(str(path), recursive=True):
        raise FileNotFoundError(
            f"Got {given!r}, which is no file or folder; expected articles such as coverage.csv, "
            "or a folder of them. Check the name, and that you are in the right folder."
        )
    return path


def _split(options: list[str]) -> list[str]:
    names = [name.strip() for option in options for name in option.split(",")]
    return list(dict.fromkeys(name for name in names if name))


def _columns(options: list[str]) -> dict[str, str] | None:
    """Turn ``OURS=THEIRS`` into a mapping; the loader checks the names."""
    columns: dict[str, str] = {}
    for option in options:
        ours, equals, theirs = (part.strip() for part in option.partition("="))
        if not (ours and equals and theirs) or ours in columns:
            raise ValueError(
                f"--columns: got {option!r}{' for a column named twice' if ours in columns else ''}"
                "; expected OURS=THEIRS, once for each of ours, such as --columns text=body."
            )
        columns[ours] = theirs
    return columns or None


def _alias_file(path: Path | None) -> Path | None:
    """Return the path of the aliases if it is that of a file."""
    if path is not None and not path.expanduser().is_file():
        raise FileNotFoundError(
            f"--aliases: got {str(path)!r}, which is no file; expected a table such as "
            "aliases.csv. Check the name, and that you are in the right folder."
        )
    return path


def _lexicons(options: list[str]) -> dict[str, Path]:
    """Turn ``NAME=FILE`` and ``FILE`` into names and paths."""
    lexicons: dict[str, Path] = {}
    for option in options:
        name, equals, file = option.partition("=")
        if not equals or Path(option).is_file():
            name, file = Path(option).stem, option
        path = Path(file).expanduser()
        if not path.is_file():
            raise FileNotFoundError(
                f"--lexicon: got {option!r}, but {file!r} is no file; expected FILE or NAME=FILE, "
                "where FILE holds one term a line."
            )
        if not name or name in lexicons:
            raise ValueError(
                f"--lexicon: got the name {name!r} {'twice' if name else ''}; expected one of its "
                f"own for each list. Write NAME={file}."
            )
        lexicons[name] = path
    return lexicons


@contextmanager
def _plain_warnings() -> Iterator[None]:
    """Say each warning once, in a line of its own, without the line of code that gave it."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        yield
    for said in dict.fromkeys(str(one.message) for one in told):
        typer.echo(f"Warning: {said}", err=True)


@contextmanager
def _plain_errors(left: str = "") -> Iterator[None]:
    """Turn errors into one message and an exit code: 2 for wrong use, 1 for failure, 130 for ^C."""
    # A run that is told to end (kill, a cluster's time limit) tidies up as after ^C.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"Stopped. {left}".strip(), err=True)
        raise typer.Exit(130) from None
    except (typer.Exit, typer.Abort):
        raise
    except (FileNotFoundError, FileExistsError, NotADirectoryError) as error:
        typer.echo(f"Error: {_message(error)}", err=True)
        raise typer.Exit(2) from None
    except OSError as error:
        typer.echo(f"Error: {_message(error)}", err=True)
        raise typer.Exit(1) from None
    except Exception as error:
        from mediakit.contract.tables import UnknownName
        from mediakit.results.summary import as_options

        wrong_use = type(error) in (ValueError, UnknownName)
        said = as_options(str(error)) if wrong_use else _place(error)
        typer.echo(f"Error: {said}", err=True)
        raise typer.Exit(2 if wrong_use else 1) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _message(error: OSError) -> str:
    return f"{error.strerror}: {error.filename}" if error.strerror else str(error)


def _place(error: Exception) -> str:
    """Say where in the code an unexpected error arose, for a report to the authors."""
    import traceback

    at = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{type(error).__name__}: {error} ({Path(at.filename).name}, line {at.lineno}). "
        "This is a fault of mediakit; please report this line."
    )


if __name__ == "__main__":
    app(prog_name="mediakit")
