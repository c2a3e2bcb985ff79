"""Remove an alert from the version that is being designed."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.forms.designing import form_to_design

OF_FORM = """
    SELECT v.form FROM forms.form_alert e JOIN forms.form_version v ON v.id = e.version
    WHERE e.id = $1 AND e.company = $2
"""


async def remove_form_alert(*, act: Act, alert: UUID) -> UUID:
    """The next version tells of this deadline no more; published versions keep theirs."""
    form = await act.tx.value(OF_FORM, alert, act.company)
    if form is None:
        raise NotFound("form_alert", alert, field="alert")
    found = await form_to_design(act, form)
    await act.tx.run("DELETE FROM forms.form_alert WHERE id = $1", alert)
    return found.id
