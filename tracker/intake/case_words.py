"""Words for the coded facts of a case: its reference, kind, risk, outcome, ages and labels."""

import re

from tracker.intake.date_text import DATE_INSIDE
from tracker.terms import CaseKind, RiskGrade

LONGEST_REFERENCE = 40
REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9/_.\-* ():#+]*")
#: What a spreadsheet makes of a reference that looks like a date to it.
BECAME_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|\d{1,2}-[A-Z][A-Za-z]{2}(?:-\d{2,4})?")
#: A reference as most are written, which needs no tidying.
PLAIN_REFERENCE = re.compile(
    rf"(?!(?:{BECAME_DATE.pattern})\Z)(?=[A-Z/\-]*[0-9])[A-Z0-9]{{1,12}}(?:[/\-][A-Z0-9]{{1,10}}){{0,3}}"
)
AROUND_MARK = re.compile(r"\s*([/\-])\s*")

NON_RECENT = r"non[\s\-]?recent|historic\w*|hist|n/?r|nrsa|nrca|institutional"
EXPLOITATION = r"cse|cce|exploit\w*|traffick\w*|county lines|modern slavery"
ONLINE = (
    r"online|on-line|iioc|indecent (?:images?|photo\w*)|images?|groom\w*|sexual comm\w*|internet|digital|cyber|sext\w*"
    r"|social media|pseudo\w*"
)
SEXUAL = (
    r"sexual\w*|sex|rape\w*|csa|incest|asslt by pen\w*|assault by pen\w*|penetrat\w*|voyeur\w*|expos\w*"
    r"|indecent assault|rasso"
)
NEGLECT = r"neglect\w*|cruelty|ill[\s\-]?treat\w*|abandon\w*"
PHYSICAL = (
    r"physical\w*|assault\w*|aoabh|abh|gbh|nai|non[\s\-]?accidental\w*|wound\w*|batter\w*|s\.?\s?(?:18|20|47|39)"
    r"|strangl\w*|chastise\w*|fgm|shak(?:en|ing)\w*"
)
KIND_WORDS: tuple[tuple[CaseKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        (CaseKind.NON_RECENT_ABUSE, NON_RECENT),
        (CaseKind.EXPLOITATION, EXPLOITATION),
        (CaseKind.ONLINE_ABUSE, ONLINE),
        (CaseKind.RECENT_SEXUAL_ABUSE, SEXUAL),
        (CaseKind.NEGLECT, NEGLECT),
        (CaseKind.PHYSICAL_ABUSE, PHYSICAL),
    )
)
HOME_OFFICE_CLASSES: dict[str, CaseKind] = {
    code: kind
    for kind, codes in (
        (CaseKind.RECENT_SEXUAL_ABUSE, "17a 17b 19c 19d 19e 19f 19g 19h 20a 20b 21 22a 22b 23 73 88c 88e"),
        (CaseKind.ONLINE_ABUSE, "86 88a"),
        (CaseKind.EXPLOITATION, "71 72 106"),
        (CaseKind.NEGLECT, "11a"),
        (CaseKind.PHYSICAL_ABUSE, "5d 8n 105a"),
    )
    for code in codes.split()
}
#: A sexual or online offence is often called an assault too, and an old one of any sort is non-recent first.
OUTRANKS = {
    CaseKind.NON_RECENT_ABUSE: frozenset(CaseKind),
    CaseKind.EXPLOITATION: frozenset(
        {CaseKind.ONLINE_ABUSE, CaseKind.RECENT_SEXUAL_ABUSE, CaseKind.PHYSICAL_ABUSE, CaseKind.NEGLECT}
    ),
    CaseKind.ONLINE_ABUSE: frozenset({CaseKind.RECENT_SEXUAL_ABUSE}),
    CaseKind.RECENT_SEXUAL_ABUSE: frozenset({CaseKind.PHYSICAL_ABUSE}),
}

RISKS: dict[str, RiskGrade] = {
    word: grade
    for grade, words in (
        (RiskGrade.VERY_HIGH, "very high, vh, v high, v.high, v/h, vhigh, very-high, critical"),
        (RiskGrade.HIGH, "high, h, hi, high risk, hr"),
        (RiskGrade.MEDIUM, "medium, m, med, medium risk, mr, moderate"),
        (RiskGrade.LOW, "low, l, lo, low risk, lr"),
        (RiskGrade.NOT_ASSESSED, "not assessed, not graded, na, n/a, tbc, tba, tbd, unknown, not known, nk, n/k, none"),
    )
    for word in words.split(", ")
}

