"""The stories of the demo cases: each fitted to its age, then all of them told in the order of time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from tracker.demo.agencies import agencies
from tracker.demo.beside import beside
from tracker.demo.cast import Cast, Gap
from tracker.demo.casting import cast_cases
from tracker.demo.drifts import NOW
from tracker.demo.opening_days import open_and_safeguard
from tracker.demo.script import Item, Script
from tracker.demo.story import NEVER, Closed, Deed, Opened
from tracker.demo.suspects_and_devices import deal_with_suspects
from tracker.demo.towards_the_end import bring_to_an_end
from tracker.demo.what_recurs import come_round_again
from tracker.domain.rule_book import RuleBook
from tracker.time_source import LONDON

OLDEST = timedelta(days=1090)
MOST_TRIES = 12
FROM, UNTIL = 8 * 60 + 10, 18 * 60 + 20


@dataclass(frozen=True, slots=True)
class Story:
    """Every deed of every case in the order of time, and the cast of each case by its reference."""

    deeds: tuple[Deed, ...]
    casts: Mapping[str, Cast]


def tell(cases: int, teams: int, seed: int, as_of: date, rules: RuleBook) -> Story:
    """Tell the stories of so many cases, the same for the same seed and day."""
    rng = Random(f"{seed}/cases")
    scripts = [_fitted(cast, rules, seed, as_of) for cast in cast_cases(cases, teams, as_of, rng)]
    references = _references([script.cast for script in scripts], rng)
    deeds = [deed for script in scripts for deed in _deeds(script, references[script.cast.number], rng)]
    deeds += [deed for script in scripts for deed in beside(script, seed)]
    deeds += [deed for script in scripts for deed in agencies(script, seed)]
    casts = {references[script.cast.number]: script.cast for script in scripts}
    return Story(tuple(sorted(deeds, key=lambda deed: (deed.at, deed.case))), casts)


def write(cast: Cast, rules: RuleBook, seed: int, as_of: date, gaps: Mapping[Gap, int]) -> Script:
    """Write the script of one case; the same for the same cast, seed and gaps."""
    script = Script(cast, rules, Random(f"{seed}/{cast.number}"), as_of, gaps)
    opening = open_and_safeguard(script)
    dealt = deal_with_suspects(script, opening)
    bring_to_an_end(script, opening, dealt)
    come_round_again(script, opening)
    return script


def _fitted(cast: Cast, rules: RuleBook, seed: int, as_of: date) -> Script:
    """Write the script so that the case is open on the last day, or closed before it, as its cast says."""
    rng = Random(f"{seed}/{cast.number}/fit")
    if not cast.is_open:
        return _closed_in_time(cast, rules, seed, as_of)
    gaps: dict[Gap, int] = {}
    script = write(cast, rules, seed, as_of, gaps)
    for drift in cast.drifts:
        gap = NOW[drift].gap if drift in NOW else None
        if gap is not None:
            wanted = as_of - timedelta(days=rng.randint(*NOW[drift].lasts))
            begins = script.found if gap is Gap.SUSPECT else script.prepared
            gaps[gap] = max(0, (wanted - begins).days)
            script = write(cast, rules, seed, as_of, gaps)
    for _ in range(MOST_TRIES):
        if script.closed >= script.as_of:
            break
        gap = rng.choice(_free_gaps(script))
        gaps[gap] = gaps.get(gap, 0) + (as_of - script.closed).days + rng.randint(3, 45)
        script = write(cast, rules, seed, as_of, gaps)
    return script


def _free_gaps(script: Script) -> Sequence[Gap]:
    """Give where a case may have waited without being late."""
    if script.charged < NEVER and (script.as_of - script.cast.reported).days > 200:
        return (Gap.TRIAL, Gap.TRIAL, Gap.SUSPECT)
    return (Gap.SUSPECT, Gap.SUSPECT, Gap.FILE)


def _closed_in_time(cast: Cast, rules: RuleBook, seed: int, as_of: date) -> Script:
    """The age of a closed case is how long ago it was closed."""
    wanted = cast.reported
    script = write(cast, rules, seed, NEVER, {})
    for _ in range(MOST_TRIES):
        earlier = max(cast.reported - (script.closed - wanted), as_of - OLDEST)
        cast = replace(cast, reported=earlier)
        script = write(cast, rules, seed, as_of, {})
        if script.closed < as_of:
            return script
        wanted -= timedelta(days=9)
    return script


def _references(casts: Iterable[Cast], rng: Random) -> Mapping[int, str]:
    """Number the cases by year in the order of their reports."""
    numbers: dict[int, int] = {}
    references: dict[int, str] = {}
    for cast in sorted(casts, key=lambda cast: (cast.reported, cast.number)):
        year = cast.reported.year
        numbers[year] = numbers.get(year, 0) + rng.randint(3, 40)
        references[cast.number] = f"44NI/{numbers[year]:05d}/{year % 100:02d}"
    return references


def _deeds(script: Script, reference: str, rng: Random) -> Iterable[Deed]:
    """Give the items their hours: those of one day one after the other, and nothing after the case is closed."""
    kept = sorted(_until_closed(script), key=lambda item: (item.entered, isinstance(item.step, Closed), item.order))
    for day in sorted({item.entered for item in kept}):
        items = [item for item in kept if item.entered == day]
        minutes = sorted(rng.sample(range(FROM, UNTIL), len(items)))
        for item, minute in zip(items, minutes, strict=True):
            step = item.step
            if isinstance(step, Opened):
                step = replace(step, request=replace(step.request, reference=reference))
            at = datetime.combine(day, time(minute // 60, minute % 60, rng.randrange(60)), tzinfo=LONDON)
            yield Deed(at, script.cast.number, item.part, step)


def _until_closed(script: Script) -> Iterable[Item]:
    return [item for item in script.items if item.entered < script.closed or _is_closing(item, script)]


def _is_closing(item: Item, script: Script) -> bool:
    return item.entered == script.closed and item.order <= script.closing_order
