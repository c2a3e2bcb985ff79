"""Units of measure as electronic invoices write them: codes of UN/ECE Recommendations 20 and 21.

>>> unit_of("KG"), unit_of("PCS"), unit_of("ANYTHING"), unit_of(None)
('KGM', 'H87', 'C62', 'C62')
"""

CODES = {
    "PCS": "H87", "BTL": "XBO", "SHT": "ST", "BAG": "XBG", "CS": "XCS", "BOX": "XBX", "SET": "SET",
    "UNIT": "H87", "VOL": "H87", "KG": "KGM", "G": "GRM", "L": "LTR", "M": "MTR", "H": "HUR", "DAY": "DAY",
    "MON": "MON", "JOB": "LS",
}  # fmt: skip
ONE = "C62"


def unit_of(code: str | None) -> str:
    """The code of one of our units; one that is not known there is told as plain units."""
    return CODES.get(code or "", ONE)
