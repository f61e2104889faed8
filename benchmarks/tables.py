"""Tables as filings print them: a caption, columns of years, rows of figures with the sign on the first row and on the totals."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from template import Context, Page

ROWS = (
    "Net sales", "Cost of goods sold", "Gross profit", "Selling and marketing", "General and administrative", "Research and development",
    "Restructuring and other charges", "Operating income (loss)", "Interest expense", "Interest income", "Other, net",
    "Income (loss) before income taxes", "Provision for income taxes", "Net income (loss)", "Accounts receivable, net", "Inventories",
    "Prepaid expenses", "Property, plant and equipment, net", "Goodwill", "Deferred tax assets", "Accounts payable", "Accrued liabilities",
    "Current maturities of long-term debt", "Long-term debt", "Retained earnings", "Common stock", "Depreciation and amortization",
    "Stock-based compensation", "Purchases of property and equipment", "Dividends paid", "Proceeds from borrowings", "Total assets",
)  # fmt: skip
CAPTIONS = (
    "The following table sets forth selected results for the periods indicated:",
    "Results of operations (in millions, except per share amounts)",
    "Condensed consolidated statements (unaudited, in thousands)",
    "Segment information is as follows (in thousands of dollars):",
)


def table(context: Context, page: Page) -> None:
    """Write a table of two to four columns of years and five to fourteen rows."""
    random = context.random
    year, columns = random.randrange(2003, 2027), random.randrange(2, 5)
    page.write(random.choice(CAPTIONS) + "\n\n")
    page.write(" " * 44 + "".join(f"{year - i:>15}" for i in range(columns)) + "\n")
    rows = random.sample(ROWS, random.randrange(5, 15))
    for index, row in enumerate(rows):
        page.write(f"{row:<44}")
        signed = index in (0, len(rows) - 1)
        for _ in range(columns):
            _cell(random, page, signed)
        if random.random() < 0.3:
            share = f"{random.uniform(0.1, 60):.1f}"
            page.write("   ")
            page.figure("percent", share + "%", Decimal(share))
        page.write("\n")


def _cell(random: Random, page: Page, signed: bool) -> None:
    number = f"{random.randrange(3, 10 ** random.randrange(2, 7)):,}"
    negative = random.random() < 0.12
    text = f"({number})" if negative else number
    if not signed:
        page.write(f"{text:>15}")
        return
    value = Decimal(number.replace(",", "")) * (-1 if negative else 1)
    joined = random.choice((f"${text}", f"$ {text}"))
    page.write(" " * max(1, 15 - len(joined)))
    page.figure("money", joined, value, currency="USD")
