"""The data tables: generated ones equal what their generator writes, hand-kept ones hold together."""

import importlib.util
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import moneyfacts

DATA = Path(moneyfacts.__file__).parent / "data"
GENERATOR = Path(__file__).resolve().parent.parent / "tools" / "generate_data.py"
CLDR = sorted(f"cldr/{path.name}" for path in (DATA / "cldr").iterdir())
GENERATED = ["currencies.tsv", "territories.tsv", "locales.tsv", "languages.tsv", *CLDR]
KINDS = ["currency", "symbol", "month", "weekday", "territory", "unit", "time"]

# Signs of the general category Sc that name no currency ISO 4217 has had, a thousandth, or any currency at all.
NO_CURRENCY = set("¤₥₶₷߾߿৻\U00011fdd\U00011fde\U00011fdf\U00011fe0")

WORDS = "ALL TRY TOP CUP MOP COP PHP INR RON RUB NAD MAD SOS PEN GEL LAK CAD AMD"
NO_WORDS = "USD EUR GBP JPY CHF CNY AUD NZD HKD SGD SEK NOK DKK KRW THB AED SAR ZAR"


def rows(name: str) -> list[list[str]]:
    """The rows of a TAB-separated table."""
    return [line.split("\t") for line in lines(name)]


def lines(name: str) -> list[str]:
    """The lines of a data file that are not comments."""
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def sections() -> dict[str, dict[str, str]]:
    """The sections of ``signs.txt``; a form that stands twice in one is an error."""
    found: dict[str, dict[str, str]] = {}
    for line in lines("signs.txt"):
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], {})
        else:
            form, target = line.split(" = ")
            assert form not in current, line
            current[form] = target
    return found


SIGNS = sections()
GROUPS = {name.split()[0]: codes.split() for name, codes in SIGNS["group"].items()}
FORMS = {name: SIGNS[name] for name in ("sign", "prefixed", "abbreviation", "unsure", "small-code")}
CURRENCIES = {row[0]: row for row in rows("currencies.tsv")}
CODES = {*CURRENCIES, *(row[0] for row in rows("crypto.tsv"))}


# --- the generated tables ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    """Every generated table as the generator writes it now; only the Babel that the tables name can tell."""
    if f"Babel {version('babel')} " not in (DATA / "currencies.tsv").read_text("utf-8"):
        pytest.skip(f"generated with another Babel than {version('babel')}")
    spec = importlib.util.spec_from_file_location("generate_data", GENERATOR)
    assert spec
    assert spec.loader
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {str(path.relative_to(DATA)): text for path, text in module.tables()}


def test_the_generator_writes_all_and_only_these(generated: dict[str, str]) -> None:
    assert sorted(generated) == sorted(GENERATED)


@pytest.mark.parametrize("name", GENERATED)
def test_generated_tables_are_up_to_date(name: str, generated: dict[str, str]) -> None:
    assert (DATA / name).read_text("utf-8") == generated[name]


# --- every file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*GENERATED, "crypto.tsv", "bands.tsv", "signs.txt"])
def test_files_open_with_their_syntax_and_hold_plain_lines(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert text.startswith("# ")
    assert "source" in text[:2000].lower()
    assert text.endswith("\n")
    assert not any(line != line.strip() for line in lines(name))


@pytest.mark.parametrize("name", [*GENERATED[:4], "crypto.tsv", "bands.tsv"])
def test_every_row_has_all_columns(name: str) -> None:
    assert len({len(row) for row in rows(name)}) == 1
    assert all(all(row) for row in rows(name))


@pytest.mark.parametrize("name", ["currencies.tsv", "territories.tsv", "locales.tsv", "crypto.tsv"])
def test_keys_stand_once(name: str) -> None:
    assert not repeated(row[0] for row in rows(name))


def repeated(keys: Iterator[str]) -> list[str]:
    """The keys that stand more than once."""
    return [key for key, count in Counter(keys).items() if count > 1]


# --- currencies, territories, locales ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "numeric", "minor", "cldr", "current"),
    [
        ("USD", "840", "2", "2", "yes"),
        ("JPY", "392", "0", "0", "yes"),
        ("KWD", "414", "3", "3", "yes"),
        ("IDR", "360", "2", "2", "yes"),
        ("RSD", "941", "2", "0", "yes"),
        ("DEM", "276", "2", "2", "no"),
        ("XAU", "959", "-", "2", "yes"),
        ("BGN", "975", "2", "2", "no"),
    ],
)
def test_currencies(code: str, numeric: str, minor: str, cldr: str, current: str) -> None:
    row = CURRENCIES[code]
    assert (row[1], row[2], row[3], row[5]) == (numeric, minor, cldr, current)


