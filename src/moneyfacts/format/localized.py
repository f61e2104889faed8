"""Facts and amounts as people of a locale write them, through Babel, with bounds in the locale's own words.

Styles (`STYLES`): `full` writes all digits and the locale's sign for the currency, where that sign leads back to it in that
territory, else its code; `symbol` the sign in any case, `iso` the code; `name` the currency's name; `compact` a scale word in place of
noughts; `accounting` is `full` with a negative sum that stands alone in brackets, where the locale does so.
The decimals shown are the quantum; where the
digits of a whole number would not show it, the scale word does.

Limits: words come from the language's data file, and from English for what it lacks; CLDR's patterns and names from Babel. Text is
in logical order, with the direction marks that CLDR has.

>>> from moneyfacts.facts import Amount
>>> Amount.of("1234.50", "EUR").format("de-DE"), Amount.of("52.44e9", "USD", bound="at least").format("en-US", "compact")
('1.234,50\\xa0€', 'at least $52.44 billion')
"""

from __future__ import annotations

import copy
import re
from decimal import Context, Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from moneyfacts.errors import OptionError, nearest
from moneyfacts.facts import Amount, Fact
from moneyfacts.format import times
from moneyfacts.format.words import forms, phrase, spaced, word
from moneyfacts.lexicon import currencies, locales, source
from moneyfacts.lexicon.canonical import NBSP
from moneyfacts.lexicon.forms import chain
from moneyfacts.lexicon.numbers import quantum_of

if TYPE_CHECKING:
    from babel import Locale

STYLES = ("full", "compact", "iso", "symbol", "name", "accounting")

_EXACT = Context(prec=20_000, Emin=-999_999, Emax=999_999)
_LETTER_MEETS_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[^\d\s]\.)(?=\d)|(?<=\d)(?=[^\W\d_])")
_DIGITS = re.compile(r"\d(?:.*\d)?", re.DOTALL)


class Place(NamedTuple):
    """A locale for writing: Babel's, the language of our words, the territory, and the digit nought of its numerals."""

    babel: Locale
    language: str
    territory: str | None
    zero: str


def localized(value: Fact | Amount, locale: str, style: str = "full") -> str:
    """A fact or an amount as people of a locale write it. Errors: `OptionError` for an unknown locale or style.

    >>> localized(Amount.of("-5", "USD"), "en-US", "accounting")
    '($5)'
    """
    place = find(locale)
    if style not in STYLES:
        raise OptionError("style", style, nearest(str(style), STYLES) or STYLES)
    with localcontext(_EXACT):  # Babel's arithmetic too
        return write_amount(value, place, style) if isinstance(value, Amount) else write_fact(value, place, style)


@cache
def find(name: str) -> Place:
    """The locale of that name. Errors: `OptionError`, with the nearest names."""
    from babel import Locale, UnknownLocaleError

    known = locales.locale(name)
    wanted = "en" if known.name == "und" else known.name
    while wanted:
        try:
            return Place(Locale.parse(wanted), known.language, known.territory, _zero(wanted))
        except (UnknownLocaleError, ValueError):
            wanted = wanted.rpartition("_")[0]
    raise OptionError("locale", name)


@cache
def _zeros() -> dict[str, str]:
    return {row[0]: row[6] for row in source.table("locales.tsv")}


def _zero(name: str) -> str:
    return _zeros().get(name, "0")


def write_fact(fact: Fact, place: Place, style: str) -> str:
    """A fact: its amount, the equivalents in brackets, then what it is per, and when."""
    if fact.amount is None:
        rate = fact.rates[0]
        numbers = [n for n in ((rate.rate,) if rate.rate is not None else (rate.low, rate.high)) if n is not None]
        shown = "–".join(plain_number(n, max(0, -int(n.as_tuple().exponent)), place) for n in numbers)
        return qualified(rate, f"{rate.base}/{rate.quote} {shown}", place)
    shown = write_amount(fact.amount, place, style)
    if fact.equivalents:
        shown = f"{shown} ({'; '.join(write_amount(amount, place, style) for amount in fact.equivalents)})"
    if fact.per is not None:
        shown = spaced(shown, _per(fact, place))
    speaking = place if source.exists(f"lang/{place.language}.txt") else find("en")
    for period in fact.periods:
        when = times.write(period, speaking.babel, speaking.language)
        shown = f"{shown} {when}" if when[:1].isdigit() else spaced(shown, when)  # 35億2024 would be one number
    return shown


