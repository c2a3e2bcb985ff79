"""What forms refuse by name, where more than one verb may say it."""

from erp.kernel.errors import Refused


class FormChanged(Refused):
    """The form has a newer version than the one that was filled in."""

    def __init__(self, form: str, number: int) -> None:
        super().__init__(form=form, number=number)


class FormNotInUse(Refused):
    """The form is still being designed, or out of use."""

    def __init__(self, form: str, state: str) -> None:
        super().__init__(field="form", form=form, state=state)


class FormNotForYou(Refused):
    """The form is there, but this is not for the person who asks."""

    def __init__(self, form: str, access: str) -> None:
        super().__init__(form=form, access=access)


class NotARequestForm(Refused):
    """A register has records, a request form has requests; this is the other one."""

    def __init__(self, form: str) -> None:
        super().__init__(field="form", form=form)


class DesignUnsound(Refused):
    """A design that cannot be published; the reason is stable."""

    def __init__(self, reason: str, given: str) -> None:
        super().__init__(reason=reason, given=given)


class VersionPublished(Refused):
    """A published version never changes; the next one is designed beside it."""


class DraftThere(Refused):
    """The next version is being designed already."""


class FormCodeTaken(Refused):
    """Another form has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(field="code", code=code)


class PrefixTaken(Refused):
    """Another form, or a document of the house, has numbers that begin so."""

    def __init__(self, prefix: str) -> None:
        super().__init__(field="prefix", prefix=prefix)


class NotYourRequest(Refused):
    """Only who asked for it changes, sends off or takes back a request."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class NotYourTask(Refused):
    """The task is somebody else's."""


class RecordReplaced(Refused):
    """The record has been renewed or is out of use."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(number=number, state=state)


class ImportFaulty(Refused):
    """Nothing is taken in while a line of the file is wrong."""

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


class ImportDone(Refused):
    """This file was taken in already."""


class NothingOpen(Refused):
    """Everything that was to follow from this request is done."""
