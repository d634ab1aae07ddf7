"""Writes exports in the layouts of news databases, from invented articles."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from pathlib import Path

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
}
NEXIS = {
    "en": {"length": "Length", "words": "words", "section": "Section", "byline": "Byline", "body": "Body",
               "load": "Load-Date", "language": "Language", "end": "End of Document", "count": "Documents",
               "classification": "Classification"},
    "de": {"length": "Länge", "words": "Wörter", "section": "Rubrik", "byline": "Autor", "body": "Textkörper",
               "load": "Ladedatum", "language": "Sprache", "end": "Ende des Dokuments", "count": "Dokumente",
               "classification": "Klassifizierung"},
    "fr": {"length": "Longueur", "words": "mots", "section": "Rubrique", "byline": "Auteur", "body": "Corps",
               "load": "Date de chargement", "language": "Langue", "end": "Fin du document",
               "count": "Documents", "classification": "Classification"},
    "es": {"length": "Longitud", "words": "palabras", "section": "Sección", "byline": "Autor",
               "body": "Cuerpo", "load": "Fecha de carga", "language": "Idioma", "end": "Fin del documento",
               "count": "Documentos", "classification": "Clasificación"},
    "nl": {"length": "Lengte", "words": "woorden", "section": "Sectie", "byline": "Auteur",
               "body": "Hoofdtekst", "load": "Laaddatum", "language": "Taal", "end": "Einde van document",
               "count": "Documenten", "classification": "Classificatie"},
    "it": {"length": "Lunghezza", "words": "parole", "section": "Sezione", "byline": "Autore",
               "body": "Corpo", "load": "Data di caricamento", "language": "Lingua",
               "end": "Fine del documento", "count": "Documenti", "classification": "Classificazione"},
}  # fmt: skip
OLD = {
    "en": ("{n} of {total} DOCUMENTS", "SECTION", "LENGTH", "words", "BYLINE", "LOAD-DATE",
           "LANGUAGE", "PUBLICATION-TYPE"),
    "de": ("Dokument {n} von {total}", "RUBRIK", "LÄNGE", "Wörter", "AUTOR", "UPDATE", "SPRACHE",
           "PUBLICATION-TYPE"),
    "fr": ("Document {n} de {total}", "RUBRIQUE", "LONGUEUR", "mots", "AUTEUR", "DATE-CHARGEMENT",
           "LANGUE", "TYPE-PUBLICATION"),
}  # fmt: skip
PROQUEST = {
    "en": {"text": "Full text", "title": "Title", "outlet": "Publication title",
               "date": "Publication date", "subject": "Subject", "id": "ProQuest document ID",
               "author": "Author", "year": "Publication year", "base": "Database"},
    "de": {"text": "Volltext", "title": "Titel", "outlet": "Titel der Publikation",
               "date": "Publikationsdatum", "subject": "Thema", "id": "ProQuest-Dokument-ID",
               "author": "Autor", "year": "Erscheinungsjahr", "base": "Datenbank"},
    "fr": {"text": "Texte intégral", "title": "Titre", "outlet": "Titre de la publication",
               "date": "Date de publication", "subject": "Sujet", "id": "ID du document ProQuest",
               "author": "Auteur", "year": "Année de publication", "base": "Base de données"},
    "es": {"text": "Texto completo", "title": "Título", "outlet": "Título de publicación",
               "date": "Fecha de publicación", "subject": "Materia", "id": "ID del documento de ProQuest",
               "author": "Autor", "year": "Año de publicación", "base": "Base de datos"},
}  # fmt: skip


@dataclass
class Article:
    """An invented article."""

    title: str = "Rents rise: what now?"
    outlet: str = "The Halm Post"
    published: date = date(2018, 3, 5)
    author: str = "Ann Moss"
    section: str = "News"
    edition: str = "Late Edition"
    body: Sequence[str] = field(default=("Rents rise, Moss said.", "Nobody asked why."))

    @property
    def n(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.body)


def day(when: date, language: str = "en") -> str:
    month = MONTHS[language].split()[when.month - 1]
    if language == "en":
        return f"{month} {when.day}, {when.year}"
    dot = "." if language == "de" else ""
    return f"{when.day}{dot} {month} {when.year}"


def nexis_lines(articles: Sequence[Article], language: str, cover: bool) -> list[tuple[str, bool]]:
    """Return the paragraphs of a Nexis Uni file, and whether each begins an article."""
    label = NEXIS[language]
    lines: list[tuple[str, bool]] = []
    if cover:
        top = ["User Name: Some One", "Date and Time: Monday, March 5, 2018 9:00:00 AM CET",
               "Job Number: 1234567", f"{label['count']} ({len(articles)})"]  # fmt: skip
        for n, one in enumerate(articles, 1):
            top += [f"{n}. {one.title}", "Client/Matter: -None-", "Search Terms: rent", "Narrowed by: ",
                    "", "Content Type", "News", ""]  # fmt: skip
        lines = [(line, False) for line in top]
    for one in articles:
        lines.append(("", True))
        lines += [
            (line, False)
            for line in [
                one.title, one.outlet, f"{day(one.published, language)}, {one.edition}", "",
                f"\nCopyright {one.published.year} Halm Ltd. All Rights Reserved", "\n",
                f"{label['section']}:\u00a0{one.section}; Pg. 7A",
                f"{label['length']}:\u00a0{one.n} {label['words']}",
                f"{label['byline']}:\u00a0{one.author}", label["body"], "", "", *one.body,
                label["classification"], "", "", f"{label['language']}:\u00a0ENGLISH",
                f"\n{label['load']}:\u00a0{day(one.published, language)}", "", f"\n{label['end']}",
            ]
        ]  # fmt: skip
    return lines


def nexis_docx(path: Path, articles: Sequence[Article], language: str = "en", *,
               cover: bool = True, marked: bool = True) -> Path:  # fmt: skip
    write_docx(path, nexis_lines(articles, language, cover), marked)
    return path


def write_docx(path: Path, lines: Sequence[tuple[str, bool]], marked: bool = True,
               parts: Mapping[str, str] | None = None) -> None:  # fmt: skip
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    number = 0
    for text, begins in lines:
        paragraph = document.add_paragraph(text)
        name = f"Bookmark_{number + 1}" if begins and marked else (parts or {}).get(text.strip())
        if name:
            number += begins
            mark = OxmlElement("w:bookmarkStart")
            mark.set(qn("w:id"), str(number))
            mark.set(qn("w:name"), name)
            paragraph._p.append(mark)
    document.save(str(path))


def rtf(lines: Sequence[str]) -> str:
    """Return lines as rich text, signs beyond ASCII as escapes."""

    def escaped(text: str) -> str:
        signs = []
        for sign in text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}"):
            if ord(sign) < 128:
                signs.append(sign)
            else:
                code = ord(sign) if ord(sign) < 2**15 else ord(sign) - 2**16
                signs.append(f"\\u{code}?")
        return "".join(signs)

    header = "{\\header \\pard Page 1 of 9\\par}"
    body = "".join(f"\\pard {escaped(line)}\\par\n" for line in lines)
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}" + header + "\n" + body + "}"


def nexis_rtf(
    path: Path, articles: Sequence[Article], language: str = "en", *, cover: bool = True
) -> Path:
    lines = [line.strip("\n") for line, _ in nexis_lines(articles, language, cover)]
    path.write_text(rtf(lines), encoding="ascii")
    return path


def nexis_html(path: Path, articles: Sequence[Article], language: str = "en", *,
               first: int = 1, total: int | None = None, encoding: str = "utf-8") -> Path:  # fmt: skip
    number, section, length, words, byline, load, spoken, kind = OLD[language]
    total = total or len(articles)

    def block(text: str, label: str = "") -> str:
        span = f'<SPAN CLASS="c8">{label}: </SPAN>' if label else ""
        return (f'<BR><DIV CLASS="c5"><P CLASS="c6">{span}<SPAN CLASS="c2">{html.escape(text)}'
                "</SPAN></P>\n</DIV>\n")  # fmt: skip

    parts = [f'<HTML><HEAD><META TOPIC="null" DOCUMENTS="{len(articles)}"/></HEAD><BODY>\n']
    for n, one in enumerate(articles, first):
        body = "".join(
            f'<P CLASS="c9"><SPAN CLASS="c2">{html.escape(line)}</SPAN></P>\n' for line in one.body
        )
        parts += [
            f"<A NAME=\"DOC_ID_{n}\"></A><!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->\n",
            block(number.format(n=n, total=total)), block(one.outlet),
            f'<BR><DIV><P><SPAN CLASS="c4">{day(one.published, language)}</SPAN><SPAN>&nbsp;<BR>'
            f"{html.escape(one.edition)}</SPAN></P></DIV>",
            block(one.title), block(one.author, byline), block(f"{one.section}; Pg. 7", section),
            block(f"{one.n} {words}", length), f"<BR><DIV>{body}</DIV>\n",
            block(day(one.published, language), load), block("ENGLISH", spoken),
            block("Newspaper", kind), block("Copyright 2018 Halm Ltd"),
            "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n<DIV CLASS=\"c10\"/>\n",
        ]  # fmt: skip
    path.write_bytes("".join([*parts, "</BODY></HTML>"]).encode(encoding, "xmlcharrefreplace"))
    return path


def nexis_txt(path: Path, articles: Sequence[Article], language: str = "en", *,
              first: int = 1, total: int | None = None) -> Path:  # fmt: skip
    number, section, length, words, byline, load, spoken, kind = OLD[language]
    total = total or len(articles)
    lines = ["", "Download Request: Selected Items: 1-9", "", "Terms: rent", ""]
    for n, one in enumerate(articles, first):
        wrapped = "\n\n".join("\n".join(textwrap.wrap(line, 78)) for line in one.body)
        lines += [
            number.format(n=n, total=total).center(78).rstrip(), "", "", one.outlet.center(78), "",
            day(one.published, language).center(78), one.edition.center(78), "",
            *textwrap.wrap(one.title, 78), "", f"{byline}: {one.author}", "",
            f"{section}: {one.section}; Pg. 7", "", f"{length}: {one.n} {words}", "", "", wrapped, "",
            f"{load}: {day(one.published, language)}", "", f"{spoken}: ENGLISH", "",
            f"{kind}: Newspaper", "", "Copyright 2018 Halm Ltd".center(78),
            "All Rights Reserved".center(78), "",
        ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


WORDS = {
    "en": "words",
    "de": "Wörter",
    "fr": "mots",
    "es": "palabras",
    "it": "parole",
    "nl": "woorden",
}
LANGUAGE = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "it": "Italiano",
            "nl": "Nederlands"}  # fmt: skip


def accession(n: int, one: Article) -> str:
    return f"HALM0000{one.published:%Y%m%d}e{n:02}e0000{n}"


def plain_day(when: date, language: str) -> str:
    return f"{when.day} {MONTHS[language].split()[when.month - 1]} {when.year}"


def factiva_codes(n: int, one: Article, language: str) -> list[tuple[str, list[str]]]:
    return [
        ("SE", [one.section]), ("HD", [one.title]), ("BY", [one.author]),
        ("WC", [f"{one.n} {WORDS[language]}"]), ("PD", [plain_day(one.published, language)]),
        ("ET", ["15:32"]), ("SN", [one.outlet]), ("SC", ["HALM"]), ("ED", [one.edition]),
        ("PG", ["7"]), ("LA", [LANGUAGE[language]]), ("CY", ["(c) 2018 Halm Ltd."]),
        ("LP", list(one.body[:1])), ("TD", list(one.body[1:])),
        ("NS", ["gpol : Domestic Politics | gcat : Political/General News"]),
        ("RE", ["fra : France"]), ("PUB", ["Halm Ltd."]), ("AN", [f"Document {accession(n, one)}"]),
    ]  # fmt: skip


def factiva_indexed(path: Path, articles: Sequence[Article], language: str = "en") -> Path:
    parts = ["<!DOCTYPE html><html><head><title>Factiva</title></head><body><form>"]
    for n, one in enumerate(articles, 1):
        rows = ""
        for code, lines in factiva_codes(n, one, language):
            if not lines:
                continue
            text = "".join(
                f'<p class="articleParagraph">{html.escape(line)}</p>\n' for line in lines
            )
            text = text if code in ("LP", "TD") else html.escape(lines[0])
            rows += f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{text}</td></tr>\n'
        parts.append(f'<div class="article enArticle"><table>{rows}</table></div>')
    path.write_text("".join([*parts, "</form></body></html>"]), encoding="utf-8")
    return path


def factiva_view(path: Path, articles: Sequence[Article], language: str = "en", *,
                 encoding: str = "utf-8") -> Path:  # fmt: skip
    parts = ["<html><head><title>Factiva</title></head><body><form>"
             f'<input name="__VIEWSTATE" value="{"x" * 70000}" type="hidden"/>']  # fmt: skip
    for n, one in enumerate(articles, 1):
        body = "\n".join(
            f'<p class="articleParagraph {language}articleParagraph">{html.escape(line)}</p>'
            for line in one.body
        )
        number, outlet, first = accession(n, one), html.escape(one.outlet), html.escape(one.section)
        body = body.replace(" said", ' <span class="companylink">said</span>', 1)
        parts.append(
            f'<div id="article-{number}" class="article"><div class="article {language}Article"><p>\n'
            f'</p><div>{first}</div><div id="hd"><span class="{language}Headline">{n}) '
            f'{html.escape(one.title)}</span></div><div class="author">{html.escape(one.author)}'
            f"</div><div>{one.n} {WORDS[language]}</div><div>{plain_day(one.published, language)}"
            f"</div><div>15:32</div><div>{outlet}</div><div>HALM</div>"
            f"<div>{html.escape(one.edition)}</div><div>7</div><div>{LANGUAGE[language]}</div>"
            f"<div>(c) 2018 Halm Ltd. </div><p></p>{body}<p></p><p>Document {number}</p></div></div>"
        )
    path.write_bytes("".join([*parts, "</form></body></html>"]).encode(encoding))
    return path


def factiva_xml(path: Path, articles: Sequence[Article], language: str = "en") -> Path:
    def tag(name: str, text: str) -> str:
        return f"<{name}>{html.escape(text)}</{name}>"

    parts = ['<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse '
             'xmlns="http://global.factiva.com/pps/2.0">'
             f'<ppsarticleResultSet count="{len(articles)}">']  # fmt: skip
    for n, one in enumerate(articles, 1):
        tail = "".join(tag("paragraph", line) for line in one.body[1:])
        parts.append(
            f"<ppsarticle><article>{tag('accessionNo', accession(n, one))}"
            f"{tag('baseLanguage', language)}<headline>{tag('paragraph', one.title)}</headline>"
            f"{tag('byline', one.author)}{tag('sectionName', one.section)}{tag('edition', one.edition)}"
            f"<leadParagraph>{tag('paragraph', one.body[0])}</leadParagraph><publicationDate>"
            f"{tag('dateTime', f'{one.published:%Y-%m-%d}T00:30:00Z')}</publicationDate>"
            f"{tag('sourceName', one.outlet)}<tailParagraphs>{tail}</tailParagraphs>"
            f"{tag('wordCount', str(one.n))}</article></ppsarticle>"
        )
    end = "</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"
    path.write_text("".join([*parts, end]), encoding="utf-8")
    return path


def spaced(lines: Sequence[str]) -> list[str]:
    """Return lines with an empty one after each."""
    return [part for line in lines for part in (line, "")]


def factiva_txt(path: Path, articles: Sequence[Article], language: str = "en", *,
                inline: bool = False, form: str = "text") -> Path:  # fmt: skip
    lines: list[str] = []
    for n, one in enumerate(articles, 1):
        for code, text in factiva_codes(n, one, language):
            if not text:
                continue
            if inline:
                lines += [f"{code}   {text[0]}", *spaced(["", *text[1:]])[1:]]
            else:
                lines += [code, *spaced(text)]
        lines += ["", f"Page {n} of 9 © 2018 Factiva, Inc. All rights reserved.", ""]
    lines += ["Search Summary", "Text rent", "Date All Dates"]
    content = rtf(lines) if form == "rtf" else "\n".join(lines)
    path.write_text(content, encoding="utf-8")
    return path


def factiva_rtf_table(path: Path, articles: Sequence[Article], language: str = "en") -> Path:
    row = "\\trowd\\cellx1000\\cellx9000 "
    parts = []
    for n, one in enumerate(articles, 1):
        for code, text in factiva_codes(n, one, language):
            if text:
                cell = "\\par ".join(_bare_rtf(line) for line in text)
                parts.append(f"{row}\\pard\\intbl {code}\\cell {cell}\\cell\\row\n")
    path.write_text("{\\rtf1\\ansi\\deff0 Factiva\\par\n" + "".join(parts) + "}", encoding="ascii")
    return path


def _bare_rtf(line: str) -> str:
    whole, empty = rtf([line]), rtf(["\x00"])
    start = empty.index("\x00")
    return whole[start : len(whole) - (len(empty) - start - 1)]


def factiva_shown(
    path: Path, articles: Sequence[Article], language: str = "en", *, form: str = "text"
) -> Path:
    lines: list[str] = []
    for n, one in enumerate(articles, 1):
        lines += [
            one.section, one.title, f"By {one.author}", f"{one.n} {WORDS[language]}",
            plain_day(one.published, language), one.outlet, "HALM", one.edition, "7",
            LANGUAGE[language], "(c) 2018 Halm Ltd.", "", *spaced(one.body),
            f"Document {accession(n, one)}", "",
        ]  # fmt: skip
    content = rtf(lines) if form == "rtf" else "\n".join(lines)
    path.write_text(content, encoding="utf-8")
    return path


def proquest_txt(path: Path, articles: Sequence[Article], language: str = "en") -> Path:
    label, rule = PROQUEST[language], "_" * 60
    lines = [rule, "", "Report Information from ProQuest", "5 March 2018 09:00", "", rule, ""]
    for n, one in enumerate(articles, 1):
        body = "\n\n".join(one.body)
        lines += [
            f"Document {n} of {len(articles)}", "", one.title, "", f"{label['author']}: {one.author}", "",
            "http://search.proquest.com/docview/1234?accountid=1", "", "Abstract: None available.", "",
            f"{label['text']}: {body}", "", f"{label['subject']}: Rents; Housing", "",
            f"{label['title']}: {one.title}", "",
            f"{label['outlet']}: {one.outlet}, {one.edition}; Halm", "",
            f"{label['year']}: {one.published.year}", "",
            f"{label['date']}: {day(one.published, language)}", "", f"Section: {one.section}", "",
            f"{label['id']}: 20{n:05}", "", f"{label['base']}: Halm Dailies", "", rule, "",
        ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def proquest_records(articles: Sequence[Article], language: str, broken: bool) -> str:
    label = PROQUEST[language]

    def line(name: str, text: str) -> str:
        return f'<p style="margin:0"><strong>{name}: </strong>{html.escape(text)}</p>'

    parts = ["<!DOCTYPE html><html><head><title>ProQuest Export</title></head><body><p>Some One "
             "sent you the following:</p>"]  # fmt: skip
    for n, one in enumerate(articles, 1):
        opening = "html&gt;" if broken else "<html>"
        body = "".join(f"<p>{html.escape(one_line)}</p>" for one_line in one.body)
        when = day(one.published, language)
        if broken:
            when = f"{when[:-3]} {when[-3:]}"
        parts.append(
            f'<div><a name="DocID_MSTAR_{n}"></a><p></p><p style="font-weight:bold">'
            f"{html.escape(one.title)}</p>{line(label['author'] + ' ', one.author)}"
            f'<p><a href="https://search.proquest.com/docview/20{n:05}?accountid=1">ProQuest document '
            f"link</a></p>{line('Abst ract' if broken else 'Abstract', 'None available.')}"
            f'<p><strong>{label["text"]}: </strong><Text WordCount="{one.n}" HTMLContent="true">'
            f"{opening}<head><title></title></head><body>{body}</body></html></Text></p>"
            f"{line(label['subject'], 'Rents; Housing')}{line('Section', one.section)}"
            f"{line(label['outlet'], f'{one.outlet}, {one.edition}; Halm')}"
            f"{line(label['date'], when)}{line(label['base'], 'Halm Dailies')}</div>"
        )
    return "".join([*parts, "</body></html>"])


def proquest_html(path: Path, articles: Sequence[Article], language: str = "en") -> Path:
    path.write_text(proquest_records(articles, language, broken=False), encoding="utf-8")
    return path


def proquest_eml(
    path: Path, articles: Sequence[Article], language: str = "en", *, broken: bool = True
) -> Path:
    message = EmailMessage()
    message["From"] = "ProQuest <noreply@proquest.com>"
    message["Subject"] = "Your ProQuest Research"
    message.set_content("See the page.")
    page = proquest_records(articles, language, broken)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    path.write_bytes(message.as_bytes())
    return path


def europresse_html(path: Path, articles: Sequence[Article], language: str = "fr") -> Path:
    parts = ["<!DOCTYPE html><html><head><title>Europresse</title></head><body>"]
    for n, one in enumerate(articles, 1):
        body = "".join(f"<p>{html.escape(line)}</p>" for line in one.body)
        parts.append(
            '<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">'
            f'{html.escape(one.outlet)}, no. {22000 + n}</span></div><div><span class="DocHeader">'
            f"{html.escape(one.section)}, lundi {plain_day(one.published, language)} {one.n} "
            f'{WORDS[language]}, p. 7</span></div><div class="titreArticle">'
            f'<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{html.escape(one.title)}'
            f'</p></div><div class="docAuthors">{html.escape(one.author)}</div></header><section>'
            f'<div class="DocText clearfix"><div class="docOcurrContainer">{body}</div></div></section>'
            f"<footer><span>© 2018 {html.escape(one.outlet)}. Tous droits réservés.</span>"
            f'<div class="publiC-lblNodoc">news·{one.published:%Y%m%d}·HP·{n:04}</div></footer></article>'
        )
    path.write_text("".join([*parts, "</body></html>"]), encoding="utf-8")
    return path
