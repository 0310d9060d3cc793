"""The headings units use for each field of a case, as data."""

import re
from enum import StrEnum


class Field(StrEnum):
    """What a column of a unit's spreadsheet can hold."""

    REFERENCE = "reference"
    OIC = "oic"
    TEAM = "team"
    REPORTED_ON = "reported_on"
    ALLOCATED_ON = "allocated_on"
    KIND_OF_CASE = "kind_of_case"
    RISK = "risk"
    CHILD_LABEL = "child_label"
    CHILD_AGE = "child_age"
    SUSPECT_LABEL = "suspect_label"
    STRATEGY_DISCUSSION = "strategy_discussion"
    ABE_INTERVIEW = "abe_interview"
    MEDICAL = "medical"
    MEDICAL_REPORT = "medical_report"
    ARRESTED_ON = "arrested_on"
    SUSPECT_INTERVIEWED = "suspect_interviewed"
    DEVICE_SUBMITTED = "device_submitted"
    DEVICE_RETURNED = "device_returned"
    BAIL_UNTIL = "bail_until"
    FILE_TO_CPS = "file_to_cps"
    CHARGING_DECISION = "charging_decision"
    OUTCOME = "outcome"
    OUTCOME_ON = "outcome_on"
    CLOSED_ON = "closed_on"
    LAST_UPDATE = "last_update"
    LAST_REVIEW = "last_review"
    NOTES = "notes"


REQUIRED = (Field.REFERENCE, Field.REPORTED_ON)
TEXT_FIELDS = frozenset(
    {
        Field.REFERENCE,
        Field.OIC,
        Field.TEAM,
        Field.KIND_OF_CASE,
        Field.RISK,
        Field.CHILD_LABEL,
        Field.CHILD_AGE,
        Field.SUSPECT_LABEL,
        Field.OUTCOME,
        Field.NOTES,
    }
)
DATE_FIELDS = frozenset(Field) - TEXT_FIELDS
#: What stands in these may name a person or tell what happened, so it is never shown in a list of problems.
PRIVATE_FIELDS = frozenset({Field.CHILD_LABEL, Field.SUSPECT_LABEL, Field.NOTES})

