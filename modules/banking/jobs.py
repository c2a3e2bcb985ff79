"""What banking does by the clock: proposals follow what is open."""

from erp.kernel.jobs import Job
from modules.banking.looking import look_again

JOBS = (Job("look_again_at_lines", 30, look_again),)