def write_amount(amount: Amount, place: Place, style: str) -> str:
    """An amount with its bound."""
    ends = [amount.value] if amount.value is not None else [amount.low, amount.high]
    if style == "accounting" and (amount.is_range or _bounds(amount)):
        style = "full"  # brackets after a word, or on one side of a dash, are an aside and no minus
    numbers = [write_number(end, amount, place, style) for end in ends if end is not None]
    return qualified(amount, "–".join(numbers), place)


def qualified(value: Any, shown: str, place: Place) -> str:
    """A number with the words of its bound, before it or after it as the language has them."""
    for key in _bounds(value):
        side, said = bound_word(place.language, key)
        shown = spaced(said, shown) if side == "before" else spaced(shown, said)
    return shown


@cache
def bound_word(language: str, key: str) -> tuple[str, str]:
    """On which side a bound stands, and its word: the language's first with letters, before a number if it has one there.

    >>> bound_word("en", "at_least"), bound_word("xx", "about")
    (('before', 'at least'), ('before', 'about'))
    """
    for name in chain(language):
        for side in ("before", "after"):
            spelled = (form for form in forms(name, f"bound.{side}", key) if any(map(str.isalpha, form)))
            if found := next(spelled, None):
                return side, found
    return "before", key


def _bounds(value: Any) -> tuple[str, ...]:
    if value.low is not None and value.high is not None:
        return ("about",) if value.approximate else ()
    key, mild = ("at_least", "just_over") if value.low is not None else ("at_most", "nearly")
    if not (value.low_open or value.high_open):
        return (key, "about") if value.approximate else (key,)
    strict = {"at_least": "more_than", "at_most": "less_than"}[key]
    return (mild,) if value.approximate else (strict,)


def write_number(number: Decimal, amount: Amount, place: Place, style: str) -> str:
    """One number of an amount, with its currency or unit."""
    if amount.currency is None:
        return _unit(number, amount, place)
    if style == "compact" or not _shows(number, amount.quantum):
        scaled = scale(number, amount.quantum, place)
        if scaled and (style == "compact" or source.exists(f"lang/{place.language}.txt")):
            return _money(amount.currency, *scaled, place, style)
    return _money(amount.currency, number, max(0, amount.decimals), ("", ""), place, style)


def _shows(number: Decimal, quantum: Decimal) -> bool:
    """Whether the digits of a number, written in full, say what it is rounded to."""
    if quantum < 1 or not number:
        return quantum <= 1
    whole = number.copy_abs().to_integral_value(context=_EXACT)
    return number.copy_abs() == whole and quantum_of(_EXACT.quantize(whole, Decimal(1)), Decimal(1)) == quantum


def scale(number: Decimal, quantum: Decimal, place: Place) -> tuple[Decimal, int, tuple[str, str]] | None:
    """A number in the largest scale that has a word for it: the rest of it, its decimals, and what stands around it."""
    with localcontext(_EXACT):
        formats = place.babel.compact_decimal_formats.get("long") or place.babel.compact_decimal_formats.get("short")
        if not formats or not number:
            return None
        sizes = sorted((len(size) - 1 for size in formats["other"]), reverse=True)
        for power in (size for size in sizes if size <= number.adjusted()):
            pattern = formats["other"]["1" + "0" * power]
            shift = power - max(0, pattern.pattern.count("0") - 1)
            rest, decimals = number.scaleb(-shift), shift - quantum.adjusted()
            if pattern.pattern.strip("0") and (decimals >= 0 or _shows(rest, quantum.scaleb(-shift))):
                chosen = formats.get(place.babel.plural_form(rest), formats["other"])["1" + "0" * power]
                return rest, max(0, decimals), (_literal(chosen.prefix[0]), _literal(chosen.suffix[0]))
    return None


def _literal(text: str) -> str:
    return re.sub(r"'([^']*)'", lambda found: found[1] or "'", text)


