"""One reader in its own process: takes orders as lines of JSON, answers with times and with what was found.

Started by ``peers.py`` and ``latency.py`` under the reader's own Python, which may be as old as 3.8, so it uses nothing newer and imports
nothing of this library but for the reader `moneyfacts` itself.

    {"texts": [...]}   take these texts          -> {"texts": n}
    {"time": n}        read the first n texts    -> {"seconds": ...}   (process time, the collector on)
    {"find": n}        read the first n texts    -> {"found": [[[value, currency, start, end], ...], ...]}
"""

from __future__ import annotations

import functools
import gc
import json
import sys
import tempfile
import time
from pathlib import Path

CODES = {
    "$": "USD", "US$": "USD", "Dollar": "USD", "dollar": "USD", "€": "EUR", "euro": "EUR", "£": "GBP", "Â£": "GBP", "Pound": "GBP",
    "British pound": "GBP", "¥": "JPY", "₹": "INR", "Rs": "INR", "Rupee": "INR", "rupee": "INR", "₩": "KRW", "R$": "BRL", "A$": "AUD",
    "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "NZ$": "NZD", "฿": "THB", "₱": "PHP", "₦": "NGN",
    "₴": "UAH", "Riyal": "SAR", "riyal": "SAR", "Philippine peso": "PHP", "Vietnamese dong": "VND",
}  # fmt: skip
CENTS = {"Cent": "USD", "cent": "USD", "Penny": "GBP", "penny": "GBP", "Pence": "GBP", "pence": "GBP"}


def _amount(value, unit, start, end):
    """One finding; minor units of the dollar and the pound are turned into them."""
    if value is None:
        return None
    if unit in CENTS:
        return [float(value) / 100, CENTS[unit], start, end]
    return [float(value), CODES.get(unit, unit), start, end]


def moneyfacts():
    from moneyfacts import Normalizer

    reader = Normalizer()

    def find(text):
        for fact in reader.extract(text):
            for amount in (fact.amount, *fact.equivalents) if fact.kind == "money" else ():
                for value in {amount.low, amount.high} if amount.value is None else {amount.value}:
                    yield _amount(value, amount.currency, *amount.span)

    return reader.extract, find


def moneyfacts_parse():
    from moneyfacts import Normalizer, ParseError

    read = Normalizer().parse

    def find(text):
        try:
            amount = read(text).amount
        except ParseError:
            return
        for value in {amount.low, amount.high} if amount.value is None else {amount.value}:
            yield _amount(value, amount.currency or amount.unit, *amount.span)

    return read, find


def price_parser():
    from price_parser import Price

    def find(text):
        price = Price.fromstring(text)
        if price.amount is not None:
            start = text.find(price.amount_text)
            yield _amount(price.amount, price.currency, start, start + len(price.amount_text))

    return Price.fromstring, find


def quantulum3():
    import warnings

    warnings.simplefilter("ignore")
    from quantulum3 import parser

    def find(text):
        for quantity in parser.parse(text):
            if quantity.unit.entity.name == "currency":
                yield _amount(quantity.value, quantity.unit.currency_code or quantity.unit.name, *quantity.span)

    return parser.parse, find


def recognizers_text():
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    model = NumberWithUnitRecognizer(Culture.English).get_currency_model()

    def find(text):
        for result in model.parse(text):
            unit = result.resolution.get("isoCurrency") or result.resolution.get("unit")
            yield _amount(result.resolution.get("value"), unit, result.start, result.end + 1)

    return model.parse, find


def lexnlp():
    import nltk

    # Asked for its model of sentences, which has to be downloaded; what it is given here is the few words before a number.
    nltk.word_tokenize = functools.partial(nltk.word_tokenize, preserve_line=True)
    from lexnlp.extract.en.money import get_money_annotations

    def find(text):
        for found in get_money_annotations(text):
            yield _amount(found.amount, found.currency, *found.coords)

    return lambda text: list(get_money_annotations(text)), find


def duckling():
    import duckling as library

    zone = "America/New_York"  # it will not start without one that has changes of the clock
    home = Path(tempfile.mkdtemp())
    (home / zone).parent.mkdir(parents=True)
    (home / zone).write_bytes((Path("/usr/share/zoneinfo") / zone).read_bytes())
    now = library.parse_ref_time(library.load_time_zones(str(home)), zone, 1700000000)
    context = library.Context(now, library.default_locale_lang(library.parse_lang("EN")))
    kinds = library.parse_dimensions(["amount-of-money"])

    def read(text):
        return library.parse(text, context, kinds, False)

    def find(text):
        for result in read(text):
            value = result["value"]
            for one in [value[end] for end in ("from", "to") if end in value] if value["type"] == "interval" else [value]:
                yield _amount(one["value"], one["unit"], result["start"], result["end"])

    return read, find


def text2num():
    from text_to_num import alpha2digit

    return lambda text: alpha2digit(text, "en"), lambda text: ()


def _seconds(read, texts):
    gc.collect()
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def _answer(order, texts, read, find):
    if "time" in order:
        return {"seconds": _seconds(read, texts[: order["time"]])}
    return {"found": [[one for one in find(text) if one] for text in texts[: order["find"]]]}


def _serve(read, find):
    texts = []
    for line in sys.stdin:
        order = json.loads(line)
        if "texts" in order:
            texts = order["texts"]
        try:
            answer = {"texts": len(texts)} if "texts" in order else _answer(order, texts, read, find)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        sys.__stdout__.write(json.dumps(answer) + "\n")
        sys.__stdout__.flush()


def main():
    read, find = globals()[sys.argv[1].replace("-", "_")]()
    sys.stdout = sys.stderr  # what a reader prints is no answer
    if "--check" in sys.argv:
        list(find("It costs $5.20 million, or 3 euros."))
        read("It costs $5.20 million, or 3 euros.")
    else:
        _serve(read, find)


if __name__ == "__main__":
    main()
