"""What payables does by the clock: statements are printed once, and count when nobody objected in time."""

from erp.kernel.jobs import Job
from modules.payables.agreeing import count_silent
from modules.payables.printing import render_self_billings

JOBS = (
    Job("render_self_billings", 5, render_self_billings),
    Job("count_silent_self_billings", 600, count_silent),
)
