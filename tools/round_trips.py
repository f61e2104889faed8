"""Count the locale × currency pairs whose amounts are read back as they were written.

    uv run python tools/round_trips.py [--style full] [--sample 0.05] [--failures FILE]

For every locale that Babel has and every currency in use, an amount in the currency's own decimals is written with
`amount.format(locale)` and read with `parse(..., locale=locale)`. Pairs whose writing is ambiguous by the locale's own custom are listed,
with the reason, in `tests/ambiguous_pairs.tsv`; they count as failed here. Prints a line per style; fails where less than 99.5 % come
back from `full` or `iso`. `symbol` promises less: many locales write one sign for several currencies.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from multiprocessing import Pool
from pathlib import Path

from babel.core import get_global
from babel.localedata import locale_identifiers

import moneyfacts as mf
from moneyfacts.lexicon.currencies import minor_digits

GOAL = 0.995
STYLES = ("full", "symbol", "iso")
Failure = tuple[str, str, str, str]


def currencies() -> list[str]:
    """The currencies that are legal tender somewhere today."""
    held = get_global("territory_currencies").values()
    return sorted({code for entries in held for code, _, end, tender in entries if end is None and tender})


def amount(code: str) -> mf.Amount:
    """A price in a currency's own decimals.

    >>> str(amount("JPY").value), str(amount("USD").value)
    ('1235', '1234.57')
    """
    quantum = Decimal(1).scaleb(-minor_digits(code))
    return mf.Amount.of(Decimal("1234.5678").quantize(quantum), code)


def failure(locale: str, code: str, style: str) -> Failure | None:
    """The pair with what was written and how it was read, or None where it came back."""
    stated = amount(code)
    text = stated.format(locale, style)
    try:
        read = mf.parse(text, locale=locale).amount
    except mf.MoneyfactsError as error:
        return locale, code, text, type(error).__name__
    return None if read == stated else (locale, code, text, str(read))


def failures(work: tuple[str, list[str], str]) -> list[Failure]:
    """The failures of one locale."""
    locale, codes, style = work
    return [found for code in codes if (found := failure(locale, code, style))]


def works(style: str, sample: float, seed: int = 0) -> Iterator[tuple[str, list[str], str]]:
    """The work by locale: all currencies, or a sample of them."""
    dice, codes = random.Random(seed), currencies()
    for locale in sorted(locale_identifiers()):
        chosen = [code for code in codes if dice.random() < sample]
        yield locale, chosen, style


def main() -> int:
    """Count, print, and say whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--style", choices=STYLES, action="append", help="one style only (default: all three)")
    parser.add_argument("--sample", type=float, default=1.0, help="the share of the pairs to try")
    parser.add_argument("--failures", type=Path, help="write the failed pairs to this file")
    options = parser.parse_args()
    met, rows = True, []
    for style in options.style or STYLES:
        jobs = list(works(style, options.sample))
        with Pool(maxtasksperchild=40) as pool:  # a process holds the tables of all locales that it has read
            failed = [found for part in pool.imap(failures, jobs) for found in part]
        total = sum(len(codes) for _, codes, _ in jobs)
        share = 1 - len(failed) / total
        met = met and (share >= GOAL or style == "symbol")
        print(f"{style:8} {total - len(failed):7,} of {total:7,} pairs come back: {share:.2%}")
        print("         worst:", ", ".join(f"{name} {count}" for name, count in Counter(f[0] for f in failed).most_common(8)))
        rows += ["\t".join((style, *found)) for found in failed]
    if options.failures:
        options.failures.write_text("\n".join(rows) + "\n", "utf-8")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
