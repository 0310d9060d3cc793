"""The questions of the weekly paper about suspects, bail, devices and files."""

from collections.abc import Iterator

from tracker.domain.cps_course import KINDS, Side, cps_course
from tracker.domain.device_course import SEIZED, SUBMITTED, DeviceCourse, course_of
from tracker.queries.device_rows import band_of
from tracker.queries.weekly_facts import CaseFacts, DeviceFacts
from tracker.queries.weekly_ground import Ground, ends_soon
from tracker.queries.weekly_known import ARRESTED, CHECKED, IDENTIFIED, INTERVIEWED
from tracker.queries.weekly_questions import Line, due_days
from tracker.rows.bail_register import BailRow
from tracker.terms import BailState, DevicePart, Holder, YesNo
from tracker.wording import count_of, short_day, term

NOT_KNOWN = "not known"
WITH = {Side.OURS: Holder.OUR_UNIT, Side.CPS: Holder.CPS}


def not_arrested(ground: Ground) -> Iterator[Line]:
    """Give the suspects who are identified and neither arrested nor interviewed."""
    for case in ground.cases:
        identified = ground.known.last(IDENTIFIED, case.id)
        if identified is None:
            continue
        for suspect in ground.suspects(case):
            if ground.known.days(ARRESTED, suspect.id) or ground.known.days(INTERVIEWED, suspect.id):
                continue
            access = term(suspect.access)
            cells = (suspect.label, access, ground.oic(case), short_day(identified))
            yield Line(case, cells, ground.days_since(identified))


def devices(ground: Ground) -> Iterator[Line]:
    """Give every device that is not returned, by the laboratory's band and then by the days it is held."""
    out = [(band_of(case.risk, ground.rules), case, device, course) for case, device, course in _out(ground)]
    out.sort(key=lambda one: (one[0], -(_held(ground, one[3]) or 0), one[1].reference, one[2].exhibit))
    for band, case, device, course in out:
        stage = ground.rules.kind(course.stage).name if course.stage else "not seized"
        in_stage = count_of(ground.days_since(course.since), "day") if course.since else ""
        held = _held(ground, course)
        cells = (device.exhibit, str(band), term(course.part), stage, in_stage)
        yield Line(case, cells, held)


def devices_not_allocated(ground: Ground) -> Iterator[Line]:
    """Give the devices at the laboratory that no examiner has, the oldest first."""
    for case, device, course in _out(ground):
        sent = course.reached.get(SUBMITTED)
        if course.part is DevicePart.QUEUED and sent is not None:
            band = str(band_of(case.risk, ground.rules))
            cells = (device.exhibit, band, ground.rules.kind(course.stage).name, short_day(sent))
            yield Line(case, cells, ground.days_since(sent))


def files_with_cps(ground: Ground) -> Iterator[Line]:
    """Give the files that were sent and are not decided, with the days on each side and the action plans open."""
    for case in ground.cases:
        for suspect in ground.suspects(case):
            done = [(kind, day) for kind in KINDS for day in ground.known.days(kind, suspect.id)]
            course = cps_course(done, ground.today)
            holder = WITH.get(course.side)
            if holder is None or course.sent_on is None:
                continue
            plans = f"{count_of(course.plans_open, 'plan')} open" if course.plans_open else "none open"
            with_us = count_of(course.our_days, "day")
            cells = (suspect.label, term(holder), short_day(course.sent_on), with_us, plans)
            yield Line(case, cells, course.cps_days)


def bail_ending(ground: Ground) -> Iterator[Line]:
    """Give the bail that ends within the weeks the paper looks ahead, and who must authorise what."""
    for row in sorted(ground.bail, key=lambda row: (row.earliest or ground.today, row.reference, row.suspect)):
        if not ends_soon(row, ground.today):
            continue
        following = row.following[0] if row.following else None
        ends = short_day(row.earliest) if row.earliest else NOT_KNOWN
        has_ended = row.earliest is not None and row.earliest < ground.today
        what = "Has ended: record what followed" if has_ended else following.what if following else "Nothing more"
        rank = following.rank if following else ""
        by = short_day(following.by) if following and following.by else ""
        yield Line(ground.case(row.case_id), (row.suspect, ends, what, rank, by))


def conditions_not_checked(ground: Ground) -> Iterator[Line]:
    """Give the checks of bail conditions that are past their first due date."""
    for slip in ground.now.slipped.values():
        if slip.clock.kind != CHECKED:
            continue
        case = ground.case(slip.clock.case_id)
        last = ground.known.last(CHECKED, slip.clock.subject_id)
        label = ground.labels.get(slip.clock.subject_id, "")
        checked = short_day(last) if last else "never"
        yield Line(case, (label, ground.oic(case), checked, due_days(slip)[0]), slip.days)


def under_investigation(ground: Ground) -> Iterator[Line]:
    """Give those released under investigation who have access to children, or of whom that is not recorded."""
    access = {suspect.id: suspect.access for case in ground.cases for suspect in ground.suspects(case)}
    for row in ground.bail:
        has = access.get(row.suspect_id, YesNo.NOT_RECORDED)
        if row.state is BailState.UNDER_INVESTIGATION and has is not YesNo.NO:
            case = ground.case(row.case_id)
            since = short_day(row.since) if row.since else NOT_KNOWN
            yield Line(case, (row.suspect, term(has), ground.oic(case), since, _review(row)), row.since_release)


def held_longer(ground: Ground, days: int) -> int:
    """Count the devices that had been held for more than so many days."""
    held = (_held(ground, course) for _, _, course in _out(ground))
    return sum(one is not None and one > days for one in held)


def _out(ground: Ground) -> Iterator[tuple[CaseFacts, DeviceFacts, DeviceCourse]]:
    """Give the devices of open cases that are not returned, with their course; those nobody had seized yet too."""
    for case in ground.cases:
        for device in ground.devices(case):
            course = course_of(ground.known.stages(device.id))
            if course.part is not DevicePart.RETURNED:
                yield case, device, course


def _held(ground: Ground, course: DeviceCourse) -> int | None:
    seized = course.reached.get(SEIZED)
    return None if seized is None else ground.days_since(seized)


def _review(row: BailRow) -> str:
    if not row.following:
        return "none planned"
    review = row.following[0]
    return f"{short_day(review.by)}, {review.rank}" if review.by else review.rank
