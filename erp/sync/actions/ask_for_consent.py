"""Ask for consent at the vendor of a connection."""

from uuid import UUID

from erp.api import Made
from erp.kernel.asking import Act
from erp.sync.adapters import adapter_named
from erp.sync.entering import held_connection, settings_of
from erp.sync.granting import consent
from erp.sync.health import refuse_closed
from erp.sync.refusals import NoConsentHere


async def ask_for_consent(*, act: Act, connection: UUID) -> Made:
    """Answers the address at the vendor where this person says yes, within ten minutes and once.

    Refuses `NO_CONSENT_HERE` where the vendor gives out tokens in another way.
    """
    row = await held_connection(act, connection)
    refuse_closed("ask_for_consent", row)
    adapter = adapter_named(row["adapter"])
    if adapter.oauth is None or adapter.oauth.grant != "CODE":
        raise NoConsentHere(row["code"])
    address = await consent.ask(act, row, adapter, settings_of(row))
    return Made(connection, {"consent_url": address})
