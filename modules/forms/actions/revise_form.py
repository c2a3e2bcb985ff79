"""Revise a form: its next version is designed beside the one in use, beginning as its copy."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.locking import lock_rows
from modules.forms import tables
from modules.forms.designing import copy_design, draft_version, form_named
from modules.forms.refusals import DraftThere, FormNotInUse


async def revise_form(*, act: Act, form: str) -> UUID:
    """Begin the next version as a copy of the one in use. Nobody sees it before it is published."""
    found = await form_named(act, form)
    await lock_rows(act, tables.Form, [found.id])
    found = await form_named(act, form)
    if found.draft is not None:
        raise DraftThere()
    if found.current is None or found.current_number is None:
        raise FormNotInUse(found.code, found.state.value)
    version = await draft_version(act, found.id, found.current_number + 1)
    await copy_design(act, found.current, version)
    return found.id
