"""Our own registration as an issuer of qualified invoices: from a day on, possibly until one."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import t_number_of
from erp.masterdata.refusals import OtherCompany
from erp.masterdata.tables import Company, CompanyRegistration


async def record_company_registration(
    *, act: Act, company: UUID, valid_from: date, ends_on: date | None = None, t_number: str | None = None
) -> UUID:
    """Say from when to when this company is registered; invoices of other days are plain ones.

    The last day itself counts as ended. A record of the same first day corrects the earlier one. A company
    without any such record is taken to be registered whenever it has a number.
    """
    row = await locked(act, Company, company, field="company")
    if company != act.company:
        raise OtherCompany(row["code"])
    number = t_number_of(t_number)[0] or row["t_number"]
    if number is None:
        raise BadInput("t_number", "EMPTY")
    if ends_on is not None and ends_on < valid_from:
        raise BadInput("ends_on", "ENDS_BEFORE_IT_BEGINS", valid_from=valid_from, valid_to=ends_on)
    await act.tx.insert(
        CompanyRegistration,
        [
            {
                "id": new_id(),
                "company": company,
                "t_number": number,
                "valid_from": valid_from,
                "ends_on": ends_on,
                "recorded_by": act.actor,
                "recorded_at": act.at,
            }
        ],
    )
    return company
