"""Words that several facts share: who is counted how, and how well a date is known.

French terms and their sources: `docs/glossary.md`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from shared.sentences import Day, RoughDay

ONE_LINE = r"^[^\x00-\x1f\x7f]+$"
"""No control character: PostgreSQL refuses some, and no label needs any."""
PLACES = r"^[a-z]+@[0-9]{1,18}(,[a-z]+@[0-9]{1,18})*$"
"""A place in each of some logs: `activities@40,councils@12`."""
LINES = r"^[^\x00-\x09\x0b-\x1f\x7f]+$"
"""Several lines, and no other control character."""

COUNCIL_ID = r"^[A-Z][A-Z0-9-]{1,31}$"
CouncilId = Annotated[str, Field(pattern=COUNCIL_ID, description="Code of the council, as `CC18`.")]
INVENTED = "INV-"
"""With which the codes of invented councils begin (`./fil demo`): whoever shows several councils as one says that they are among them."""
ARRONDISSEMENT = r"^([1-9]|1[0-9]|20)$"
Arrondissement = Annotated[str, Field(pattern=ARRONDISSEMENT, description="Paris arrondissement, `1` to `20`.")]
DISTRICT_CODE = r"^(QP\d{6}|QN\d{5}[A-Z])$"
DistrictCode = Annotated[
    str,
    Field(
        pattern=DISTRICT_CODE,
        description="Official code of a priority district (QPV): `QP075019` (2015 list) or `QN07511M` (2024 list).",
    ),
]
Heads = Annotated[int, Field(strict=True, ge=0, le=1_000_000, description="A number of persons, never a fraction.")]

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of a file, in hexadecimal.")]


class College(StrEnum):
    """Which college a member sits in (loi 2014-173, art. 7; R01)."""

    RESIDENT = "RESIDENT"
    LOCAL_ACTOR = "LOCAL_ACTOR"


class MemberRole(StrEnum):
    """Whether the member holds the seat or stands in for its holder."""

    TITULAR = "TITULAR"
    SUBSTITUTE = "SUBSTITUTE"


class Gender(StrEnum):
    """As declared by the person; declaring it is never required."""

    F = "F"
    M = "M"
    OTHER = "OTHER"
    NOT_DECLARED = "NOT_DECLARED"


class AgeBand(StrEnum):
    """Age band at the time of the fact; a birth date is never asked for."""

    UNDER_18 = "UNDER_18"
    FROM_18_TO_25 = "18_25"
    FROM_26_TO_39 = "26_39"
    FROM_40_TO_59 = "40_59"
    FROM_60 = "60_PLUS"
    NOT_DECLARED = "NOT_DECLARED"


class Channel(StrEnum):
    """How a fact reached us."""

    FIELD = "FIELD"
    MINUTES = "MINUTES"
    IMPORT = "IMPORT"


class DatePrecision(StrEnum):
    """How finely the date is known."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class DateCertainty(StrEnum):
    """Whether the date is stated by the source, given roughly by it, or deduced by whoever imported it."""

    STATED = "STATED"
    APPROXIMATE = "APPROXIMATE"
    INFERRED = "INFERRED"


class Confidence(StrEnum):
    """How far the fact is trusted; a low one stays visible in every trace."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class AmendmentReason(StrEnum):
    """Why something is said again, or should never have been said."""

    ENTERED_TWICE = "ENTERED_TWICE"
    ENTERED_BY_MISTAKE = "ENTERED_BY_MISTAKE"
    WRONG_COUNCIL = "WRONG_COUNCIL"
    TYPING_ERROR = "TYPING_ERROR"
    BETTER_SOURCE = "BETTER_SOURCE"
    OTHER = "OTHER"


class Doer(StrEnum):
    """Who did a thing that a council may do by itself: call a meeting, chair it, write its minutes (AUT-01, AUT-02)."""

    MEMBER = "MEMBER"
    FACILITATOR = "FACILITATOR"
    INSTITUTION = "INSTITUTION"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"


class PublishedSource(BaseModel):
    """A public document that says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=300, pattern=ONE_LINE)
    url: str = Field(max_length=1000, pattern=r"^https?://[^\s\x00-\x1f\x7f]+$")


