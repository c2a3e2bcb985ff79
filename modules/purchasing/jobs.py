"""What purchasing does by the clock: orders that were placed are printed once, and go by mail if asked."""

from erp.kernel.jobs import Job
from modules.purchasing.printing import render_purchase_orders

JOBS = (Job("render_purchase_orders", 5, render_purchase_orders),)
