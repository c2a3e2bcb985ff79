"""The way out of the house: connections go to checked addresses, and to no others."""

from erp.kernel.outside.addresses import NOBODY, Networks, NoSuchName, NotAllowed, checked, networks
from erp.kernel.outside.pinning import PinningAdapter

__all__ = ["NOBODY", "Networks", "NoSuchName", "NotAllowed", "PinningAdapter", "checked", "networks"]