def test_currencies_and_territories_agree() -> None:
    known = {row[0]: row[1].split() for row in rows("territories.tsv")}
    for code, row in CURRENCIES.items():
        assert set(row[6].split()) - {"-"} == {place for place, codes in known.items() if code in codes}


@pytest.mark.parametrize(
    ("place", "now", "former"),
    [("DE", "EUR", "DEM"), ("BG", "EUR", "BGN"), ("JP", "JPY", "-"), ("PA", "PAB USD", "-"), ("CA", "CAD", "-"), ("HR", "EUR", "HRK")],
)
def test_territories(place: str, now: str, former: str) -> None:
    row = {row[0]: row for row in rows("territories.tsv")}[place]
    assert row[1] == now
    assert row[2].split()[0] == former


@pytest.mark.parametrize(
    ("locale", "place", "decimal", "group", "zero"),
    [
        ("en_US", "US", ".", ",", "0"),
        ("de", "DE", ",", ".", "0"),
        ("de_CH", "CH", ".", "’", "0"),
        ("fr", "FR", ",", "U+202F", "0"),
        ("ar_EG", "EG", "٫", "٬", "٠"),
        ("fa", "IR", "٫", "٬", "۰"),
        ("zh_Hant", "TW", ".", ",", "0"),
    ],
)
def test_locales(locale: str, place: str, decimal: str, group: str, zero: str) -> None:
    row = {row[0]: row for row in rows("locales.tsv")}[locale]
    assert (row[3], row[4], row[5], row[6]) == (place, decimal, group, zero)


def test_no_separator_is_decimal_and_grouping_in_one_locale() -> None:
    for row in rows("locales.tsv"):
        decimals, groups = row[9].split(" "), row[10].split(" ")
        assert (decimals[0], groups[0]) == (row[4], row[5])
        assert not set(decimals) & set(groups), row[0]


# --- names in a language ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CLDR)
def test_names_of_a_language(name: str) -> None:
    table = rows(name)
    assert [kind for kind in KINDS if any(row[0] == kind for row in table)] == KINDS
    assert {row[1] for row in table if row[0] in {"currency", "symbol"}} <= set(CURRENCIES)
    assert [row[1] for row in table if row[0] == "month"] == [str(number) for number in range(1, 13)]
    assert [row[1] for row in table if row[0] == "weekday"] == [str(number) for number in range(1, 8)]
    for kind in KINDS:
        forms = [form.casefold() for row in table if row[0] == kind for form in row[2].split("|")]
        assert all(forms)
        assert not repeated(iter(forms)), kind


def test_every_currency_has_an_english_name() -> None:
    named = {row[1] for row in rows("cldr/en.tsv") if row[0] == "currency"}
    assert {code for code, row in CURRENCIES.items() if row[5] == "yes" and row[6] != "-"} <= named
    assert {"DEM", "FRF", "ITL", "ESP", "NLG", "BEF", "ATS", "PTE", "GRD", "IEP", "FIM", "XEU", "SUR"} <= named


# --- signs ------------------------------------------------------------------------------------------------------------


def test_sections_are_these() -> None:
    assert list(SIGNS) == ["group", "sign", "prefixed", "abbreviation", "unsure", "code-word", "small-code", "no-money"]


@pytest.mark.parametrize("group", GROUPS)
def test_groups_hold_known_codes_once(group: str) -> None:
    assert len(GROUPS[group]) > 1
    assert not repeated(iter(GROUPS[group]))
    assert set(GROUPS[group]) <= CODES


