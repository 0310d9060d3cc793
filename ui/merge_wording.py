"""What merging a duplicate would do, in words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from tracker.rows.merging import MergeLine, MergePreview
from tracker.terms import MergeStep
from ui import wording

translate = QCoreApplication.translate


def what_it_does(preview: MergePreview) -> str:
    """Give everything a person should know before a merge, what changes for them first."""
    parts = [
        _list(
            translate("merge_wording", "Not required any more, as the case that stays has it:"), preview.not_required
        ),
        _list(
            translate("merge_wording", "Done in the duplicate, and still waited for in the case that stays:"),
            preview.to_complete,
        ),
        _list(translate("merge_wording", "Comes over and is waited for, with its date:"), preview.waiting),
        _rest(preview),
    ]
    return "\n\n".join(part for part in parts if part)


def records(preview: MergePreview) -> str:
    """Say how many records of which kind come over: "2 notes, 1 device"."""
    return ", ".join(wording.count_of(count, name.replace("_", " ")) for name, count in preview.records)


def _list(heading: str, lines: Iterable[MergeLine]) -> str:
    told = [f"– {_line(line)}" for line in lines]
    return "\n".join([heading, *told]) if told else ""


def _line(line: MergeLine) -> str:
    what = f"{line.milestone} ({line.subject})" if line.subject else line.milestone
    if line.step is MergeStep.DONE_ALREADY:
        return translate("merge_wording", "{what}: done there {day}").format(what=what, day=wording.day(line.on))
    if line.step is MergeStep.STILL_WAITED_FOR:
        done = translate("merge_wording", "{what}: done {day}, complete it there")
        return done.format(what=what, day=wording.day(line.on))
    if line.step is MergeStep.WAITED_FOR_TOO and line.due is not None:
        return translate("merge_wording", "{what}: due there {day}").format(what=what, day=wording.day(line.due))
    if line.due is None:
        return translate("merge_wording", "{what}: without a date").format(what=what)
    return translate("merge_wording", "{what}: due {day}").format(what=what, day=wording.day(line.due))


def _rest(preview: MergePreview) -> str:
    lines = [
        translate("merge_wording", "Comes over as done or not required: {count}.").format(
            count=wording.count_of(preview.done, "milestone")
        )
    ]
    if preview.records:
        lines.append(translate("merge_wording", "Comes over as well: {records}.").format(records=records(preview)))
    lines += [
        translate("merge_wording", "{before} is called {after} there.").format(before=before, after=after)
        for before, after in preview.renamed
    ]
    lines += [
        translate(
            "merge_wording", "Both have an arrest of {who} on {day}: both bails run on. Take back what is there twice."
        ).format(who=who, day=wording.day(day))
        for who, day in preview.arrested_twice
    ]
    if preview.reported_on != preview.was_reported_on:
        lines.append(
            translate("merge_wording", "Its age counts from the earlier report, {day}.").format(
                day=wording.day(preview.reported_on)
            )
        )
    if preview.risk_given_up:
        lines.append(
            translate("merge_wording", "Its risk stays; the duplicate was graded {risk}.").format(
                risk=preview.risk_given_up.lower()
            )
        )
    return "\n".join(lines)