class Origin(BaseModel):
    """Where a fact comes from, and how well its date is known. The default is: noted by the team, to the day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    channel: Channel = Channel.FIELD
    date_precision: DatePrecision = DatePrecision.DAY
    date_certainty: DateCertainty = DateCertainty.STATED
    confidence: Confidence = Confidence.HIGH
    record: str | None = Field(
        default=None, max_length=64, pattern=ONE_LINE, description="Identifier in the imported file, as `RR-015`."
    )
    source: PublishedSource | None = None

    def window(self, day: date) -> tuple[date, date]:
        """First and last day on which it may have happened, both included.

        A month or a year covers all its days; an approximate date covers one unit more on each side.
        """
        match self.date_precision:
            case DatePrecision.DAY:
                first, last, unit = day, day, timedelta(days=1)
            case DatePrecision.MONTH:
                first = day.replace(day=1)
                last, unit = day.replace(day=monthrange(day.year, day.month)[1]), timedelta(days=31)
            case DatePrecision.YEAR:
                first, last, unit = date(day.year, 1, 1), date(day.year, 12, 31), timedelta(days=366)
        if self.date_certainty is DateCertainty.APPROXIMATE:
            return first - unit, last + unit
        return first, last

    def as_known(self, day: date) -> Day:
        """The day as finely as it is known: what sentences tell."""
        if self.date_precision is DatePrecision.DAY:
            return day
        return RoughDay(day, has_month=self.date_precision is DatePrecision.MONTH)

    def is_to_come(self, day: date, today: date) -> bool:
        """Whether it certainly lies after today: a month that has begun may hold it."""
        return self.window(day)[0] > today

    def is_before(self, day: date, other: date, origin_of_other: Origin) -> bool:
        """Whether it was certainly before: its last possible day precedes the other's first."""
        return self.window(day)[1] < origin_of_other.window(other)[0]


class HeadCount(BaseModel):
    """Members present who share college, gender and age band."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    college: College
    gender: Gender = Gender.NOT_DECLARED
    age_band: AgeBand = AgeBand.NOT_DECLARED
    heads: Heads


class Attendance(BaseModel):
    """Who was in the room, as counts. What nobody noted is unknown, which is neither absent nor zero."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    present: Heads = Field(description="All persons present: members, guests and unnamed together.")
    members: tuple[HeadCount, ...] = Field(
        default=(), max_length=64, description="Members, by college, gender and age band."
    )
    guests: Heads = Field(
        default=0,
        description="Experts, institutions, staff: never in the ratios of the colleges (loi 2014-173, art. 7; R30).",
    )
    unnamed: Heads = Field(default=0, description="Public counted as a number only.")
    unknown: Heads = Field(
        default=0,
        description="Members expected whose presence nobody noted: never counted as present, never as absent.",
    )
    is_lower_bound: StrictBool = Field(default=False, description="The source counts at least that many.")

    @property
    def accounted(self) -> int:
        """Persons that the parts add up to; must be `present`."""
        return sum(count.heads for count in self.members) + self.guests + self.unnamed


class MeetingKind(StrEnum):
    """What kind of meeting of the council (VIE-01)."""

    PLENARY = "PLENARY"
    BOARD = "BOARD"
    BUREAU = "BUREAU"
    GENERAL_ASSEMBLY = "GENERAL_ASSEMBLY"
    WORKING_GROUP = "WORKING_GROUP"
    INTER_COUNCIL = "INTER_COUNCIL"


class SteeringBodyKind(StrEnum):
    """What kind of steering body of the city contract (loi 2014-173, art. 7: councils sit in all of them)."""

    PARIS_STEERING_COMMITTEE = "PARIS_STEERING_COMMITTEE"
    LOCAL_STEERING_COMMITTEE = "LOCAL_STEERING_COMMITTEE"
    TECHNICAL_COMMITTEE = "TECHNICAL_COMMITTEE"
    PROGRAMMING_COMMITTEE = "PROGRAMMING_COMMITTEE"
    RESIDENTS_FUND_COMMITTEE = "RESIDENTS_FUND_COMMITTEE"
    URBAN_RENEWAL = "URBAN_RENEWAL"
    LOCAL_URBAN_MANAGEMENT = "LOCAL_URBAN_MANAGEMENT"
    INTER_COUNCIL = "INTER_COUNCIL"
    OTHER = "OTHER"


class Theme(StrEnum):
    """The programme's four themes."""

    SOCIAL_TIES = "SOCIAL_TIES"
    PREVENTION = "PREVENTION"
    LIVING_ENVIRONMENT = "LIVING_ENVIRONMENT"
    MEDIATION = "MEDIATION"
    NOT_STATED = "NOT_STATED"


class FunderKind(StrEnum):
    """Who pays (INI-03)."""

    RESIDENTS_FUND = "RESIDENTS_FUND"
    CITY = "CITY"
    STATE = "STATE"
    LANDLORD = "LANDLORD"
    OTHER = "OTHER"
