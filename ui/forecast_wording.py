"""A forecast in words: when something likely happens, how sure that is, and from how many."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.forecast import Forecast, Outlook
from ui import wording

translate = QCoreApplication.translate


def forecast_words(forecast: Forecast) -> str:
    """Say when a milestone likely happens, or why that cannot be said; nothing where it is counted from nothing."""
    match forecast.outlook:
        case Outlook.LIKELY:
            words = translate("forecast_wording", "Likely by {day} ({range}), {behind}.").format(
                day=_day(forecast.likely), range=range_words(forecast), behind=_behind(forecast)
            )
        case Outlook.NOT_BEFORE:
            words = translate("forecast_wording", "More likely than not after {day}, {behind}.").format(
                day=_day(forecast.not_before), behind=_behind(forecast)
            )
        case Outlook.TOO_FEW:
            return _too_few(forecast)
        case Outlook.NOT_COUNTED:
            return ""
    return f"{words} {_chance(forecast)}" if forecast.miss_percent is not None else words


def range_words(forecast: Forecast) -> str:
    """Say within which days most of those happened that waited as long."""
    if forecast.latest is None:
        words = translate("forecast_wording", "{in_ten} in 10 from {first} on; up to when is not known")
    else:
        words = translate("forecast_wording", "{in_ten} in 10 between {first} and {last}")
    return words.format(in_ten=forecast.in_ten, first=_day(forecast.earliest), last=_day(forecast.latest))


def _behind(forecast: Forecast) -> str:
    if forecast.from_report:
        words = translate(
            "forecast_wording",
            "from {finished} finished in this unit, counted from the report, {longer} of them after a longer wait",
        )
    else:
        words = translate(
            "forecast_wording", "from {finished} finished in this unit, {longer} of them after a longer wait"
        )
    return words.format(finished=f"{forecast.finished:,}", longer=f"{forecast.longer:,}")


def _too_few(forecast: Forecast) -> str:
    if forecast.finished < forecast.needed:
        return translate(
            "forecast_wording", "Not enough to say when: {finished} of the {needed} needed have finished in this unit."
        ).format(finished=forecast.finished, needed=forecast.needed)
    return translate(
        "forecast_wording",
        "Not enough to say when: of {finished} finished in this unit, {longer} took longer than the {waited} that this"
        " one has waited; {needed} are needed.",
    ).format(
        finished=f"{forecast.finished:,}",
        longer=f"{forecast.longer:,}",
        waited=wording.count_of(forecast.waited, "day"),
        needed=forecast.needed,
    )


def _chance(forecast: Forecast) -> str:
    return translate("forecast_wording", "Chance to miss {due}: {percent} %.").format(
        due=_day(forecast.due), percent=forecast.miss_percent
    )


def _day(day: date | None) -> str:
    return wording.not_known() if day is None else wording.day(day)
