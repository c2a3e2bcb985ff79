"""A company moved, was renamed or got its registration number."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Rounding
from erp.masterdata.changing import differing, locked
from erp.masterdata.checks import corporate_number_of, name_of, t_number_of, words
from erp.masterdata.keep import KEEP, given
from erp.masterdata.refusals import OtherCompany
from erp.masterdata.tables import Company


async def change_company(
    *,
    act: Act,
    company: UUID,
    name: str = KEEP,
    name_kana: str | None = KEEP,
    t_number: str | None = KEEP,
    corporate_number: str | None = KEEP,
    postal_code: str | None = KEEP,
    address: str | None = KEEP,
    phone: str | None = KEEP,
    tax_rounding: Rounding = KEEP,
    issues_simplified: bool = KEEP,
    accept_check_digit: bool = False,
) -> UUID:
    """Change what is mentioned; code, currency and first month of the year stay: the books depend on them."""
    row = await locked(act, Company, company, field="company")
    if company != act.company:
        raise OtherCompany(row["code"])
    changes = given(
        name=name, name_kana=name_kana, t_number=t_number, corporate_number=corporate_number,
        postal_code=postal_code, address=address, phone=phone, tax_rounding=tax_rounding,
        issues_simplified=issues_simplified,
    )  # fmt: skip
    if "name" in changes:
        changes["name"] = name_of("name", changes["name"])
    for field in {"name_kana", "postal_code", "address", "phone"} & changes.keys():
        changes[field] = words(field, changes[field])
    if "t_number" in changes:
        changes["t_number"] = t_number_of(changes["t_number"])[0]
    if "corporate_number" in changes:
        changes["corporate_number"] = corporate_number_of(changes["corporate_number"], accept_check_digit)
    changes = differing(row, changes)
    if changes:
        await act.tx.update(Company, [{"id": company, **changes}])
    return company
