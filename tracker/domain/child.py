"""Child: age band, needs, coded facts; never a name."""

from dataclasses import dataclass

from tracker.terms import Sex, YesNo

# what a child is called whom nobody has given initials or a code name yet
FIRST_CHILD = "C1"
AGE_BANDS = ("under_1", "1_to_4", "5_to_9", "10_to_15", "16_to_17", "adult_now", "not_recorded")


def age_band(years: int | None) -> str:
    """Give the band of an age in whole years; `not_recorded` where it is not known."""
    if years is None:
        return "not_recorded"
    for limit, band in ((1, "under_1"), (5, "1_to_4"), (10, "5_to_9"), (16, "10_to_15"), (18, "16_to_17")):
        if years < limit:
            return band
    return "adult_now"


@dataclass(frozen=True, slots=True)
class Child:
    """A child in a case. `label` is initials or a code name; `records_number` is the records system's own."""

    id: str
    case_id: str
    label: str
    records_number: str = ""
    age_at_report: int | None = None
    age_at_offence: int | None = None
    sex: Sex = Sex.NOT_RECORDED
    ethnicity: str = "not_recorded"
    disability: YesNo = YesNo.NOT_RECORDED
    enhanced_rights: bool = True
    version: int = 1

    def is_under_ten(self) -> bool:
        """Say whether the child was under ten at the report; False where the age is not recorded."""
        return self.age_at_report is not None and self.age_at_report < 10