OUTCOME_CODES = frozenset({"1A", "2A", "3A", *map(str, range(1, 23))})
OUTCOME_NUMBER = re.compile(
    r"(?:o(?:utcome|ut|/?c)?\s*(?:code|no\.?|type)?\s*[:.\-#]?\s*)?0*(\d{1,2})\s*(a)?(?!\w)(.*)"
)
OUTCOME_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("1", re.compile(r"charged?|charge(?:d)? ?/ ?summons(?:ed)?|summons(?:ed)?|postal requisition")),
    ("3", re.compile(r"(?:adult |simple )?caution(?:ed)?")),
    ("2", re.compile(r"youth (?:conditional )?caution(?:ed)?")),
    ("8", re.compile(r"community resolution|cr")),
    ("4", re.compile(r"tic|taken into consideration")),
)
STILL_OPEN = re.compile(r"live|open|ongoing|on-going|current|under investigation|pending|tbc|tba|n/?a|none|awaiting.*")

AGE = re.compile(r"(\d{1,2})\s*(?:y|yr|yrs|year|years|yo|y/?o)?(?: old)?\.?")
UNDER_ONE = re.compile(
    r"(?:u|under|<)\s*(?:1|one)\s*(?:y|yr|year)?|(\d{1,2})\s*(?:m|mth|mths|months?|/12)(?: old)?"
    r"|\d{1,2}\s*(?:w|wk|wks|weeks?|/52|d|days?)(?: old)?|newborn|new-born|baby|unborn|infant"
)

INITIALS = re.compile(r"[^\W\d_]{1,2}|(?:[^\W\d_][.\s]\s?){1,4}[^\W\d_]?|[A-Z]{3}")
ROLE_WORDS = frozenset(
    {"child", "victim", "vic", "sus", "susp", "suspect", "subject", "nominal", "def", "defendant", "offender", "code"}
)
LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_LABEL = 20
LONGEST_REFERENCE_WORDS = 3


def read_reference(text: str) -> str | None:
    """Give a crime reference in the one form it is compared in, or nothing where a text cannot be one."""
    if PLAIN_REFERENCE.fullmatch(text):
        return text
    reference = AROUND_MARK.sub(r"\1", text.upper().replace("\\", "/").replace("–", "-").replace("—", "-"))
    if len(reference) > LONGEST_REFERENCE or not any("0" <= sign <= "9" for sign in reference):
        return None
    if reference.count(" ") >= LONGEST_REFERENCE_WORDS:
        return None
    return reference if REFERENCE.fullmatch(reference) else None


def read_kind(text: str) -> CaseKind | str:
    """Give the kind of case an offence belongs to, or the code of the reason why that cannot be told."""
    words = text.casefold()
    if words in HOME_OFFICE_CLASSES:
        return HOME_OFFICE_CLASSES[words]
    found = [kind for kind, pattern in KIND_WORDS if pattern.search(words)]
    for kind in found:
        if all(other is kind or other in OUTRANKS.get(kind, frozenset()) for other in found):
            return kind
    return "two_kinds" if found else "kind_not_known"


def read_risk(text: str) -> RiskGrade | None:
    """Give the grade a word stands for. Colours and local words are not guessed."""
    return RISKS.get(" ".join(text.casefold().split()))


def read_outcome(text: str) -> str | None:
    """Give the Home Office outcome code, empty where the text says that the case is open; None where it is neither."""
    words = text.casefold().strip()
    if STILL_OPEN.fullmatch(words):
        return ""
    match = OUTCOME_NUMBER.fullmatch(words)
    if match and not re.search(r"\d", match[3]):
        code = match[1] + (match[2] or "").upper()
        return code if code in OUTCOME_CODES else None
    return next((code for code, pattern in OUTCOME_WORDS if pattern.fullmatch(words)), None)


def read_age(text: str) -> int | None:
    """Give an age in whole years; a date of birth is not an age, and is not kept."""
    words = text.casefold()
    match = UNDER_ONE.fullmatch(words)
    if match:
        return int(match[1]) // 12 if match[1] else 0
    match = AGE.fullmatch(words)
    return int(match[1]) if match else None


def label_without_name(text: str) -> tuple[str, bool]:
    """Give initials or a code name, and whether what stood there looked like a name and was cut to its initials."""
    if INITIALS.fullmatch(text):
        return "".join(sign for sign in text.upper() if sign.isalpha()), False
    words = LETTERS.findall(text)
    coded = any(map(str.isdigit, text)) and len(text) <= LONGEST_LABEL and not DATE_INSIDE.search(text.casefold())
    if coded and all(len(word) < 3 or word.casefold() in ROLE_WORDS for word in words):
        return text.upper(), False
    return "".join(word[0] for word in words)[:4].upper(), True
