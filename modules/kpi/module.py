"""What the process figures say of themselves: counts, lead times and waiting, from transitions alone."""

from erp.kernel.module import Module
from modules.kpi import tables

MODULE = Module(name="kpi", label_ja="業務指標", label_en="Process figures", tables=tables.TABLES)
APP_CONFIG = MODULE.piccolo_app()
