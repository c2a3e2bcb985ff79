"""Paper: templates and data become PDFs, never inside a transaction. Other parts import only these names."""

from erp.printing.joining import Joined
from erp.printing.presses import PrintingFailed, PrintTooLong, pdf
from erp.printing.templates import version_of

__all__ = ["Joined", "PrintTooLong", "PrintingFailed", "pdf", "version_of"]
