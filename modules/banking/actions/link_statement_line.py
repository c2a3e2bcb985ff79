"""Link a statement line: it was in the books before the statement came, so it is not booked again."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.banking.linking import link
from modules.banking.matching import locked_line


async def link_statement_line(*, act: Act, line: UUID, journal_lines: list[UUID]) -> UUID:
    """Say which lines of the bank account in the books a movement is; together they are its amount."""
    await link(act, await locked_line(act, line, "link_statement_line"), journal_lines)
    return line
