"""What inventory does by the clock: labels and count sheets that were asked for are printed."""

from erp.kernel.jobs import Job
from modules.inventory.printing import render_stock_prints

JOBS = (Job("render_stock_prints", 5, render_stock_prints),)
