"""What payables does by the clock: the papers it writes for suppliers are printed once."""

from erp.kernel.jobs import Job
from modules.payables.printing import render_self_billings

JOBS = (Job("render_self_billings", 5, render_self_billings),)