def _money(code: str, number: Decimal, decimals: int, around: tuple[str, str], place: Place, style: str) -> str:
    if style == "name":
        return _named(code, number, decimals, around, place)
    kind = "accounting" if style == "accounting" and "accounting" in place.babel.currency_formats else "standard"
    sign = style == "symbol" or (style != "iso" and leads_back(code, place))
    shown = _applied(place.babel.currency_formats[kind], number, decimals, place, code if sign else "", code)
    shown = _LETTER_MEETS_DIGIT.sub(NBSP, shown)
    return _DIGITS.sub(lambda found: around[0] + found[0] + around[1], shown)


def _named(code: str, number: Decimal, decimals: int, around: tuple[str, str], place: Place) -> str:
    from babel.numbers import get_currency_name, get_currency_unit_pattern

    with localcontext(_EXACT):
        name = get_currency_name(code, count=number, locale=place.babel)
        pattern = get_currency_unit_pattern(code, count=cast(Any, number), locale=place.babel)
    shown = around[0] + plain_number(number, decimals, place) + around[1]
    return pattern.replace("{0}", shown).replace("{1}", name)


def plain_number(number: Decimal, decimals: int, place: Place) -> str:
    """A number with just these decimals, in the locale's digits and separators.

    >>> plain_number(Decimal("1234.5"), 2, find("de"))
    '1.234,50'
    """
    return _applied(place.babel.decimal_formats[None], number, decimals, place)


def _unit(number: Decimal, amount: Amount, place: Place) -> str:
    decimals = max(0, amount.decimals)
    if amount.unit == "percent":
        return _applied(place.babel.percent_formats[None], number.scaleb(-2, _EXACT), decimals, place)
    shown = plain_number(number, decimals, place)
    if amount.unit == "times":
        return shown + (word(place.language, "timesign", "x") or "x")
    names = next(found for name in chain(place.language) if (found := forms(name, "percent", str(amount.unit))))
    return spaced(shown, names[:2][-1 if abs(number) != 1 else 0])


def _applied(pattern: Any, number: Decimal, decimals: int, place: Place, sign: str = "", code: str = "") -> str:
    """A number in a CLDR pattern, with the sign of `sign` or else `code` for the currency; free of the thread's decimal context."""
    exact = copy.copy(pattern)
    exact.frac_prec = (decimals, decimals)
    if code and not sign:
        exact.prefix, exact.suffix = ([part.replace("¤", "¤¤") for part in parts] for parts in (pattern.prefix, pattern.suffix))
    with localcontext(_EXACT):
        shown: str = exact.apply(number, place.babel, currency=code or None, currency_digits=False, numbering_system="default")
    return _native(shown, place.zero)


def _native(shown: str, zero: str) -> str:
    return shown if zero == "0" else shown.translate({ord("0") + i: ord(zero) + i for i in range(10)})


@cache
def leads_back(code: str, place: Place) -> bool:
    """Whether the sign that the locale writes for a currency means that currency there.

    >>> leads_back("CAD", find("en-CA")), leads_back("XAF", find("en-US"))
    (True, False)
    """
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(code, place.babel)
    if symbol == code:
        return True
    return any(_means(sense, place.territory) == code for form, sense in _senses() if form == symbol)


@cache
def _senses() -> tuple[tuple[str, str], ...]:
    kinds = ("sign", "prefixed", "abbreviation")
    return tuple((form, sense) for kind, form, sense in currencies.signs() if kind in kinds)


def _means(sense: str, territory: str | None) -> str:
    local = currencies.of_territory(territory) if territory else ()
    return next((code for code in local if code in currencies.candidates(sense)), currencies.default_of(sense))


def _per(fact: Fact, place: Place) -> str:
    per = fact.per
    assert per is not None
    unit = next((found for section in ("unit", "counted") if (found := word(place.language, section, per.unit))), per.unit)
    slots = {"unit": unit, "counted": unit, "word": unit}
    if per.quantity != 1:
        number = plain_number(per.quantity, max(0, -int(per.quantity.as_tuple().exponent)), place)
        return f"{word(place.language, 'perstrict', 'per') or 'per'} {number} {unit}"
    return phrase(place.language, "per", "unit", slots) or f"per {unit}"
