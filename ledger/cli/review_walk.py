"""``review next``: the queue in the terminal, one key a decision."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from ledger.api import Ledger
from ledger.audit import records
from ledger.cli.output import fail, note, say, tell_doubts
from ledger.cli.review_page import claim_page
from ledger.errors import LedgerError
from ledger.review.decide import Posted, accept, reject
from ledger.review.matching import Suggestion
from ledger.review.queue import Queued, suggestions
from ledger.review.session import Session
from ledger.store.writer import Writer

_KEYS = "a accept as new, {attach}m amend, r reject, s skip, u undo, q quit, ? help > "
_HELP = """\
  a  it is right, and a promise or delivery that is not on record yet: open a commitment
{attach}  m  it is right but for some field: put that right, and accept it
  r  it is no promise and no delivery: say why, and it is not asked again
  s  leave it in the queue, for another time
  u  take the last decision back; it is recorded with the next one, or when you quit
  q  record what was decided, and stop"""
_HELP_ATTACH = (
    "  {keys}  it is of the commitment with that number above: more evidence, or news of it\n"
)
_ASKED = ("donor", "recipient", "aid_type", "stage", "amount", "date", "item", "title")


def walk(book: Ledger, claims: Sequence[int]) -> None:
    """Show one claim after the other and do what the keys say, until the queue or input ends."""
    session = Session(book, claims)
    if not claims:
        say("Nothing waits for a decision.")
        return
    try:
        while (claim := session.present()) is not None:
            text, offers = _context(book, claim)
            say(f"\n{session.remaining} to see\n\n{claim_page(claim, text, offers)}")
            if not _take(session, claim, offers):
                break
    finally:  # also where Ctrl-C ends it
        session.record()
        left = f"; {session.remaining} left to see" if session.remaining else ""
        say(f"All that was decided is recorded{left}.")


def _take(session: Session, claim: Queued, offers: Sequence[Suggestion]) -> bool:
    """Ask for a key until one leads on; ``False`` to quit."""
    attach = f"1–{len(offers)} attach, " if offers else ""
    while True:
        key = _key(_KEYS.format(attach=attach))
        if key in {"q", ""}:
            return False
        if key == "?":
            say(_help(len(offers)))
            continue
        try:
            if _do(session, claim, offers, key):
                return True
        except LedgerError as error:
            fail(error)


def _help(offers: int) -> str:
    """What each key does; ``offers`` is how many commitments are offered."""
    keys = "1" if offers == 1 else f"1–{offers}"
    return _HELP.format(attach=_HELP_ATTACH.format(keys=keys) if offers else "")


def _do(session: Session, claim: Queued, offers: Sequence[Suggestion], key: str) -> bool:
    """Do what a key says; whether that leads on to another claim."""
    if key == "s":
        session.skip()
    elif key == "u":
        undone = session.undo()
        note("Taken back." if undone else "There is nothing to take back: it is recorded.")
        return undone
    elif key == "r":
        session.decide(partial(_reject, reason=_why()))
        say(f"{claim.ref} rejected; u takes it back.")
    elif key == "a":
        _say(session.decide(partial(_accept, to=None, changes={}, reason=None)))
    elif key == "m":
        changes, amended_to, reason = _asked(claim)
        action = partial(_accept, to=amended_to, changes=changes, reason=reason)
        _say(session.decide(action))
    elif key in {str(number) for number in range(1, len(offers) + 1)}:
        to = offers[int(key) - 1].commitment
        _say(session.decide(partial(_accept, to=to, changes={}, reason=None)))
    else:
        note(f"{key!r} means nothing here; ? says what does.")
        return False
    return True


def _accept(
    writer: Writer, claim: Queued, *, to: int | None, changes: dict[str, Any], reason: str | None
) -> Posted:
    return accept(writer, claim, to=to, amended=changes, reason=reason)


def _reject(writer: Writer, claim: Queued, *, reason: str) -> None:
    reject(writer, claim, reason)


def _say(posted: Posted | None) -> None:
    if posted is not None:
        say(f"{posted.claim} → C{posted.commitment} E{posted.entry}; u takes it back.")
        tell_doubts(posted.doubts)


def _asked(claim: Queued) -> tuple[dict[str, Any], int | None, str | None]:
    """What to put right: one line a field, empty to leave it."""
    from ledger.values.refs import RefKind, parse

    say("  What is to be put right? Press Enter to leave a field as it is.")
    changes = {name: line for name in _ASKED if (line := _line(f"  {name.replace('_', ' ')}: "))}
    to = _line("  commitment (C12; empty for a new one): ")
    reason = _line("  why? ")
    return changes, parse(to, RefKind.COMMITMENT).number if to else None, reason or None


def _context(book: Ledger, claim: Queued) -> tuple[str, list[Suggestion]]:
    with book.reading() as connection:
        _, text = records.document(connection, claim.document)
        return text, suggestions(connection, claim)


def _line(prompt: str) -> str:
    print(prompt, end="", flush=True)
    return sys.stdin.readline().strip()


def _why() -> str:
    """A reason, asked for until there is one; what is typed next is no key then."""
    while True:
        print("  why? ", end="", flush=True)
        line = sys.stdin.readline()
        if line.strip() or not line:
            return line.strip()
        note("Say why: nobody is asked about it again.")


def _key(prompt: str) -> str:
    """One key from a terminal, or the first letter of a line from anything else."""
    if not sys.stdin.isatty():
        return _line(prompt)[:1]
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        # before the prompt, and without throwing away what was typed ahead of it
        tty.setcbreak(number, termios.TCSADRAIN)
        print(prompt, end="", flush=True)
        key = sys.stdin.read(1)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
    say(key)
    return key
