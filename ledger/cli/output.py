"""Data to standard output or a file, everything else to standard error.

Piped output is never cut, coloured or boxed. What people read, and whatever goes to a screen, has
the control characters of texts from outside escaped; data for programs is exact.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ledger.errors import LedgerError, StoreError
from ledger.exporters.harmless import harmless

if TYPE_CHECKING:
    from ledger.exporters.columns import Column, Sheet
    from ledger.exporters.write import Format

_A_PART = 2**16
"""Characters of kept lines that are written at a time."""

quiet = False


def put(text: str) -> None:
    """Write to standard output; a reader who has seen enough (``| head``) is left in peace."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # or the interpreter would try to flush the rest when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise StoreError(f"The output cannot be written: {error.strerror}.") from None


def say(text: str) -> None:
    """Write a line of results, harmless, to standard output."""
    put(f"{harmless(text)}\n")


def note(text: str) -> None:
    """Say something that is not data."""
    if not quiet:
        print(harmless(text), file=sys.stderr)


def tell_doubts(doubts: Iterable[str]) -> None:
    """Say what should be looked at again of what was recorded, though it may be right."""
    for doubt in doubts:
        note(f"Note: {doubt}")


def fail(error: LedgerError) -> None:
    """Say what went wrong, and what to do about it."""
    print(f"Error: {harmless(error.sentence)}", file=sys.stderr)
    if error.hint:
        print(f"  {harmless(error.hint)}", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class Output:
    """Where and how a command writes its data."""

    format: Format
    path: Path | None
    excel: bool = False

    def sheet(self, sheet: Sheet, title: str | None = None) -> None:
        """Write a sheet; ``title`` stands above a table for people."""
        from ledger.exporters.write import Format, as_json, delimited, json_lines

        match self.format:
            case Format.TABLE:
                self.text(_table(sheet, title))
            case Format.CSV:
                self.exact(delimited(sheet, excel=self.excel))
            case Format.TSV:
                self.exact(delimited(sheet, "\t", excel=self.excel))
            case Format.JSON:
                self.json(as_json(sheet))
            case Format.JSONL:
                self.text("".join(json_lines(sheet)))

    def text(self, text: str) -> None:
        """Write text: to the file, whole or not at all, or to standard output."""
        if self._to_file is None:
            put(text)
        else:
            write_file(self._to_file, text)
            self._tell(self._to_file)

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines as they come, whole or not at all: memory does not grow with them."""
        if self._to_file is not None:
            write_file(self._to_file, lines)
            self._tell(self._to_file)
            return
        try:
            with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as kept:
                kept.writelines(lines)
                kept.seek(0)
                while part := kept.read(_A_PART):
                    put(part)
        except OSError as error:
            raise StoreError(f"There is no room for what is read: {error.strerror}.") from None

    def exact(self, text: str) -> None:
        """Write data as it is; only on a screen it is made harmless."""
        on_screen = self._to_file is None and sys.stdout.isatty()
        self.text(harmless(text) if on_screen else text)

    def json(self, value: Any) -> None:
        """Write a value as JSON, where anything unsafe is an escape of JSON itself."""
        from ledger.exporters.write import json_text

        self.text(json_text(value))

    def _tell(self, path: Path) -> None:
        """Say where it was written, and what it is where the file's name says something else."""
        note(f"Written: {path}")
        suffix = path.suffix[1:].casefold()
        if suffix != self.format and suffix in set(type(self.format)):
            note(f"Note: it is a {self.format}; for {suffix} add --format {suffix}.")

    @property
    def _to_file(self) -> Path | None:
        return None if self.path is None or str(self.path) == "-" else self.path


def write_file(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Write a file beside its place and move it there, so that it is never half-written.

    A device or a pipe is written to as it is: moving a file there would put it out of the way.
    """
    parts = [content] if isinstance(content, str | bytes) else content
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                _write_parts(device, parts)
            return
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                _write_parts(file, parts)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from None


def _write_parts(file: BinaryIO, parts: Iterable[str | bytes]) -> None:
    for part in parts:
        file.write(part.encode() if isinstance(part, str) else part)


def _table(sheet: Sheet, title: str | None) -> str:
    from ledger.exporters.columns import pick

    columns = pick(sheet.columns, sheet.narrow) if sheet.narrow else sheet.columns
    if not sheet.rows:
        return f"{harmless(title)}\n" if title else f"No {sheet.name}.\n"
    return render_table(columns, sheet.rows, title)


def render_table(
    columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], title: str | None = None
) -> str:
    """Rows as aligned text: figures to the right with thousands apart, empty columns left out.

    On a screen that is too narrow for that, each row becomes a block of lines: nothing is cut,
    and no number is broken.
    """
    shown = [column for column in columns if any(row.get(column.name) is not None for row in rows)]
    names = [column.name.replace("_", " ") for column in shown]
    cells = [[cell(column, row.get(column.name)) for column in shown] for row in rows]
    lines = _aligned(shown, names, cells)
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        if max(map(len, lines), default=0) > width:
            lines = _blocks(names, cells)
        elif not os.environ.get("NO_COLOR"):
            lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
    return "".join(f"{line}\n" for line in [*([harmless(title), ""] if title else []), *lines])


def _aligned(
    columns: Sequence[Column], names: Sequence[str], cells: Sequence[Sequence[str]]
) -> list[str]:
    """A heading and a line a row; nothing is cut.

    Places are those of a terminal: two for a wide character, none for one that combines.
    """
    from rich.cells import cell_len

    from ledger.exporters.columns import Kind

    to_right = [column.kind in {Kind.FIGURE, Kind.COUNT} for column in columns]
    rows = [names, *cells]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]

    def padded(text: str, width: int, right: bool) -> str:
        space = " " * (width - cell_len(text))
        return space + text if right else text + space

    lines = ("  ".join(map(padded, row, widths, to_right)) for row in rows)
    return [line.rstrip() for line in lines]


def _blocks(names: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """A block a row, a line for each cell that is not empty."""
    widest = max(map(len, names))
    lines: list[str] = []
    for row in cells:
        lines += [
            f"{name:<{widest}}  {text}" for name, text in zip(names, row, strict=True) if text
        ]
        lines.append("")
    return lines[:-1]


def cell(column: Column, value: Any) -> str:
    """A value as a table on a terminal shows it."""
    from ledger.exporters.columns import Kind
    from ledger.exporters.write import cell_text

    text = cell_text(value)
    if column.kind in {Kind.FIGURE, Kind.COUNT}:
        return thousands(text)
    return harmless(text.replace("\n", " ").replace("\t", " "))


def thousands(figure: str) -> str:
    """``5000000000.5`` as ``5,000,000,000.5``."""
    whole, point, decimals = figure.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole.isdigit() else figure