#: For each field the headings that say it outright, and after `also:` those that do where no other column does.
HEADINGS: dict[Field, str] = {
    Field.REFERENCE: """
        crime ref, crime reference, crime reference number, crime ref no, crime ref number, crime no, crime num,
        crime number, crn, crime report no, crime report number, cr no,
        also: occurrence, occurrence no, occurrence number, occurrence ref, occurrence reference, occ no, occ, occ ref,
        urn, unique reference number, crime, crime report, niche, niche no, niche number, niche ref, niche occurrence,
        niche occ, oel, athena ref, athena no, connect ref, cris, cris no, cris ref, record no, ref, ref no, ref number,
        reference, reference no, reference number, case ref, case reference, case no, case number, investigation no,
        investigation ref, investigation number, inv no, inv ref, our ref, our reference, police ref, incident no,
        incident ref""",
    Field.OIC: """
        oic, officer in case, officer in the case, oic name, name of oic, oic name and number,
        also: officer, investigating officer, investigator, io, case officer, lead officer, lead investigator,
        allocated to, allocated officer, assigned to, owner, detective, dc, officer allocated, oic allocated""",
    Field.TEAM: """
        team, team name, unit, also: office, hub, area, station, syndicate, bcu, district, division, cait, cau, ppu""",
    Field.REPORTED_ON: """
        date rptd, rptd, rptd date, date reported, reported, reported date, reported on, date of report, report date,
        rep date, date rep, dor, reported to police,
        also: date recd, date received, received, recd, received date, referral date, date of referral, referral,
        referred, date referred, date recorded, recorded, recorded on, recorded date, crime recorded,
        date crime recorded, opened, date opened, opened on, open date, start date, report made""",
    Field.ALLOCATED_ON: """
        allocated, allocated on, allocated date, date allocated, allocation, allocation date, date of allocation,
        also: assigned, date assigned, assigned on, oic allocated on, date oic allocated""",
    Field.KIND_OF_CASE: """
        offence, offence type, type of offence, crime type, type of crime, case type, type of case, kind of case,
        also: type, kind, kind of abuse, abuse type, type of abuse, category, category of abuse, abuse category,
        allegation, allegation type, offence category, class, classification, offence classification, ho class, nature,
        nature of offence, crime category, offences""",
    Field.RISK: """
        risk, risk grade, risk level, risk rating, risk assessment, risk band, risk to child,
        also: grade, grading, kirat, kirat grade, rag risk, priority""",
    Field.CHILD_LABEL: """
        child, children, child initials, child label, child code, victim initials, vic initials,
        also: victim, victims, vic, initials, child name, victim name, name of child, name of victim, ip, agg,
        aggrieved, complainant""",
    Field.CHILD_AGE: """
        child age, age of child, childs age, age at report,
        also: age, victim age, victims age, age of victim, vic age, age of vic, ip age, age at offence""",
    Field.SUSPECT_LABEL: """
        suspect, suspects, susp, suspect initials, suspect label, suspect code,
        also: suspect name, name of suspect, offender, alleged offender, subject, nominal, accused, defendant, perp,
        perpetrator""",
    Field.STRATEGY_DISCUSSION: """
        strategy discussion, strat disc, strat discussion, strategy disc, strategy meeting, strat meeting, strat mtg,
        strategy mtg, strat, strategy, strategy discussion held, strat held, strategy held, initial strategy discussion,
        also: sd, s47, s 47, section 47, s47 strat""",
    Field.ABE_INTERVIEW: """
        abe, abe interview, abe done, abe held, abe completed, abe complete, abe int, achieving best evidence, vri,
        vri done, vri held, vri completed, vri complete, vri interview, abe vri, vri abe, victim vri, victim abe,
        vic abe, vic vri, child abe, child vri, visually recorded interview,
        also: video interview, video int, vre, child interview, interview of child, child interviewed, victim interview,
        victim interviewed""",
    Field.MEDICAL: """
        medical, med, medical done, medical held, medical exam, medical examination, medical completed,
        medical complete, medical examined, cp medical, child protection medical, medicals,
        also: sarc, sarc exam, sarc medical, fme, forensic medical, paediatric medical, examined""",
    Field.MEDICAL_REPORT: """
        medical report, med report, medical rpt, med rpt, medical report recd, medical report received,
        med report recd, med rpt recd, medical report in, report from medical,
        also: paediatric report, paediatricians report, sarc report, medical statement, doctors report""",
    Field.ARRESTED_ON: """
        arrest, arrested, arrested on, suspect arrested, susp arrested, suspect arrest, also: arrest made, doa""",
    Field.SUSPECT_INTERVIEWED: """
        suspect interviewed, suspect interview, susp int, susp interview, susp interviewed, suspect int, suspect iv,
        susp iv, interview of suspect, suspect interviewed on, suspect iuc,
        also: interviewed, interview, iuc, interview under caution, pace interview, va, vai, voluntary interview,
        voluntary attendance, caution plus 3, c 3""",
    Field.DEVICE_SUBMITTED: """
        phone to dfu, phones to dfu, device to dfu, devices to dfu, digital to dfu, exhibits to dfu, to dfu, dfu sub,
        dfu submitted, dfu submission, submitted to dfu, sub to dfu, sent to dfu, dfu sent, dfu in, device submitted,
        devices submitted, device sub, devices sub, device submission, phone submitted, phones submitted, phone sub,
        phone to htcu, devices to htcu, computer to htcu, to htcu, htcu sub, hi tech sub,
        submitted to digital forensics,
        also: dfu, htcu, hitech, digital submitted, digital sub, digital submission, digital forensics, phone to lab,
        to lab, dmi, dmi sub, to dmi, media submitted""",
    Field.DEVICE_RETURNED: """
        dfu back, back from dfu, dfu returned, dfu return, returned from dfu, device returned, devices returned,
        device back, devices back, phone back, phones back, phone returned, phones returned, phone back from dfu,
        devices back from dfu, htcu back, back from htcu, htcu returned,
        also: dfu result, dfu results, dfu out, dfu complete, dfu completed, dfu done, digital back, digital returned,
        back from lab, dmi back, media returned""",
    Field.BAIL_UNTIL: """
        bail tbd, bail until, bailed until, bailed to, bail to, bail return, bail return date, rtb, rtb date,
        return to bail, return on bail, bail end, bail ends, bail expiry, bail expires, end of bail, bail due,
        bail answer, answer bail, bail answer date,
        also: bail, bail back, tbd, abp end, abp ends, abp expiry, abp""",
    Field.FILE_TO_CPS: """
        cps sub, cps submitted, cps submission, sub to cps, submitted to cps, file to cps, to cps, sent to cps,
        cps sent, cps file, cps file sub, cps file submitted, file sent to cps, mg3 to cps, cps in,
        also: cps, cps referral, referred to cps, file submitted, file sub, mg3, mg3 sub, mg3 submitted, mg3 sent,
        with cps, with cps since""",
    Field.CHARGING_DECISION: """
        cps dec, cps decision, cps dec date, cps decision made, charging decision, charge decision, charging dec,
        charge dec, decision from cps,
        also: decision, cps advice, cps charge, charged, charge, date of charge, cps back, back from cps, cps result,
        cps out""",
    Field.OUTCOME: """
        outcome, outcome code, outcome no, outcome number, ho outcome, home office outcome, crime outcome,
        final outcome, oc, oc code, oc no,
        also: result, disposal, disposal code, finalisation, finalisation code""",
    Field.OUTCOME_ON: """
        outcome date, date of outcome, outcome on, oc date, outcomed, date outcomed,
        also: result date, disposal date, date of disposal""",
    Field.CLOSED_ON: """
        closed, closed on, date closed, closed date, closure, closure date, date of closure, close date, case closed,
        also: filed, date filed, filed date, filed on, date filed off, finalised, date finalised, finalised on,
        finalised date, completed, completed on, end date""",
    Field.LAST_UPDATE: """
        last update, last updated, date of last update, last victim update, last vic update, last contact,
        last victim contact, last vcop update, last vcop,
        also: updated, update, victim update, victim updated, vic update, vic updated, v update, vcop, vcop update,
        victim contact, family updated, parent updated""",
    Field.LAST_REVIEW: """
        last review, last reviewed, date of last review, last ds review, last supervisor review, last sup review,
        also: review, reviewed, reviewed on, review done, ds review, di review, sgt review, supervisor review,
        supervisors review, supervisory review, sup review""",
    Field.NOTES: """
        notes, note, general notes, notes and comments,
        also: comments, comment, remarks, remark, oic notes, oic comments, update notes, free text, other,
        any other info, further info, info, current position, position, summary of position""",
}

