"""Reinstate a form: a retired one is filled in again, with the version it had."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.designing import form_named
from modules.forms.refusals import FormNotInUse
from modules.forms.states import FORM


async def reinstate_form(*, act: Act, form: str) -> UUID:
    """Take a retired form into use again. Refuses one that was never published."""
    found = await form_named(act, form)
    state = FORM.after("reinstate_form", found.state)
    if found.current is None:
        raise FormNotInUse(found.code, found.state.value)
    await act.tx.update(tables.Form, [{"id": found.id, "state": state}])
    return found.id
