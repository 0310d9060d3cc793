"""Makes unit-tracker.xlsx: a made-up tracker as untidy as a real one, always the same."""  # noqa: INP001

import random
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

SEED = 44
AS_AT = date(2026, 11, 20)
FIRST_REPORT = date(2024, 1, 8)
CASES = 293
HEADINGS = (
    "No.",
    "Crime Ref",
    "OIC ",
    "Date Rptd",
    "Type",
    "Risk",
    "Strat disc",
    "VRI done",
    "Medical",
    "Phone to DFU",
    "DFU back",
    "Bail TBD",
    "CPS sub",
    "CPS dec",
    "Outcome",
    "Closed",
    "Days open",
    "Notes",
)
WIDTHS = (5, 16, 17, 11, 17, 6, 11, 12, 13, 13, 11, 11, 11, 11, 9, 11, 9, 44)
OFFICERS = (
    "DC 3312 Patel",
    "DC 2107 Okafor",
    "DC 1884 Hughes",
    "DC 4410 Lindqvist",
    "DC 2956 Mbeki",
    "DC 3075 Farrow",
    "DC 1420 Rahman",
    "DC 2633 Costello",
    "DC 3991 Wren",
    "DC 1178 Dyer",
    "DS 902 Ade",
    "PSI 7014 Marsh",
)
TYPES = (
    ("Sexual assault", 5),
    ("Rape", 4),
    ("Non-recent sexual", 3),
    ("IIOC", 3),
    ("Online grooming", 3),
    ("ABH", 4),
    ("NAI", 2),
    ("s.47 assault", 2),
    ("Neglect", 4),
    ("Cruelty", 1),
    ("CSE", 2),
    ("Historic rape", 2),
    ("tbc - see log", 1),
)
RISKS = (("H", 4), ("M", 6), ("L", 3), ("VH", 1), ("High", 2), ("Med ", 2), ("", 1))
WAITING = ("tbc", "awaiting", "chased 3/4", "TBC", "booked", "not yet", "awaiting SW")
NO_MEDICAL = ("N/A", "not req", "N/A ", "Not required", "refused")
NOTES = (
    "Awaiting medical report, chased x2",
    "DFU queue - asked for priority",
    "OIC abstracted to homicide, picked up on return",
    "CPS action plan, 2 points outstanding",
    "Social worker on leave, chase Monday",
    "Third party material requested from school",
    "Suspect not yet located",
    "Intermediary report awaited",
    "Await bank holiday rota for interview suite",
    "",
    "",
    "",
)
TEXT_FORMS = ("{d}/{m:02}/{y}", "{d:02}/{m:02}/{Y}", "{d}.{m}.{y}", "{d} {b} {y}", "{d}{th} {B} {Y}", "{d:02}-{b}-{y}")


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats, and the fills that somebody put on by hand."""

    title: Format
    heading: Format
    section: Format
    day: Format
    days: dict[str, Format]
    fills: dict[str, Format]


def main() -> None:
    """Write the workbook to the path given, or beside this file."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("unit-tracker.xlsx")
    make(target)


def make(target: Path) -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "Made-up unit tracker", "created": datetime(2026, 11, 20, tzinfo=UTC)})
    formats = all_formats(book)
    sheet = book.add_worksheet("Live and closed")
    leave = book.add_worksheet("Leave")
    leave.write_row(0, 0, ["Officer", "From", "To"])
    leave.write_row(1, 0, ["DC 2107 Okafor", "w/c 23 Nov", "2 weeks"])
    write_top(sheet, formats)
    write_rows(sheet, formats, random.Random(SEED))
    book.close()


def all_formats(book: Workbook) -> Formats:
    """Make the formats of the workbook."""
    colours = {"red": "#F8B4B4", "amber": "#FCE29F", "green": "#C9E7CB", "": ""}

    def fill(colour: str, **more: object) -> Format:
        return book.add_format(({"bg_color": colour} if colour else {}) | more)

    return Formats(
        title=book.add_format({"bold": True, "font_size": 14, "align": "center", "bg_color": "#D9E2F3"}),
        heading=book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white", "text_wrap": True}),
        section=book.add_format({"bold": True, "italic": True, "bg_color": "#E7E6E6"}),
        day=book.add_format({"num_format": "dd/mm/yy"}),
        days={name: fill(colour, num_format="dd/mm/yy") for name, colour in colours.items()},
        fills={name: fill(colour) for name, colour in colours.items()},
    )


