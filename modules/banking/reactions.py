"""What banking does about facts: new lines are looked at, and what nobody needs to be asked is done."""

from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules.banking.accepting import accept_sure
from modules.banking.events import StatementImported
from modules.banking.proposals import refresh
from modules.banking.running import write_run

SETTINGS = "SELECT automatic_from FROM banking.matching_settings WHERE company = $1"
RULES = "SELECT EXISTS (SELECT FROM banking.posting_rule WHERE company = $1 AND is_active AND is_automatic)"
NOBODY_SO_SURE = 101


@when(StatementImported)
async def look_at_new_lines(*, act: Act, event: StatementImported) -> None:
    """Propose for every waiting line; accept without asking only where the company said so beforehand."""
    proposed = await refresh(act)
    least = await act.tx.value(SETTINGS, act.company)
    if least is None and not await act.tx.value(RULES, act.company):
        return
    accepted, left = await accept_sure(act, least or NOBODY_SO_SURE, automatic=True)
    await write_run(
        act, proposed=proposed, minimum_score=least, accepted=accepted, left_over=left, automatic=True
    )
