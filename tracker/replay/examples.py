"""The delays that inspection reports print, by number: which become cases, and why others do not."""

from tracker.rows.inspection_replay import Example

A_DAY = 24
COUNT = "A count or a share: it has no beginning and no end."
ALL_FORCES = "Said of all forces: it is no delay of one case."
A_RULE = "A rule or a norm: no delay is printed."
ELSEWHERE = "A delay of another service, with children whom this unit does not investigate for."

REPORTS = {
    "A": "HMIC, In harm's way (July 2015)",
    "B": "HMCPSI, Safeguarding Children, summary (August 2008)",
    "C": "Joint chief inspectors, Safeguarding Children, third report, chapter on child protection (2008)",
    "D": "Joint chief inspectors, Safeguarding Children, third report (2008)",
    "E": "HMI Probation, Safeguarding Children (2002)",
}


def _delay(
    number: int, report: str, quote: str, what: str, printed: str = "", *, days: int | None = None, hours: int = 0
) -> Example:
    least = hours or (None if days is None else days * A_DAY)
    return Example(number, report, quote, what, printed, least, by_the_hour=bool(hours))


def _left_out(number: int, report: str, quote: str, why: str) -> Example:
    return Example(number, report, quote, left_out=why)


# fmt: off
EXAMPLES = (
    _delay(1, "A", "it took three months before the suspect was interviewed",
           "report to the suspect's interview; rape of a boy of nine", "3 months", days=90),
    _delay(2, "A", "11 months in one case of sexual assault on a child by a grandparent",
           "report to the beginning of the investigation", "11 months", days=335),
    _delay(3, "A", "the investigation had not progressed in five months", "nothing done; neglect", "5 months",
           days=150),
    _delay(4, "A", "There was little activity or contact with her in five months",
           "contact with the child, who then withdrew", "5 months", days=150),
    _delay(5, "A", "took 10 days to be allocated to a child abuse investigator", "referral to allocation", "10 days",
           days=10),
    _delay(6, "A", "was not photographed until three days later, when the mark had faded",
           "injury seen to photograph; a bite on a girl of two", "3 days", days=3),
    _delay(7, "A", "medical assessments were not requested for several days after an allegation of assault",
           "allegation to the medical asked for", "several days"),
    _delay(8, "A", "a delay in arranging a medical examination and interviewing the three other children",
           "the medical, and the interviews of three more children"),
    _delay(9, "A", "Eight months elapsed before an evidential report on a computer was provided",
           "computer to its report; a school governor", "8 months", days=240),
    _delay(10, "A", "it took over 6 months to provide a report on a computer",
           "computer to its report; a known sex offender", "over 6 months", days=180),
    _delay(11, "A", "over 7 months to analyse the phone of an alleged offender",
           "phone to its analysis; two recorded rapes, girls of 14", "over 7 months", days=210),
    _left_out(12, "A", "174 cases that had not been allocated to a member of staff", COUNT),
    _delay(13, "A", "Some of these cases went back to November 2013", "device sent to its allocation, seen July 2014",
           "8 months", days=240),
    _left_out(14, "A", "800 low-risk cases awaiting further computer analysis following an initial scan", COUNT),
    _delay(15, "A", "twelve months or more it might take before a charging decision was reached",
           "bail conditions that nobody checks", "12 months or more", days=365),
    _delay(16, "A", "In June 2014, while still on bail",
           "arrest in January, the device waits; in June another child is assaulted", "5 months", days=150),
    _delay(17, "A", "even cases deemed a priority might take several weeks for analysis",
           "a device with priority to its analysis", "several weeks", days=14),
    _delay(18, "A", "If a computer was not a priority, analysis took months in most forces.",
           "a device without priority to its analysis", "months", days=60),
    _delay(19, "A", "three to four months for reports from health or social care",
           "medical examination to its report", "3 to 4 months", days=90),
    _delay(20, "A", "mostly the delay was noted on the file but no further action recorded",
           "an awaited report that nobody chases"),
    _delay(21, "A", "from their parents for many months and, in two cases, for over a year",
           "a child apart from the family while the case is unfinished", "over a year", days=365),
    _delay(22, "A", "not examined for three years", "device known of to its examination", "3 years", days=1095),
    _left_out(23, "A", "domestic abuse incidents (in one family 35) had been recorded", COUNT),
    _left_out(24, "A", "in only 13 of 69 interviews", COUNT),
    _left_out(25, "A", "of the 69 interviews analysed, only nine had involved children's social care services", COUNT),
    _left_out(26, "A", "just over three hours", "How long one visit took: nothing waited."),
    _left_out(27, "A", "Delay and drift featured in the findings of all inspection reports.", ALL_FORCES),
    _delay(28, "A", "the CPS were slow in reaching charging decisions", "file accepted to the charging decision"),
    _delay(29, "A", "remained in custody for over 10 hours", "detention of a boy of 13", "over 10 hours", hours=10),
    _left_out(30, "A", "detained for 52 hours in the central police custody suite",
              "Detained as a patient and not as a suspect: no milestone of ours stands for it."),
    _delay(31, "A", "in custody for 44 hours", "detention until food and water were thought of", "44 hours", hours=44),
    _left_out(32, "A", "The appropriate adult was called within 30 minutes",
              "The adult came in time; no milestone of ours stands for the rights that were read late."),
    _left_out(33, "A", "a minimum of five years and SROs", A_RULE),
    _left_out(34, "A", "about a 19 percent failure to record crime", COUNT),
    _left_out(35, "D", "should be made within 28 days from the service of papers", A_RULE),
    _left_out(36, "D", "Only 35% (62 out of 168) of", COUNT),
    _left_out(37, "D", "71-day target for the average number of days from arrest to sentence", COUNT),
    _left_out(38, "B", "In 2007 on average within 65 days", COUNT),
    _left_out(39, "B", "published 21 months after the related policy", "Guidance, and no case."),
    _left_out(40, "C, D", "normally be completed within four months of the decision", A_RULE),
    _left_out(41, "C, D", "within timescales in 68% of cases, and core assessments in 78%", COUNT),
    _delay(42, "D", "delays by the police in making referrals to children", "incident to the referral to social care"),
    _delay(43, "D", "child protection referrals can take several days to arrive at the local authority",
           "referral sent to social care's decision", "several days"),
    _left_out(44, "D", "85% of reviews were completed within the timescales", COUNT),
    _left_out(45, "D", "six weeks during the first year and every 12 weeks", A_RULE),
    _left_out(46, "D", "within five days and receive an intervention within 10 days", A_RULE),
    _left_out(47, "D", "was still waiting to be assessed six weeks later", ELSEWHERE),
    _left_out(48, "D", "referred in January 2007 but was not seen and assessed until May 2007", ELSEWHERE),
    _left_out(49, "D", "to an appropriate setting within 48 hours", A_RULE),
    _left_out(50, "D", "carried out only after a period of 21 days", ELSEWHERE),
    _left_out(51, "D", "The longest single period of detention recorded was 103 days", ELSEWHERE),
    _delay(52, "E", "Eighteen cases were within seven days but ten cases took longer than one month",
           "concern to its entry", "over 1 month", days=31),
    _left_out(53, "C, D", "based on the availability of staff as opposed to established criteria",
              "No delay is printed; numbers 2 and 5 begin the same clocks."),
)
# fmt: on