def test_groups_have_known_flags() -> None:
    assert {flag for name in SIGNS["group"] for flag in name.split()[1:]} == {"dominated", "minor"}


def test_every_form_has_a_known_target() -> None:
    targets = {target for forms in FORMS.values() for target in forms.values()}
    assert targets <= CODES | set(GROUPS)


def test_no_form_stands_in_two_sections_or_is_a_code() -> None:
    assert not repeated(form for forms in FORMS.values() for form in forms)
    assert not {form for forms in FORMS.values() for form in forms} & CODES


@pytest.mark.parametrize("section", ["code-word", "no-money"])
def test_codes_in_lists_are_codes(section: str) -> None:
    assert all(form == target and form in CODES for form, target in SIGNS[section].items())


def test_every_currency_sign_of_unicode_is_known() -> None:
    signs = {chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) == "Sc"}
    assert signs - set(SIGNS["sign"]) == NO_CURRENCY & signs


@pytest.mark.parametrize(
    ("group", "default"),
    [
        *[("dollar", "USD"), ("dollar-sign", "USD"), ("yen-sign", "JPY"), ("pound", "GBP"), ("rupee", "INR"), ("franc", "CHF")],
        *[("peso", "MXN"), ("kr", "SEK"), ("cent", "USD"), ("pence", "GBP"), ("dinar", "KWD"), ("crown", "SEK"), ("kroner", "NOK")],
        *[("shilling", "KES"), ("dirham", "AED"), ("riyal", "SAR"), ("lira", "TRY"), ("mark", "DEM"), ("won", "KRW"), ("yuan", "CNY")],
    ],
)
def test_defaults(group: str, default: str) -> None:
    assert GROUPS[group][0] == default


@pytest.mark.parametrize("code", WORDS.split(" "))
def test_codes_that_are_words(code: str) -> None:
    assert code in SIGNS["code-word"]


@pytest.mark.parametrize("code", NO_WORDS.split(" "))
def test_codes_that_are_not(code: str) -> None:
    assert code not in SIGNS["code-word"]


# --- bands ------------------------------------------------------------------------------------------------------------


def bands(code: str) -> list[tuple[Decimal, Decimal, int, int]]:
    """A currency's bands: low, high, first year, last year."""
    own = [row for row in rows("bands.tsv") if row[0] == code]
    return [(Decimal(low), Decimal(high), *map(int, years.split("-"))) for _, low, high, years, _ in own]  # type: ignore[misc]


@pytest.mark.parametrize("code", sorted({row[0] for row in rows("bands.tsv")}))
def test_bands_are_intervals_of_known_currencies_in_order(code: str) -> None:
    assert code in CODES
    assert all(0 < low < high and first <= last for low, high, first, last in bands(code))
    assert [band[2] for band in bands(code)] == sorted(band[2] for band in bands(code))


@pytest.mark.parametrize("code", sorted(code for code, row in CURRENCIES.items() if row[5] == "yes" and row[6] != "-"))
def test_every_active_currency_has_a_recent_band(code: str) -> None:
    years = {year for _, _, first, last in bands(code) for year in range(first, last + 1)}
    assert years & {2025, 2026} == {2025, 2026}
    assert code in {"XCG", "ZWG"} or {2022, 2023, 2024} <= years


@pytest.mark.parametrize(
    ("code", "year", "rate"),
    [
        *[("CNY", 2024, "7.2"), ("JPY", 2024, "152"), ("EUR", 2000, "1.08"), ("DEM", 1987, "1.80"), ("JPY", 1987, "144.6")],
        *[("ARS", 2025, "1200"), ("ARS", 2005, "2.9"), ("INR", 2013, "58.6"), ("GBP", 1987, "0.61"), ("ITL", 1992, "1232")],
        *[("CAD", 1987, "1.33"), ("FRF", 1985, "8.99"), ("TRY", 2024, "32.8"), ("KRW", 1997, "951"), ("ZAR", 1987, "2.04")],
    ],
)
def test_bands_hold_known_rates(code: str, year: int, rate: str) -> None:
    assert any(low <= Decimal(rate) <= high for low, high, first, last in bands(code) if first <= year <= last)
