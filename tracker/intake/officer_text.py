"""An officer as trackers name one: rank, collar number and surname from a text."""

import re
from dataclasses import dataclass

from tracker.terms import Rank

RANKS: dict[str, Rank] = {
    word: rank
    for rank, words in (
        (Rank.POLICE_STAFF, "psi, civ, civilian investigator, police staff, police staff investigator, ipso, pio"),
        (Rank.CONSTABLE, "dc, pc, tdc, t dc, a dc, sdc, con, detective constable, constable, pdc"),
        (
            Rank.SERGEANT,
            "ds, ps, sgt, a ds, a ps, t ds, t ps, ads, aps, tds, det sgt, detective sergeant, sergeant, dsgt",
        ),
        (Rank.INSPECTOR, "di, insp, inspector, pi, a di, t di, adi, tdi, det insp, detective inspector"),
        (Rank.CHIEF_INSPECTOR, "dci, ch insp, chief inspector, ci, a dci, t dci, detective chief inspector"),
        (Rank.SUPERINTENDENT, "supt, dsupt, superintendent, d supt, det supt, detective superintendent"),
        (Rank.CHIEF_SUPERINTENDENT, "dcs, ch supt, chief superintendent, detective chief superintendent"),
        (Rank.ASSISTANT_CHIEF_CONSTABLE, "acc, assistant chief constable, commander, cmdr"),
    )
    for word in words.split(", ")
}
NOBODY = re.compile(
    r"un-?allocated|not (?:yet )?allocated|un-?assigned|none|nil|tbc|tba|tbd|\?+|vacant|awaiting.*|to be allocated"
    r"|pending|n\s*/?\s*a"
)
JOINED_NUMBER = re.compile(r"(?<=[A-Za-z]{3})(?=\d)|(?<=\d{3})(?=[A-Z][a-z])")
COLLAR_NUMBER = re.compile(r"(?:[A-Z]{1,2})?\d{2,6}[A-Z]?")
SURNAME = re.compile(r"[^\W\d_][^\W\d_'’.\- ]*(?:['’.\- ][^\W\d_][^\W\d_'’.\-]*)*")
TWO_OFFICERS = re.compile(r"[/&;+]|\band\b", re.IGNORECASE)
SECOND_RANK = re.compile(r"\b(?:dc|pc|ds|ps|di)\b", re.IGNORECASE)
SLASHED_RANK = re.compile(r"\b([dp])/([csi])\b", re.IGNORECASE)
LONGEST_RANK = 3


@dataclass(frozen=True, slots=True)
class OfficerText:
    """What a text says of an officer; a part that it does not say is empty."""

    rank: Rank | None
    collar_number: str
    surname: str

    def value(self) -> str:
        """Give collar number and surname, which stay the same when an officer is promoted."""
        return " ".join(part for part in (self.collar_number, self.surname) if part)


def names_nobody(text: str) -> bool:
    """Say whether a text says that there is no officer yet."""
    return NOBODY.fullmatch(text.casefold()) is not None


def read_officer(text: str) -> OfficerText | str:
    """Read a text as one officer, or give the code of the reason why it is not one."""
    rank, rest = rank_and_rest(text)
    if TWO_OFFICERS.search(rest) or (rank and SECOND_RANK.search(rest)):
        return "two_officers"
    words = [word.strip(",.()#") for word in JOINED_NUMBER.sub(" ", rest).replace(",", " ").split()]
    numbers = [word for word in words if COLLAR_NUMBER.fullmatch(word.upper()) and any(map(str.isdigit, word))]
    names = [word for word in words if word and word not in numbers]
    if rank is None and names:
        for index, word in enumerate(names):
            if word.casefold() in RANKS:
                rank = RANKS[names.pop(index).casefold()]
                break
    if len(numbers) > 1:
        return "two_officers"
    surname = " ".join(names)
    if (surname and not SURNAME.fullmatch(surname)) or not (surname or numbers):
        return "officer_not_read"
    return OfficerText(rank, numbers[0].upper() if numbers else "", capitalised(surname))


def rank_and_rest(text: str) -> tuple[Rank | None, str]:
    """Take the rank from the front of a text: the longest run of words that is one."""
    spaced = re.sub(r"^([AaTt])\s*/\s*(?=[A-Za-z])", r"\1 ", SLASHED_RANK.sub(r"\1\2", text.strip()))
    spaced = re.sub(r"^([A-Za-z]+)(?=\d)", r"\1 ", spaced)
    words = spaced.split()
    for count in range(min(LONGEST_RANK, len(words)), 0, -1):
        candidate = " ".join(words[:count]).casefold().replace(".", "")
        if candidate in RANKS:
            return RANKS[candidate], " ".join(words[count:])
    return None, spaced


def capitalised(surname: str) -> str:
    """Give a surname written in one case with capitals at its words; one that has both is left as it is."""
    return surname.title() if surname.isupper() or surname.islower() else surname
