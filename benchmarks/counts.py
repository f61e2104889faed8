"""The slots that write numbers which are no figures: counts, years, dates, hours, scores, telephone numbers and the like."""

from __future__ import annotations

from datetime import date, timedelta

from figures import words
from template import Context, Page, Writer

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def count(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{n:low,high}``: a whole number, in words below ten."""
    low, high = (int(arguments[0]), int(arguments[1])) if arguments else (2, 900)
    number = context.random.randrange(low, high)
    page.write(words(number) if number < 10 and "digits" not in arguments else f"{number:,}")


def number(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{d:low,high,places}``: a number in plain digits."""
    places = int(arguments[2]) if len(arguments) > 2 else 0
    page.write(f"{context.random.uniform(float(arguments[0]), float(arguments[1])):.{places}f}")


def in_words(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{w:low,high}``: a number below one hundred in words."""
    page.write(words(context.random.randrange(int(arguments[0]), int(arguments[1]))))


def ordinal(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{ord:low,high}``: an ordinal number."""
    number = context.random.randrange(int(arguments[0]), int(arguments[1]))
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    page.write(ORDINALS[number] if number < len(ORDINALS) else f"{number}{ending}")


def year(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{year:first,last}``."""
    first, last = (int(arguments[0]), int(arguments[1])) if arguments else (1996, 2027)
    page.write(str(context.random.randrange(first, last)))


def _day(context: Context) -> date:
    return date(2003, 1, 1) + timedelta(days=context.random.randrange(8400))


def day(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{date}``: a day with its year, American or British."""
    when = _day(context)
    if context.style["home"] == "USD":
        page.write(f"{context.random.choice((MONTHS, SHORT))[when.month - 1]} {when.day}, {when.year}")
    else:
        page.write(f"{when.day} {MONTHS[when.month - 1]} {when.year}")


def iso_day(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{iso}``: a day as 2024-03-31."""
    page.write(_day(context).isoformat())


def day_of_year(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{day}``: a month and a day."""
    when = _day(context)
    page.write(f"{MONTHS[when.month - 1]} {when.day}")


def hour(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{time}``: an hour of the day."""
    hours, minutes = context.random.randrange(24), context.random.choice((0, 0, 15, 30, 45, context.random.randrange(60)))
    style = context.random.randrange(3)
    if style == 0:
        page.write(f"{hours % 12 or 12}{f':{minutes:02}' if minutes else ''} {'a.m.' if hours < 12 else 'p.m.'}")
    else:
        page.write(f"{hours:02}:{minutes:02}{' GMT' if style == 1 else ''}")


def clock(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{clock}``: a time stamp to the millisecond."""
    draw = context.random.randrange
    page.write(f"{draw(24):02}:{draw(60):02}:{draw(60):02}.{draw(1000):03}")


def score(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{score}``: of a match."""
    first, second = context.random.randrange(5), context.random.randrange(5)
    page.write(f"{max(first, second)}-{min(first, second)}")


def address(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{ip}``: an address in a network."""
    draw = context.random.randrange
    page.write(f"10.{draw(256)}.{draw(256)}.{draw(1, 255)}")


def hexadecimal(context: Context, page: Page, arguments: tuple[str, ...]) -> None:
    """``{hex:n}``: n hexadecimal digits."""
    page.write("".join(context.random.choices("0123456789abcdef", k=int(arguments[0]))))


def telephone(context: Context, page: Page, _arguments: tuple[str, ...]) -> None:
    """``{phone}``."""
    draw = context.random.randrange
    page.write(context.random.choice((f"+44 20 7946 {draw(1000):04}", f"555-{draw(10000):04}", f"(212) 555-{draw(10000):04}")))


WRITERS: dict[str, Writer] = {
    "n": count, "d": number, "w": in_words, "ord": ordinal, "year": year, "date": day, "iso": iso_day, "day": day_of_year, "time": hour,
    "clock": clock, "score": score, "ip": address, "hex": hexadecimal, "phone": telephone,
}  # fmt: skip
