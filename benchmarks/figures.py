"""The slots that write figures: each writes its text and notes what it says (see `template.Figure`).

Sizes are in US dollars and log-uniform: ``s`` 5 to 5,000, ``k`` 8,000 to 900,000, ``m`` one to 950 million, ``l`` 1 to 90 billion,
``xl`` 1 to 9 trillion, ``ml`` (the default) 2 million to 20 billion. A currency is named by its code, or by ``home`` (the document's
own), ``foreign`` (any but the dollar) or, the default, ``mix`` (home, the dollar, anything).
"""

from __future__ import annotations

import math
from decimal import Decimal

from currencies import Currency, currencies, draw
from template import Context, Page, Writer

SIZES = {"s": (5, 5e3), "k": (8e3, 9e5), "m": (1e6, 9.5e8), "l": (1e9, 9e10), "xl": (1e12, 9e12), "ml": (2e6, 2e10)}
SCALES = {
    "long": {12: " trillion", 9: " billion", 6: " million"},
    "short": {12: "tn", 9: "bn", 6: "m"},
    "capital": {12: "T", 9: "B", 6: "M"},
    "wire": {12: " trln", 9: " bln", 6: " mln"},
}
INDIAN = {12: " lakh crore", 7: " crore", 5: " lakh"}
ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def words(number: int) -> str:
    """A whole number below one hundred in words."""
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def _draw_size(context: Context, size: str) -> float:
    low, high = SIZES[size]
    return math.exp(context.random.uniform(math.log(low), math.log(high)))


def _other(context: Context) -> Currency:
    """Any currency but the dollar; one that shares its sign only in a document that tells dollars apart."""
    return draw(context.random, foreign=True, sharers=context.style["dollar"] == "marked")


def _currency(context: Context, arguments: tuple[str, ...]) -> Currency:
    for argument in arguments:
        if argument in currencies():
            return currencies()[argument]
    home = currencies()[context.style["home"]]
    if "home" in arguments:
        return home
    if "foreign" in arguments:
        return home if home.code != "USD" else _other(context)
    chance = context.random.random()
    return home if chance < 0.72 else currencies()["USD"] if chance < 0.88 else _other(context)


def _size(arguments: tuple[str, ...]) -> str:
    return next((a for a in arguments if a in SIZES), "ml")


def _digits(context: Context, number: float, finest: int = 2) -> str:
    """A scaled number as texts write it: few digits, more of them where it is small."""
    roll = context.random.random()
    if number >= 100:
        places = 0 if roll < 0.85 else 1
    elif number >= 10:
        places = 0 if roll < 0.5 else 1 if roll < 0.9 else 2
    else:
        places = 0 if roll < 0.25 else 1 if roll < 0.72 else 2
    return f"{round(number, min(places, finest)) or 1:,.{min(places, finest)}f}"


def _scaled(context: Context, size: float, currency: Currency, style: str) -> tuple[str, Decimal, str]:
    """The number, its value and its scale sign for an amount of `size`."""
    scales = INDIAN if currency.code == "INR" and context.style["indian"] == "yes" else SCALES[style]
    for power, sign in scales.items():
        if size >= 10**power * 0.995:
            digits = _digits(context, size / 10**power)
            return digits, Decimal(digits.replace(",", "")) * 10**power, sign
    digits = _plain(context, size, currency)
    return digits, Decimal(digits.replace(",", "")), ""


def _plain(context: Context, size: float, currency: Currency) -> str:
    """An amount written out."""
    if size < 1000 and currency.per_dollar < 100 and context.random.random() < 0.35:
        return f"{size:.2f}"
    keep = context.random.choice((1, 2, 3, 3, 7))
    return f"{max(1, round(size, keep - len(str(int(size))))):,.0f}"


def _named(currency: Currency, context: Context, single: bool) -> str:
    name = currency.names[0] if single else context.random.choice(currency.names)
    return name.removesuffix("s") if single else name


def _shape(context: Context, currency: Currency, scaled: bool) -> str:
    """How an amount names its currency: `sign`, `name`, `code` (before) or `after` (code after)."""
    roll = context.random.random()
    if currency.signs_in(context.style["dollar"]):
        shape = "sign" if roll < 0.86 else "name" if roll < 0.95 else "code" if roll < 0.98 else "after"
    else:
        shape = "name" if roll < 0.88 else "code" if roll < 0.95 else "after"
    return shape if scaled or shape == "sign" else "name"


def _joined(context: Context, currency: Currency, number: str, shape: str, single: bool = False) -> str:
    if shape == "sign":
        return context.random.choice(currency.signs_in(context.style["dollar"])) + number
    if shape == "name":
        return f"{number} {_named(currency, context, single)}"
    return f"{currency.code} {number}" if shape == "code" else f"{number} {currency.code}"