def write_top(sheet: Worksheet, formats: Formats) -> None:
    """Write the title merged over the columns, who keeps the sheet, and the headings."""
    sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "CAIU North - tracker - OFFICIAL-SENSITIVE (made up)", formats.title)
    sheet.write(1, 0, "Kept by DS 902 Ade. Red = chase. Do not sort, the colours are by hand!")
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.write(3, column, heading, formats.heading)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(4, 2)


def write_rows(sheet: Worksheet, formats: Formats, chance: random.Random) -> None:
    """Write the cases in the order in which they were reported, and what has crept in between."""
    days = (AS_AT - FIRST_REPORT).days - 2
    reports = sorted(FIRST_REPORT + timedelta(days=chance.randrange(days)) for _ in range(CASES))
    row, year, numbers = 4, 0, {2024: 0, 2025: 0, 2026: 0}
    for index, reported in enumerate(reports, 1):
        if reported.year != year:
            year = reported.year
            row += 1 if index > 1 else 0
            sheet.write(row, 1, f"{year} CRIMES", formats.section)
            row += 1
        numbers[year] += chance.randrange(1, 9)
        reference = f"44NI/{numbers[year]:05}/{year % 100}"
        write_case(sheet, formats, row, index, untidy(reference, chance, 0.08), a_case(reported, chance), chance)
        row += 1
        if index in {61, 158, 240}:
            row += 1
        if index == 200:
            sheet.write_row(row, 0, HEADINGS, formats.heading)
            row += 1
        if index == 120:
            merge_officer(sheet, formats, row)
            row += 2
    write_faults(sheet, formats, row)


def merge_officer(sheet: Worksheet, formats: Formats, row: int) -> None:
    """Write two cases of one report, with the officer merged over both."""
    for offset, (reference, kind) in enumerate((("44NI/90001/25", "ABH"), ("44NI/90002/25", "Neglect"))):
        sheet.write(row + offset, 1, reference)
        sheet.write_datetime(row + offset, 3, at_midnight(date(2025, 4, 22)), formats.day)
        sheet.write(row + offset, 4, kind)
        sheet.write(row + offset, 5, "M")
        sheet.write_datetime(row + offset, 6, at_midnight(date(2025, 4, 23)), formats.day)
    sheet.merge_range(row, 2, row + 1, 2, "DC 1884 Hughes")


def write_faults(sheet: Worksheet, formats: Formats, row: int) -> None:
    """Write the rows that cannot be read as they stand, a blank one, and the totals."""
    row += 1
    faults: tuple[tuple[str, str, str, str], ...] = (
        ("", "DC 3075 Farrow", "18/08/26", "no ref yet, MASH to confirm"),
        ("tba", "DC 1420 Rahman", "2 Nov 2026", "crime not recorded yet?"),
        ("44NI/07001/26", "DC 2633 Costello", "31/06/2026", "date to check"),
        ("44NI/07002/26", "DC 1178 Dyer", "Easter", "reported by school"),
    )
    for reference, officer, reported, note in faults:
        sheet.write(row, 1, reference)
        sheet.write(row, 2, officer)
        sheet.write(row, 3, reported)
        sheet.write(row, 17, note)
        row += 1
    sheet.write(row, 1, "44NI/90001/25")
    sheet.write(row, 2, "DC 3991 Wren")
    sheet.write_datetime(row, 3, at_midnight(date(2025, 4, 22)), formats.day)
    sheet.write(row, 17, "sibling - same ref")
    row += 2
    sheet.write(row, 0, "Total", formats.section)
    sheet.write_formula(row, 1, "=COUNTA(B5:B320)", formats.section, 300)


def a_case(reported: date, chance: random.Random) -> dict[str, date | str]:
    """Give the cells of one case by heading: dates as far as things have come, and words where they have not."""
    case: dict[str, date | str] = {"Date Rptd": reported}
    day = reported + timedelta(days=chance.choice((0, 0, 1, 1, 2, 5, 9)))
    case["Strat disc"] = day
    case["VRI done"] = day + timedelta(days=chance.choice((1, 3, 4, 6, 11, 19, 33, 58)))
    if chance.random() < 0.35:
        case["Medical"] = chance.choice(NO_MEDICAL)
    else:
        case["Medical"] = day + timedelta(days=chance.choice((0, 1, 2, 6, 17)))
    if chance.random() < 0.55:
        sent = day + timedelta(days=chance.choice((2, 6, 15, 41, 74)))
        case["Phone to DFU"] = sent
        case["DFU back"] = sent + timedelta(days=chance.randrange(40, 330))
    if chance.random() < 0.5:
        case["Bail TBD"] = bail_end(day + timedelta(days=chance.randrange(1, 30)), chance)
    sent = day + timedelta(days=chance.randrange(90, 420))
    case["CPS sub"] = sent
    case["CPS dec"] = sent + timedelta(days=chance.randrange(20, 130))
    finished = day + timedelta(days=chance.randrange(200, 1000))
    if finished <= AS_AT:
        case |= {"Closed": finished, "Outcome": chance.choice(("1", "14", "15", "15", "16", "16", "18", "OC15", "20"))}
    return as_things_stand(case, chance)


