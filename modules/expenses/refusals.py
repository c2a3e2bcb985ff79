"""What expenses refuses by name, where more than one verb may say it."""

from datetime import date
from decimal import Decimal

from erp.kernel.errors import Refused


class NotAClaimant(Refused):
    """Nobody has said yet where this person's money goes and which grade counts."""


class NotYourClaim(Refused):
    """Only the person whose claim it is may do this."""

    def __init__(self, number: str) -> None:
        super().__init__(field="claim", number=number)


class ReceiptClaimed(Refused):
    """The very same file was claimed before, whoever brought it and whatever it was called."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


class PolicyBroken(Refused):
    """A line does not keep to the company's rules, and the rule says that it must."""

    def __init__(self, line: int, findings: list[str]) -> None:
        super().__init__(field=f"lines.{line - 1}", line=line, findings=findings)


class NoAllowanceRate(Refused):
    """Nobody has set what a day or a kilometre is worth for this grade on that day."""

    def __init__(self, kind: str, on: date) -> None:
        super().__init__(field="kind", kind=kind, on=on)


class EmptyClaim(Refused):
    """A claim without a line asks for nothing."""

    def __init__(self, number: str) -> None:
        super().__init__(field="claim", number=number)


class ClaimInPayment(Refused):
    """The claim is on its way to be paid; that is taken back first."""

    def __init__(self, number: str) -> None:
        super().__init__(field="claim", number=number)


class CardLineClaimed(Refused):
    """This payment by card is in a claim already."""

    def __init__(self, number: str) -> None:
        super().__init__(field="cardLine", number=number)


class CardLineDiffers(Refused):
    """What was claimed is not what was paid by card."""

    def __init__(self, claimed: Decimal, paid: Decimal) -> None:
        super().__init__(field="cardLine", claimed=claimed, paid=paid)


class AdvanceNotOpen(Refused):
    """Nothing is left of this advance, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__(field="advance")


class CardFileUnreadable(Refused):
    """Lines of the file cannot be read; nothing was taken over. `errors` names each by row and column."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(field="file", count=len(errors), errors=errors)


class CardFileThere(Refused):
    """This very file was taken over before."""

    def __init__(self, number: str) -> None:
        super().__init__(field="file", number=number)


class CardPreview(Refused):
    """Nothing was taken over, as was asked; this is what would come in."""

    def __init__(self, count: int, new: int, total: Decimal, from_on: date, to_on: date) -> None:
        super().__init__(lines=count, new=new, there=count - new, total=total, from_on=from_on, to_on=to_on)
