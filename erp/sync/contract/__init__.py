"""What an adapter promises: the words of the contract, without any machinery.

An adapter is a folder `adapters/<vendor>/` with an `ADAPTER` in its `adapter.py`. It imports from here, from
the standard library and from its vendor's client, and from no module of ours.
"""

from erp.sync.contract.adapter import Adapter, Limits, OAuth, Setting
from erp.sync.contract.directory import Account, Capabilities, Directory, Group, Proof, ProvedState, Wanted
from erp.sync.contract.outcomes import Broken, ByHand, Rejected, Retry, UnknownOutcome, WaitUntil

__all__ = [
    "Account",
    "Adapter",
    "Broken",
    "ByHand",
    "Capabilities",
    "Directory",
    "Group",
    "Limits",
    "OAuth",
    "Proof",
    "ProvedState",
    "Rejected",
    "Retry",
    "Setting",
    "UnknownOutcome",
    "WaitUntil",
    "Wanted",
]
