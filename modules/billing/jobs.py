"""What billing does by the clock: bills become PDFs soon after they were made, and many of them one file."""

from erp.kernel.jobs import Job
from modules.billing.printing import print_bills
from modules.billing.rendering import render_bills

JOBS = (Job("render_closing_bills", 10, render_bills), Job("print_closing_bills", 5, print_bills))
