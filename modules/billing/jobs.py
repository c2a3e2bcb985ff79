"""What billing does by the clock: bills become PDFs soon after they were made."""

from erp.kernel.jobs import Job
from modules.billing.rendering import render_bills

JOBS = (Job("render_closing_bills", 10, render_bills),)
