"""The options of a reader: their types, and their checks, so that a wrong one is an error at once.

>>> check_currency("USDX")
Traceback (most recent call last):
moneyfacts.errors.OptionError: currency: 'USDX' is not known; nearest: ...
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict

from moneyfacts.errors import OptionError, nearest
from moneyfacts.facts.fact import KINDS
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.locales import Locale, locale


class ReaderOptions(TypedDict, total=False):
    """What `extract`, `parse`, `normalize` and `Normalizer` take beside the text."""

    locale: str | None
    reference_date: dt.date | None
    fiscal_year_end: tuple[int, int] | None
    currency: str | None
    kinds: Iterable[str] | None


def checked_locale(name: Any) -> Locale:
    """The locale of that name; without one, the language is to be found out."""
    if name is None or isinstance(name, str):
        return locale(name)
    raise OptionError("locale", name, expected="the name of a locale, as in 'en-US'")


def checked_kinds(kinds: Any) -> frozenset[str]:
    """The kinds of facts that are wanted: those given (one may stand alone), or all for None.

    >>> sorted(checked_kinds("money")), len(checked_kinds(None))
    (['money'], 4)
    """
    if kinds is None:
        return frozenset(KINDS)
    try:
        wanted = frozenset((kinds,) if isinstance(kinds, str) else kinds)
    except TypeError:
        raise OptionError("kinds", kinds, expected=f"a set of {', '.join(KINDS)}") from None
    for kind in wanted.difference(KINDS):
        raise OptionError("kinds", kind, KINDS)
    return wanted


def checked_date(reference_date: Any) -> dt.date | None:
    """The reference date, or the day of a point in time."""
    if isinstance(reference_date, dt.datetime):
        return reference_date.date()
    if reference_date is None or isinstance(reference_date, dt.date):
        return reference_date
    raise OptionError("reference_date", reference_date, expected="a datetime.date")


def check_year_end(fiscal_year_end: Any) -> None:
    """Month and day, of a leap year."""
    if fiscal_year_end is not None:
        try:
            month, day = fiscal_year_end
            dt.date(2024, month, day)
        except (TypeError, ValueError):
            raise OptionError("fiscal_year_end", fiscal_year_end, expected="a month and a day of it, as in (3, 31)") from None


def check_currency(currency: Any) -> None:
    """A code that the tables have."""
    if currency is not None and not (isinstance(currency, str) and currencies.known(currency)):
        raise OptionError("currency", currency, nearest(str(currency).upper(), currencies.codes(), cutoff=0.3))


def check_text(text: Any) -> None:
    """A text, which is no option, but as often mistaken for something else. Errors: TypeError."""
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}")