NOISE = frozenset({"date", "dates", "dt", "of", "the", "on", "dd", "mm", "yy", "yyyy", "ddmmyy", "ddmmyyyy", "mmyy"})
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def plain(heading: str) -> str:
    """Give a heading without case, punctuation, outer and double spaces: what two of them are compared by."""
    text = heading.casefold().replace("'", "").replace("’", "").replace("&", " and ").replace("/", " ")
    return NOT_A_LETTER.sub(" ", text).strip()


def without_noise(words: str) -> str:
    """Give a plain heading without the words that only say that it is a date."""
    return " ".join(word for word in words.split() if word not in NOISE)


def _known() -> dict[str, tuple[Field, bool]]:
    """Give each plain heading with its field, and whether it says the field outright."""
    known: dict[str, tuple[Field, bool]] = {}
    for field, text in HEADINGS.items():
        for part, outright in zip(text.split("also:"), (True, False), strict=False):
            for heading in filter(None, map(plain, part.split(","))):
                known[heading] = (field, outright)
    return known


KNOWN = _known()
KNOWN_DATES = {without_noise(heading): found for heading, found in KNOWN.items() if found[0] in DATE_FIELDS}


def field_of(heading: str) -> tuple[Field, bool] | None:
    """Give the field a heading stands for, where units use it for one, and whether it says so outright."""
    for words in dict.fromkeys((plain(heading), plain(heading.replace(".", "")))):
        found = KNOWN.get(words) or KNOWN_DATES.get(without_noise(words))
        if found:
            return found
    return None
