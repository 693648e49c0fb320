"""``source``: documents in, and a look at them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.cli.options import (
    ByWhom,
    Db,
    Excel,
    FormatOption,
    OutputOption,
    Quiet,
    open_for,
    output,
)

if TYPE_CHECKING:
    from ledger.model.inputs import NewDocument
    from ledger.store.writer import Writer

app = typer.Typer(no_args_is_help=True, help="Documents: what somebody published, as it was.")


@app.command()
def add(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Articles, as text files.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(help="A CSV with the columns file, published, publisher, title, url …"),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day it was published: 2024-03-14.")
    ] = None,
    published_how: Annotated[
        str, typer.Option(metavar="HOW", help="How that day is known: given, stated or inferred.")
    ] = "given",
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    publisher_kind: Annotated[
        str, typer.Option(metavar="KIND", help="official, media or other.")
    ] = "other",
    title: Annotated[str | None, typer.Option(help="Its title; else its first line.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    archive_url: Annotated[str | None, typer.Option(help="Where a copy is kept.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="How its bytes spell its text, if it cannot be told.")
    ] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Take documents in. The same bytes again change nothing; what is told otherwise now is noted.

    \b
    Example:
      aid-ledger source add article.txt --published 2024-03-14 --publisher "Euronews"

    \b
    Example:
      aid-ledger source add --manifest articles/index.csv
    """
    from ledger.cli.output import note, say, tell_doubts
    from ledger.errors import UsageRefused

    known: dict[str, Any] = {
        "published_how": published_how,
        "publisher": publisher,
        "publisher_kind": publisher_kind,
        "title": title,
        "url": url,
        "archive_url": archive_url,
        "language": language,
        "encoding": encoding,
    }
    documents = [*_of_manifest(manifest), *_of_files(files or [], published, known)]
    if not documents:
        raise UsageRefused(
            "No documents were named.", hint="Give files with --published, or a --manifest."
        )
    with open_for(db, by_whom=by_whom, create=True) as book, book.writing() as writer:
        added = [(path, *_added(writer, path, document)) for path, document in documents]
    for path, number, is_new in added:
        if is_new:
            say(f"D{number}  {path}")
        else:
            note(f"{path} is here already, as D{number}; nothing was changed.")
    tell_doubts(writer.doubts)


def _added(writer: Writer, path: Path, document: NewDocument) -> tuple[int, bool]:
    from ledger.errors import DocumentRefused

    try:
        return writer.add_document(document)
    except DocumentRefused as error:
        sentence = f"{path}: {error.sentence} Nothing was taken in."
        raise DocumentRefused(sentence, hint=error.hint) from None


def _of_manifest(manifest: Path | None) -> list[tuple[Path, Any]]:
    from ledger.importers.manifest import read_manifest

    if manifest is None:
        return []
    return [(one.path, one.document) for one in read_manifest(manifest)]


def _of_files(
    files: list[Path], published: str | None, known: dict[str, Any]
) -> list[tuple[Path, Any]]:
    from ledger.asking import new_document
    from ledger.errors import LedgerError, UsageRefused

    if not files:
        return []
    if published is None:
        raise UsageRefused(
            "The day of publication is missing.",
            hint="Give it with --published 2024-03-14: dates in an article are read against it.",
        )
    documents = []
    for path in files:
        try:
            documents.append((path, new_document(path, published, **known)))
        except LedgerError as error:
            named = error.sentence if str(path) in error.sentence else f"{path}: {error.sentence}"
            raise type(error)(named, hint=error.hint) from None
    return documents


@app.command("list")
def list_(
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """List the documents.

    \b
    Example:
      aid-ledger source list --format csv
    """
    from ledger.exporters.sheets import documents_sheet

    with open_for(db) as book:
        sheet = documents_sheet(book.documents())
    output(format_, output_, excel=excel).sheet(sheet)


@app.command()
def show(
    ref: Annotated[str, typer.Argument(metavar="D3", help="The document.")],
    text: Annotated[bool, typer.Option("--text", help="Only its text, exactly as kept.")] = False,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show a document and its sentences with offsets.

    \b
    Example:
      aid-ledger source show D2
    """
    from ledger.audit import records
    from ledger.cli.documents import show_document
    from ledger.values.refs import RefKind, parse

    number = parse(ref, RefKind.DOCUMENT).number
    with open_for(db) as book, book.reading() as connection:
        about, words = records.document(connection, number)
    out = output(format_, output_)
    if text:
        out.exact(words)
    else:
        show_document(about, words, out)
