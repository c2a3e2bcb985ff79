"""What kinds of paper there are behind the books, and how they come and go."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    """What kind of paper it is; how long it is kept follows from it."""

    SUPPLIER_INVOICE = "SUPPLIER_INVOICE"
    RECEIPT = "RECEIPT"
    CONTRACT = "CONTRACT"
    QUOTATION = "QUOTATION"
    ORDER = "ORDER"
    DELIVERY_NOTE = "DELIVERY_NOTE"
    BANK_STATEMENT = "BANK_STATEMENT"
    ISSUED_INVOICE = "ISSUED_INVOICE"
    ISSUED_OTHER = "ISSUED_OTHER"
    OTHER = "OTHER"


class EvidenceDirection(StrEnum):
    """Whether others sent it to us or we to them."""

    RECEIVED = "RECEIVED"
    ISSUED = "ISSUED"


class EvidenceChannel(StrEnum):
    """The way it came or went."""

    MAIL = "MAIL"
    UPLOAD = "UPLOAD"
    PAPER_SCAN = "PAPER_SCAN"
    PEPPOL = "PEPPOL"
    SYSTEM = "SYSTEM"
