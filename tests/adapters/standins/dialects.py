"""In what systems of accounts differ, and the lies they can be told to tell."""

from dataclasses import dataclass, field

from erp.sync.contract import Capabilities


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """In what honest systems differ."""

    keeps_key: bool = True
    name_case_matters: bool = False
    normalises_name: bool = False
    deletes: bool = True
    tells_groups: bool = True
    hidden_reads: int = 0
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(sessions=True, licences=True))


# strict: as the standard says. loose: forgets our key, upper and lower case are two names. slack: rewrites
# names, deleting only switches off. cloud: what was just made is not found for a while.
DIALECTS = {
    "strict": Dialect(),
    "loose": Dialect(keeps_key=False, name_case_matters=True, capabilities=Capabilities()),
    "slack": Dialect(normalises_name=True, deletes=False, tells_groups=False, capabilities=Capabilities()),
    "cloud": Dialect(
        hidden_reads=2,
        capabilities=Capabilities(sessions=True, licences=True, hand_over=True, last_used=True),
    ),
}


@dataclass
class Lies:
    """Switches; all may be turned at any time."""

    still_active: bool = False
    sessions_stay: bool = False
    list_shifts: bool = False
    finds_everybody: bool = False
    finds_nobody: bool = False
    refuses_creation: bool = False
