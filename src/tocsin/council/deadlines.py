"""Clocks: durations, working days of a seat, and the instant that a deadline is.

A duration is elapsed time: 48 hours over a change of the clocks are 48 hours. Days of a calendar and hours on a wall
belong to a zone, and zone tables change (Asia/Tehran in 2022, Asia/Almaty in 2024). So the act that starts such a
clock carries the resolved instant; others check that it can be right in any zone, and then the instant rules.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from tocsin.council.procedure import DAY, Clock
from tocsin.records import Calendar

_ISO = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_NAMES = (
    (DAY, "d"),
    (timedelta(hours=1), "h"),
    (timedelta(minutes=1), "min"),
    (timedelta(seconds=1), "s"),
)
LAST_SECOND = time(23, 59, 59)
# Zones lie between 14 hours before and 12 hours after UTC.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)


class Deadline(msgspec.Struct, frozen=True):
    """An instant, the rule it comes from in words, and the zone that the rule was meant in."""

    instant: datetime
    rule: str
    zone: str = "UTC"


def later(instant: datetime, duration: str) -> datetime:
    """The instant a duration after another: "PT48H", "P10D", "P12M". Raises ValueError for what is no ISO 8601 duration."""
    years, months, weeks, days, hours, minutes, seconds = parts(duration)
    moved = _months_later(instant, 12 * years + months)
    return moved + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def parts(duration: str) -> tuple[int, ...]:
    """Years, months, weeks, days, hours, minutes, seconds of an ISO 8601 duration; ValueError if it is none."""
    found = _ISO.fullmatch(duration)
    if not found or not any(found.groups()):
        raise ValueError(f"{duration!r} is no duration; write PT48H, P10D, P12M")
    return tuple(int(n or 0) for n in found.groups())


def length(duration: str) -> timedelta:
    """A duration without years and months as a length of time."""
    years, months, *_ = parts(duration)
    if years or months:
        raise ValueError(f"{duration!r} has no fixed length; write days or hours")
    return later(datetime(2001, 1, 1, tzinfo=UTC), duration) - datetime(2001, 1, 1, tzinfo=UTC)


def _months_later(instant: datetime, months: int) -> datetime:
    if not months:
        return instant
    year, month = divmod(instant.year * 12 + instant.month - 1 + months, 12)
    day = min(instant.day, monthrange(year, month + 1)[1])
    return instant.replace(year=year, month=month + 1, day=day)


def works(calendar: Calendar, day: date) -> bool:
    """Whether the seat works on that day."""
    return day.weekday() not in calendar.weekend and day.isoformat() not in calendar.holidays


def working_day(calendar: Calendar, start: date, count: int) -> date:
    """The `count`th working day after `start`."""
    day = start
    while count:
        day += DAY
        count -= works(calendar, day)
    return day


def resolve(clock: Clock, start: datetime, calendar: Calendar | None = None) -> Deadline | None:
    """The deadline that the act which starts the clock at `start` is to carry; None where the clock has no number.

    Working days end with the last second of the last of them at the seat, by the zone tables of this machine.
    """
    if clock.elapsed:
        return Deadline(later(start, clock.elapsed), f"{clock.elapsed} from {clock.start}")
    if clock.working_days is not None and calendar is not None:
        zone = ZoneInfo(calendar.zone)
        last = working_day(calendar, start.astimezone(zone).date(), clock.working_days)
        end = datetime.combine(last, LAST_SECOND, zone).astimezone(UTC)
        return Deadline(end, f"{clock.working_days} working days from {clock.start}", calendar.zone)
    return None


def possible(clock: Clock, calendar: Calendar, start: datetime, instant: datetime) -> bool:
    """Whether `instant` can be the end of that many working days after `start` in some zone of the world.

    No zone table is asked, so every node answers alike whichever edition of the tables it has.
    """
    count = clock.working_days or 0
    first = working_day(calendar, (start - WEST).date(), count)
    last = working_day(calendar, (start + EAST).date(), count)
    low = datetime.combine(first, LAST_SECOND, UTC) - EAST
    return low <= instant <= datetime.combine(last, LAST_SECOND, UTC) + WEST


def moment(written: object) -> datetime | None:
    """The instant that an act's argument states, ISO 8601 with its zone; None if it states none."""
    return _moment(written) if isinstance(written, str) else None


@lru_cache(maxsize=4096)  # receipts of one batch state one hour
def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def stamp(instant: datetime) -> str:
    """An instant as acts state it: UTC, "2031-07-16T09:00:00Z"."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def shown(instant: datetime) -> str:
    """An instant as people read it: "2031-07-16 09:00Z", with seconds where there are any."""
    form = "%Y-%m-%d %H:%M:%SZ" if instant.second else "%Y-%m-%d %H:%MZ"
    return instant.astimezone(UTC).strftime(form)


def span(lasting: timedelta) -> str:
    """A length of time in its two largest units: "1 min", "2 h 10 min", "3 d 4 h"."""
    said, left = [], lasting
    for unit, name in _NAMES:
        count, left = divmod(left, unit)
        if count:
            said.append(f"{count} {name}")
    return " ".join(said[:2]) or "0 s"


def zone_known(name: str) -> bool:
    """Whether this machine's tables know the zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
