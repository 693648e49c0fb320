"""Several people at one ledger, as the command line tells it: who waits, and who did what."""

from __future__ import annotations

import getpass

import databases
import pytest

import ledger
from ledger.store import lock

from .conftest import Runner

ADD = ("vocabulary", "add-item", "sledge")
WAITING = "Waiting for another program that writes to "
GAVE_UP = "Error: Another program has been writing to "


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_MOMENT_SECONDS", 0.05)
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("command", [ADD, ("db", "upgrade")])
class TestWhoWaits:
    def test_is_told_so_on_stderr(self, run: Runner, place: str, command: tuple[str]) -> None:
        with ledger.open(place) as other, other.writing():
            ended = run("--db", place, *command)
        assert (ended.code, ended.out) == (1, "")
        waiting, error, hint = ended.err.splitlines()
        assert waiting.startswith(WAITING)
        assert error.startswith(GAVE_UP)
        assert hint == "  Nothing was changed. Try again when it is done."
        assert run("--db", place, *command).code == 0

    def test_is_told_only_of_the_end_when_quiet(
        self, run: Runner, place: str, command: tuple[str]
    ) -> None:
        with ledger.open(place) as other, other.writing():
            ended = run("--quiet", "--db", place, *command)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(GAVE_UP)


def test_readers_do_not_wait(run: Runner, place: str) -> None:
    with ledger.open(place) as other, other.writing():
        assert run("--db", place, "gap").code == 0
        assert run("--db", place, "verify").code == 0


class TestWhoDidIt:
    """--by-whom goes before AID_LEDGER_USER, and that before the login name."""

    def authors(self, place: str) -> list[str]:
        return [who for (who,) in databases.run(place, 'SELECT "by" FROM journal ORDER BY seq')]

    def test_the_option_wherever_it_stands(self, run: Runner, place: str) -> None:
        assert run("--db", place, *ADD, "--by-whom", "Team Nørth").code == 0
        assert run("--by-whom", "2nd shift", "--db", place, *ADD[:2], "kayak").code == 0
        assert self.authors(place)[2:] == ["Team Nørth", "2nd shift"]

    def test_the_environment(
        self, run: Runner, place: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AID_LEDGER_USER", "night shift")
        assert run("--db", place, *ADD).code == 0
        assert self.authors(place)[2:] == ["night shift"]

    @pytest.mark.parametrize("unset", ["", None])
    def test_the_login_name(
        self, run: Runner, place: str, monkeypatch: pytest.MonkeyPatch, unset: str | None
    ) -> None:
        if unset is None:
            monkeypatch.delenv("AID_LEDGER_USER")
        else:
            monkeypatch.setenv("AID_LEDGER_USER", unset)
        monkeypatch.setenv("LOGNAME", "somebody")
        assert getpass.getuser() == "somebody"
        assert run("--db", place, *ADD).code == 0
        assert self.authors(place)[2:] == ["somebody"]

    def test_nobody_known_to_the_system(
        self, run: Runner, place: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unknown() -> str:
            raise OSError("No username set in the environment")

        monkeypatch.delenv("AID_LEDGER_USER")
        monkeypatch.setattr(getpass, "getuser", unknown)
        assert run("--db", place, *ADD).code == 0
        assert self.authors(place)[2:] == ["unknown"]

    def test_a_new_ledger_says_who_made_it(self, run: Runner) -> None:
        assert run("--db", "new.db", "db", "upgrade", "--by-whom", "the founder").code == 0
        assert self.authors("new.db") == ["the founder"] * 2

    @pytest.mark.parametrize("command", [ADD, ("db", "upgrade"), ("source", "list")])
    def test_a_name_that_cannot_be_is_refused(
        self, run: Runner, place: str, command: tuple[str, ...]
    ) -> None:
        ended = run("--by-whom", "a\x1b[31mb", "--db", place, *command)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("Error: ")
        assert len(self.authors(place)) == 2
