"""The life of an import: it is there as a whole, or it was taken back as a whole."""

from enum import Enum

from erp.kernel.states import Lifecycle


class ImportState(str, Enum):
    """Whether what an import brought still stands."""

    COMMITTED = "COMMITTED"
    UNDONE = "UNDONE"


IMPORT_RUN = Lifecycle("import_run", {"undo": ({ImportState.COMMITTED}, ImportState.UNDONE)})
