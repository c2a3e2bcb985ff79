"""Publish a form: the version that was designed is what people fill in from now on."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.designing import fields_of, form_to_design
from modules.forms.refusals import DesignUnsound
from modules.forms.rules.fields import Unsound, check_design
from modules.forms.sound_effects import check_effects
from modules.forms.states import FORM, VersionState


async def publish_form(*, act: Act, form: str) -> UUID:
    """Publish the version that is being designed; requests on their way keep theirs.

    Refuses `DESIGN_UNSOUND` with the first thing that is wrong, and effects that the asker could
    not bring about himself.
    """
    found = await form_to_design(act, form)
    assert found.draft is not None
    fields = await fields_of(act.tx, found.draft)
    try:
        check_design(fields)
    except Unsound as unsound:
        raise DesignUnsound(unsound.reason, unsound.code) from None
    await check_effects(act, found, fields)
    state = FORM.after("publish_form", found.state)
    if found.current is not None:
        await act.tx.update(tables.FormVersion, [{"id": found.current, "state": VersionState.SUPERSEDED}])
    published = {"id": found.draft, "state": VersionState.PUBLISHED}
    await act.tx.update(tables.FormVersion, [published | {"published_by": act.actor, "published_at": act.at}])
    await act.tx.update(tables.Form, [{"id": found.id, "state": state}])
    return found.id
