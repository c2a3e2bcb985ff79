"""Retire a form: nobody fills it in any more; what was entered stays and can be found."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.designing import form_named
from modules.forms.states import FORM


async def retire_form(*, act: Act, form: str) -> UUID:
    """Take a form out of use. Requests on their way go on to their decision."""
    found = await form_named(act, form)
    await act.tx.update(tables.Form, [{"id": found.id, "state": FORM.after("retire_form", found.state)}])
    return found.id
