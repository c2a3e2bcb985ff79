"""What the house wants to be true of its own work before a month is closed."""

from erp.kernel.closing import Area, Check

# Whatever day it is about: an effect that is missing may belong to any month.
DEAD = "SELECT count(*) FROM kernel.delivery d WHERE d.company = :company AND d.state = 'DEAD'"

CHECKS = (Check("FAILED_DELIVERIES", Area.LEDGER, "system/deliveries", DEAD),)