def as_things_stand(case: dict[str, date | str], chance: random.Random) -> dict[str, date | str]:
    """Take out what lies ahead, or after the end, and leave a word for some of it."""
    closed = case.get("Closed")
    last = closed if isinstance(closed, date) else AS_AT
    standing: dict[str, date | str] = {}
    for heading, value in case.items():
        if isinstance(value, str) or value <= last or heading == "Bail TBD":
            standing[heading] = value
        elif chance.random() < 0.18 and not closed:
            standing[heading] = chance.choice(WAITING)
    for heading in ("VRI done", "Medical", "Phone to DFU", "CPS dec"):
        if chance.random() < 0.07 and not closed:
            standing[heading] = chance.choice((*WAITING, "yes", ""))
    if closed and "Bail TBD" in standing and chance.random() < 0.7:
        del standing["Bail TBD"]
    return standing


def bail_end(arrested: date, chance: random.Random) -> date | str:
    """Give a bail date three months on, moved on by threes while the case was open; or the word for no bail."""
    if chance.random() < 0.12:
        return "RUI"
    end = arrested + timedelta(days=91)
    while end < AS_AT - timedelta(days=40) and chance.random() < 0.8:
        end += timedelta(days=91)
    return end


def write_case(
    sheet: Worksheet,
    formats: Formats,
    row: int,
    number: int,
    reference: str,
    case: dict[str, date | str],
    chance: random.Random,
) -> None:
    """Write one case with the colours somebody gave it."""
    colour = "green" if "Closed" in case else chance.choice(("", "", "", "amber", "red"))
    plain = formats.fills[colour]
    sheet.write_number(row, 0, number, plain)
    sheet.write(row, 1, reference, plain)
    sheet.write(row, 2, officer(chance), plain)
    sheet.write(row, 4, weighted(TYPES, chance), plain)
    sheet.write(row, 5, weighted(RISKS, chance), plain)
    for heading, value in case.items():
        write_value(sheet, formats, row, HEADINGS.index(heading), value, chance, colour)
    if "CPS dec" not in case and number % 97 == 0:
        sheet.write_formula(row, HEADINGS.index("CPS dec"), "=#REF!", plain, "#REF!")
    reported = case["Date Rptd"]
    open_days = (AS_AT - reported).days if isinstance(reported, date) else 0
    sheet.write_formula(row, 16, f"=TODAY()-D{row + 1}", plain, open_days)
    sheet.write(row, 17, "closed, file in store" if "Closed" in case else chance.choice(NOTES), plain)


def write_value(
    sheet: Worksheet, formats: Formats, row: int, column: int, value: date | str, chance: random.Random, colour: str
) -> None:
    """Write a date as a real one or as a text, or a word."""
    if isinstance(value, str):
        sheet.write(row, column, value, formats.fills[colour])
    elif chance.random() < 0.16:
        sheet.write_string(row, column, untidy(as_words(value, chance.choice(TEXT_FORMS)), chance, 0.2))
    else:
        sheet.write_datetime(row, column, at_midnight(value), formats.days[colour])


def as_words(day: date, form: str) -> str:
    """Write a date as a person does."""
    th = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    names = {"b": f"{day:%b}", "B": f"{day:%B}", "y": f"{day:%y}", "Y": f"{day:%Y}"}
    return form.format(d=day.day, m=day.month, th=th, **names)


def officer(chance: random.Random) -> str:
    """Give an officer as different hands write one."""
    name = chance.choice(OFFICERS)
    return chance.choice((name, name, name, name + "  ", name.replace(" ", "\u00a0", 1), name.upper(), "unallocated"))


def untidy(text: str, chance: random.Random, share: float) -> str:
    """Give a text, at times with a space that nobody sees."""
    return chance.choice((text + " ", text + "\u00a0", " " + text)) if chance.random() < share else text


def weighted(choices: tuple[tuple[str, int], ...], chance: random.Random) -> str:
    """Give one of several texts by weight."""
    return chance.choices([text for text, _ in choices], [weight for _, weight in choices])[0]


def at_midnight(day: date) -> datetime:
    """Give a day as the spreadsheet stores it, without a zone."""
    return datetime.combine(day, time())


if __name__ == "__main__":
    main()