def _spelled(context: Context, currency: Currency) -> tuple[str, Decimal]:
    """An amount in words."""
    scale, power = context.random.choice((("thousand", 3), ("million", 6), ("million", 6), ("billion", 9)))
    number = context.random.choice((context.random.randrange(2, 21), context.random.randrange(21, 100), 1, 0))
    name = context.random.choice(currency.names)
    if number == 0:
        return f"half a {scale} {name}", Decimal(5) * 10 ** (power - 1)
    return f"{'a' if number == 1 else words(number)} {scale} {name}", Decimal(number) * 10**power


def amount(context: Context, size: float, currency: Currency, single: bool = False) -> tuple[str, Decimal]:
    """The text of an amount of about `size` (in its own currency), and its exact value."""
    if size >= 1e6 and not single and context.random.random() < 0.025:
        return _spelled(context, currency)
    if 1e5 <= size < 1e8 and currency.signs and currency.code != "INR" and context.random.random() < 0.2:
        number = _plain(context, size, currency)
        return _joined(context, currency, number, _shape(context, currency, True), single), Decimal(number.replace(",", ""))
    number, value, sign = _scaled(context, size, currency, context.style["scale"])
    return _joined(context, currency, number + sign, _shape(context, currency, bool(sign)), single), value


def money(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{money:size,currency,adj}``: one amount; ``adj`` for before a noun (`a 5 million euro loan`)."""
    currency = _currency(context, arguments)
    text, value = amount(context, _draw_size(context, _size(arguments)) * currency.per_dollar, currency, "adj" in arguments)
    page.figure("money", text, value, currency=currency.code)


def equivalent(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{equiv:size}``: an amount in a foreign currency and the same in dollars, in brackets (or, with ``or``, between commas)."""
    currency = _currency(context, (*arguments, "foreign"))
    text, value = amount(context, _draw_size(context, _size(arguments)) * currency.per_dollar, currency)
    dollars = float(value) / currency.per_dollar * context.random.uniform(0.985, 1.015)
    page.figure("money", text, value, currency=currency.code)
    if "or" in arguments:
        page.write(context.random.choice((", or ", ", or about ", ", equivalent to ")))
        _dollars(context, page, dollars)
        page.write(",")
        return
    page.write(context.random.choice((" (", " (", " (", " (", " (about ", " (around ")))
    _dollars(context, page, dollars)
    if context.random.random() < 0.06:
        euro = currencies()["EUR" if currency.code != "EUR" else "GBP"]
        page.write("; ")
        number, exact, sign = _scaled(context, dollars * euro.per_dollar, euro, context.style["scale"])
        page.figure("money", euro.signs[0] + number + sign, exact, currency=euro.code)
    page.write(")")


def _dollars(context: Context, page: Page, size: float) -> None:
    dollar = currencies()["USD"]
    number, value, scale = _scaled(context, max(size, 1.0), dollar, context.style["scale"])
    page.figure("money", dollar.signs_in(context.style["dollar"])[0] + number + scale, value, currency="USD")


def money_range(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{range:size,currency}``: an amount to another."""
    _range(context, page, arguments, (" to ", " to ", "-"))


def between(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{between:size,currency}``: between an amount and another."""
    page.write("between ")
    _range(context, page, arguments, (" and ",))


def _range(context: Context, page: Page, arguments: tuple[str, ...], joints: tuple[str, ...]) -> None:
    currency = _currency(context, arguments)
    size = _draw_size(context, _size(arguments)) * currency.per_dollar
    first, low, scale = _scaled(context, size, currency, context.style["scale"])
    number = Decimal(first.replace(",", ""))
    last = number + Decimal(1).scaleb(number.adjusted() - 1) * context.random.randrange(1, 40)
    inner = scale if context.random.random() < 0.6 else ""
    signs = currency.signs_in(context.style["dollar"])
    sign, name = (signs[0], "") if signs else ("", " " + currency.names[0])
    again = "" if scale and not inner and context.random.random() < 0.5 else sign
    text = f"{sign}{first}{inner}{context.random.choice(joints)}{again}{_plainly(last)}{scale}{name}"
    page.figure("money", text, low, low / number * last, currency.code)


def _plainly(number: Decimal) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def price_range(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{pxrange:low,high,places}``: a price in dollars to one up to a half higher."""
    low = f"{context.random.uniform(float(arguments[0]), float(arguments[1])):.{int(arguments[2])}f}"
    high = round(Decimal(low) * context.random.randrange(110, 150) / 100 + 1, int(arguments[2]))
    sign = currencies()["USD"].signs_in(context.style["dollar"])[0]
    joint = context.random.choice((" to ", " to ", "-"))
    page.figure("money", f"{sign}{low}{joint}{sign}{high}", low, high, "USD")


def price(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{px:low,high,places,currency}``: a price with a sign, in dollars unless a currency is named."""
    _priced(context, page, arguments, "money")


def quoted(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{quote:...}``: a price as above that states an exchange rate."""
    _priced(context, page, arguments, "exchange_rate")


def _priced(context: Context, page: Page, arguments: tuple[str, ...], kind: str) -> None:
    low, high, places = float(arguments[0]), float(arguments[1]), int(arguments[2])
    currency = currencies()[arguments[3] if len(arguments) > 3 else "USD"]
    number = f"{context.random.uniform(low, high):,.{places}f}"
    signs = currency.signs_in(context.style["dollar"])
    text = signs[0] + number if signs else f"{number} {currency.names[0]}"
    page.figure(kind, text, Decimal(number.replace(",", "")), currency=currency.code)


def cents(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{cents:low,high}``: an amount in the minor unit of the dollar or the pound; where a document has other money, in dollars."""
    home = context.style["home"]
    if home not in ("USD", "GBP"):
        return price(context, page, ("0.02", "0.98", "2"))
    low, high = (int(arguments[0]), int(arguments[1])) if arguments else (2, 98)
    number = context.random.randrange(low, high)
    digits = f"{number}.{context.random.randrange(1, 10)}" if context.random.random() < 0.2 else str(number)
    unit = context.random.choice((" pence", "p")) if home == "GBP" else " cents"
    return page.figure("money", digits + unit, Decimal(digits) / 100, currency=home)


def per_share(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{eps}``: earnings or a dividend for one share, in the document's own money."""
    home = currencies()[context.style["home"]]
    if home.code == "GBP" or (home.code == "USD" and context.random.random() < 0.4):
        cents(context, page, ())
    elif home.per_dollar > 100:
        price(context, page, ("10", "900", "0", home.code))
    else:
        price(context, page, ("0.04", "6.5", "2", home.code))


def _number(context: Context, arguments: tuple[str, ...], low: float, high: float) -> str:
    if len(arguments) > 1:
        low, high = float(arguments[0]), float(arguments[1])
    number = math.exp(context.random.uniform(math.log(low), math.log(high)))
    return _digits(context, number, int(arguments[2]) if len(arguments) > 2 else 1 if number > 3 else 2)


def percent(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{pct:low,high,places}``: a percentage, in the document's own manner."""
    number = _number(context, arguments, 0.15, 60)
    sign = context.style["percent"]
    spell = sign != "%" and number.isdigit() and int(number) < 10
    page.figure("percent", (words(int(number)) if spell else number) + sign, Decimal(number.replace(",", "")))


def percent_range(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{pctrange:low,high}``: a percentage to one somewhat higher."""
    low = context.random.randrange(int(arguments[0]), int(arguments[1]))
    high = low + context.random.randrange(1, 6)
    sign = context.style["percent"]
    first = f"{low}%" if sign == "%" else str(low)
    page.figure("percent", f"{first}{context.random.choice((' to ', '-'))}{high}{sign}", low, high)


def points(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{points}``: percentage points."""
    number = _number(context, (), 0.1, 9)
    page.figure("percent", f"{number} percentage points", Decimal(number))


def basis_points(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{bp}``: basis points."""
    number = str(context.random.choice((5, 10, 12, 20, 25, 25, 25, 30, 35, 40, 50, 50, 60, 75, 100, 120, 150, 210)))
    page.figure("percent", number + context.random.choice((" basis points", " basis points", "bps", " bps", "bp")), Decimal(number))


def multiple(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{times:low,high}``: a multiple; the template says of what."""
    number = _number(context, arguments if len(arguments) > 2 else (*arguments, "1"), 1.2, 30)
    page.figure("multiple", number + context.random.choice((" times", " times", "x")), Decimal(number))


def exchange_rate(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{fx}``: a stated rate with both its currencies."""
    currency = draw(context.random, foreign=True)
    while currency.code in ("EUR", "GBP", "AUD", "NZD"):
        currency = draw(context.random, foreign=True)
    rate = currency.per_dollar * context.random.uniform(0.93, 1.07)
    number = f"{rate:,.{4 if rate < 20 else 2 if rate < 1000 else 0}f}"
    named = f"{number} {currency.names[0]}"
    text = context.random.choice((f"{named} per dollar", f"{named} to the dollar", f"USD/{currency.code} at {number}"))
    page.figure("exchange_rate", text, Decimal(number.replace(",", "")))


WRITERS: dict[str, Writer] = {
    "money": money, "equiv": equivalent, "range": money_range, "between": between, "px": price, "pxrange": price_range,
    "quote": quoted, "cents": cents, "eps": per_share, "pct": percent, "pctrange": percent_range, "points": points,
    "bp": basis_points, "times": multiple, "fx": exchange_rate,
}  # fmt: skip
