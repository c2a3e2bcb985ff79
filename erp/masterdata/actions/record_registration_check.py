"""Somebody looked a registration number up (登録番号の確認), or a file of the tax agency said so."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import t_number_of, words
from erp.masterdata.queries.party import must_not_be_merged
from erp.masterdata.states import RegistrationEnd
from erp.masterdata.tables import Party, PartyRegistration

PUBLIC_REGISTER = "国税庁 適格請求書発行事業者公表サイト"


async def record_registration_check(
    *,
    act: Act,
    party: UUID,
    t_number: str | None = None,
    valid_from: date | None = None,
    ends_on: date | None = None,
    ended_as: RegistrationEnd | None = None,
    published_name: str | None = None,
    checked_on: date | None = None,
    source: str | None = None,
) -> UUID:
    """Keep what the public register said of a party's number: registered from, ended on, under which name.

    Without `valid_from` the number was not found. The party's own name is never changed by it. Answers the
    party.
    """
    row = await locked(act, Party, party, field="party")
    await must_not_be_merged(act.tx, party, field="party")
    number = t_number_of(t_number)[0] or row["t_number"]
    if number is None:
        raise BadInput("t_number", "EMPTY")
    day = checked_on or act.today
    if day > act.today:
        raise BadInput("checked_on", "IN_THE_FUTURE", given=day)
    if ends_on is not None and (valid_from is None or ends_on < valid_from):
        raise BadInput("ends_on", "ENDS_BEFORE_IT_BEGINS", valid_from=valid_from, valid_to=ends_on)
    if (ends_on is None) != (ended_as is None):
        raise BadInput("ended_as" if ended_as is None else "ends_on", "EMPTY")
    await act.tx.insert(
        PartyRegistration,
        [
            {
                "id": new_id(),
                "party": party,
                "t_number": number,
                "valid_from": valid_from,
                "ends_on": ends_on,
                "ended_as": ended_as.value if ended_as else None,
                "published_name": words("published_name", published_name),
                "source": words("source", source) or PUBLIC_REGISTER,
                "checked_on": day,
                "recorded_by": act.actor,
                "recorded_at": act.at,
            }
        ],
    )
    return party
