"""Add an alert: a deadline the records of a register have, told in time."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.forms import tables
from modules.forms.designing import form_to_design
from modules.forms.naming import labels_of
from modules.forms.refusals import NotARequestForm
from modules.forms.states import FormKind, NoticeUnit

PLACE = "SELECT coalesce(max(position), 0) + 1 FROM forms.form_alert WHERE version = $1"


async def add_form_alert(
    *,
    act: Act,
    form: str,
    title_ja: str,
    day_field: str,
    title_en: str | None = None,
    notice_field: str | None = None,
    notice_unit: NoticeUnit = NoticeUnit.DAYS,
    lead_days: int = 30,
    done_field: str | None = None,
    role: UUID | None = None,
) -> UUID:
    """Tell of a deadline: the day in a field less the notice in another; first `lead_days` before it.

    It is told again at half of that time, then every day, until `done_field` is filled, the record
    is renewed or out of use. `role` hears of it beside those who keep the register.
    """
    found = await form_to_design(act, form)
    if found.kind is not FormKind.REGISTER:
        raise NotARequestForm(found.code)
    ja, en = labels_of(title_ja, title_en, "titleJa")
    if not 0 <= lead_days <= 3660:
        raise BadInput("leadDays", "OUT_OF_RANGE", least=0, most=3660)
    row = {
        "id": new_id(),
        "company": act.company,
        "version": found.draft,
        "position": int(await act.tx.value(PLACE, found.draft)),
        "title_ja": ja,
        "title_en": en,
        "day_field": day_field,
        "notice_field": notice_field or None,
        "notice_unit": notice_unit,
        "lead_days": lead_days,
        "done_field": done_field or None,
        "role": role,
    }
    await act.tx.insert(tables.FormAlert, [row])
    return found.id
