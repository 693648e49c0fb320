"""What may be written, validated before it comes near a table."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    ValidationError,
    model_validator,
)

from ledger.errors import ValueRefused
from ledger.model.texts import clean_address, clean_name, clean_prose
from ledger.rules.families import LinkKind
from ledger.sources.snapshot import snapshot
from ledger.values.amount import checked, shown
from ledger.values.bounds import Qualifier
from ledger.values.days import Days
from ledger.values.stages import DUE_STAGES, AidType, Stage
from ledger.values.units import Quantity
from ledger.vocabulary import OrganisationKind

PublisherKind = Literal["official", "media", "other"]
PublishedHow = Literal["given", "stated", "inferred"]
Basis = Literal["source", "book", "replacement", "estimate"]

Name = Annotated[str, AfterValidator(clean_name)]
Prose = Annotated[str, AfterValidator(clean_prose)]
Address = Annotated[str, AfterValidator(clean_address)]


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class NewDocument(_Input):
    """Bytes that somebody published, and what is known of them.

    Bytes that are no text raise :class:`ledger.errors.DocumentRefused`.
    """

    content: bytes
    published_on: date
    published_how: PublishedHow = "given"
    title: Name | None = None
    publisher: Name | None = None
    publisher_kind: PublisherKind = "other"
    url: Address | None = None
    archive_url: Address | None = None
    language: Name | None = None
    encoding: Name | None = None
    retrieved_at: datetime | None = None

    @model_validator(mode="after")
    def _is_text(self) -> NewDocument:
        snapshot(self.content, self.encoding)
        return self


class NewOrganisation(_Input):
    """A donor or recipient that the ledger does not know yet."""

    name: Name
    code: Name | None = None
    kind: OrganisationKind = OrganisationKind.INSTITUTION


class NewItem(_Input):
    """A kind of thing that the ledger does not know yet."""

    name: Name
    category: Name = "other"
    counting_unit: Name = "piece"


class NewCommitment(_Input):
    """A promise: who to whom, of what kind; donor and recipient by any name the ledger knows."""

    donor: Name
    recipient: Name
    aid_type: AidType
    title: Name
    item: Name | None = None
    programme: Name | None = None


class NewEntry(_Input):
    """A dated fact about a commitment, with the quote it rests on.

    ``quantity`` is ``None`` where the source gives no figure, ``days`` where it gives no day
    (then it is the day of publication). ``cumulative``: a total that replaces earlier ones of its
    stage; otherwise a part that adds. ``quote_at`` picks one of several places of the quote by
    its code-point offset. ``due`` is when a promise is to be delivered, which the quote must say,
    or else ``due_quote``, other words of the same document. ``support`` says where a reader found
    fields borne out: offsets by field (figure, donor, recipient, item, stage, date).
    """

    stage: Stage
    document: int
    quote: Prose
    quantity: Quantity | None = None
    days: Days | None = None
    due: Days | None = None
    due_quote: Prose | None = None
    cumulative: bool = True
    basis: Basis = "source"
    quote_at: int | None = None
    support: dict[str, tuple[int, int]] = {}
    replaces: int | None = None
    reason: Prose | None = None

    @model_validator(mode="after")
    def _whole(self) -> NewEntry:
        if (self.replaces is None) != (self.reason is None):
            raise ValueError("a correction needs both: the entry that it replaces, and the reason")
        if self.due is not None and self.stage not in DUE_STAGES:
            raise ValueError(f"what is {self.stage} is not due any more; leave the due date out")
        if self.due is None and self.due_quote is not None:
            raise ValueError("the words of a due date need the date: --due 2025-03")
        if self.quantity is not None:
            if self.quantity.qualifier is Qualifier.UNDISCLOSED:
                raise ValueError("an undisclosed figure has no quantity")
            for end in (self.quantity.bounds.low, self.quantity.bounds.high):
                if end is not None:
                    checked(end)
        return self


class NewLink(_Input):
    """``source`` is a part of, draws on, supersedes or duplicates ``target``."""

    source: int
    target: int
    kind: LinkKind
    reason: Prose | None = None


class NewDecision(_Input):
    """What a person decided on a claim, and why; a rejection needs a reason."""

    verdict: Literal["accept", "amend", "reject"]
    reason: Prose | None = None

    @model_validator(mode="after")
    def _whole(self) -> NewDecision:
        if self.verdict == "reject" and self.reason is None:
            raise ValueError("a rejection needs a reason")
        return self


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], **values: Any) -> Model:
    """Build an input; what it refuses is told as one :class:`ValueRefused` sentence."""
    try:
        return model(**values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:
            raise ValueRefused(f"{message[:1].upper()}{message[1:]}.") from None
        field = ".".join(str(part) for part in first["loc"])
        given = first.get("input")
        if first["type"] in {"literal_error", "enum"} and isinstance(given, str):
            expected = first["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            raise ValueRefused(
                f"{shown(given)} is no {field.replace('_', ' ')}.",
                hint=f"One of: {expected}.",
                field=field,
            ) from None
        quoted = f" {shown(given)}" if isinstance(given, str) else ""
        what = field.replace("_", " ")
        raise ValueRefused(f"The {what}{quoted} cannot be taken: {message}.", field=field) from None
