"""Names as banks carry them (振込名義カナ): both sides of a comparison are reduced to one key (BIL-11).

Width, small letters, long marks, spaces and punctuation say nothing; ヲ and オ are one; the legal form is
written in front, behind or in the middle, long or short. The key is for comparison only.

    >>> names = ("ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ", "ｱｵﾊﾞｼｮｳﾃﾝ(ｶ", "カブシキガイシャ　アオバショウテン", "あおばしょうてん")
    >>> {name_key(name) for name in names}
    {'アオハ゛シヨウテン'}
    >>> name_key("ｱｵﾊﾞｼﾖｳﾃﾝ(ｶ)ﾄｳｷﾖｳｴｲｷﾞﾖｳｼﾖ"), name_key("ｱｵﾊﾞ(ｶ)ﾄｳｷﾖｳ(ｴｲ")
    ('アオハ゛シヨウテントウキヨウエイキ゛ヨウシヨ', 'アオハ゛トウキヨウ')
    >>> name_key("ｶ)"), name_key("  ")
    ('カ', '')

The name may be cut, and a number may stand before it (BIL-12):

    >>> split_number("0001234ｱｵﾊﾞ"), split_number("IN-2026-000123 ｶ)ｱｵﾊﾞ"), split_number("3ﾜﾘｼﾖｳﾃﾝ")
    (('0001234', 'アオバ'), ('IN2026000123', 'カ)アオバ'), ('', '3ワリシヨウテン'))
"""

import re
from functools import lru_cache
from unicodedata import normalize

# BIL-11, the whole table: the form as it is read in full, and as banks shorten it.
LEGAL_FORMS = {
    "株式会社": ("カブシキガイシヤ", "カ"),
    "有限会社": ("ユウゲンガイシヤ", "ユ"),
    "合同会社": ("ゴウドウガイシヤ", "ド"),
    "合資会社": ("ゴウシガイシヤ", "シ"),
    "合名会社": ("ゴウメイガイシヤ", "メ"),
    "医療法人": ("イリヨウホウジン", "イ"),
    "財団法人": ("ザイダンホウジン", "ザイ"),
    "社団法人": ("シヤダンホウジン", "シヤ"),
    "宗教法人": ("シユウキヨウホウジン", "シユウ"),
    "学校法人": ("ガツコウホウジン", "ガク"),
    "社会福祉法人": ("シヤカイフクシホウジン", "フク"),
    "相互会社": ("ソウゴガイシヤ", "ソ"),
    "特定非営利活動法人": ("トクテイヒエイリカツドウホウジン", "トクヒ"),
    "独立行政法人": ("ドクリツギヨウセイホウジン", "ドク"),
    "地方独立行政法人": ("チホウドクリツギヨウセイホウジン", "チドク"),
    "国立大学法人": ("コクリツダイガクホウジン", "ダイ"),
    "農事組合法人": ("ノウジクミアイホウジン", "ノウ"),
    "更生保護法人": ("コウセイホゴホウジン", "ホゴ"),
    "弁護士法人": ("ベンゴシホウジン", "ベン"),
    "司法書士法人": ("シホウシヨシホウジン", "シホウ"),
    "行政書士法人": ("ギヨウセイシヨシホウジン", "ギヨ"),
    "税理士法人": ("ゼイリシホウジン", "ゼイ"),
    "社会保険労務士法人": ("シヤカイホケンロウムシホウジン", "ロウム"),
    "管理組合法人": ("カンリクミアイホウジン", "カンリ"),
    "営業所": ("エイギヨウシヨ", "エイ"),
    "出張所": ("シユツチヨウジヨ", "シユツ"),
    "協同組合": ("キヨウドウクミアイ", "キヨウクミ"),
    "生活協同組合": ("セイカツキヨウドウクミアイ", "セイキヨウ"),
    "労働組合": ("ロウドウクミアイ", "ロウクミ"),
    "健康保険組合": ("ケンコウホケンクミアイ", "ケンポ"),
}
# An office is where somebody sits, not what he is: its word stays when it is written in full.
_OFFICES = {"営業所", "出張所"}
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
# Hiragana as katakana, small as large, every long mark and dash as one hyphen.
_FOLD = (
    {at: chr(at + 0x60).translate(_SMALL) for at in range(ord("ぁ"), ord("ゖ") + 1)}
    | _SMALL
    | dict.fromkeys(map(ord, "ーｰ−‐‑–—―"), "-")
)
_SHORT = "|".join(sorted((short for _, short in LEGAL_FORMS.values()), key=len, reverse=True))
_IN_BRACKETS = re.compile(rf"\((?:{_SHORT})\)|^(?:{_SHORT})\)|\((?:{_SHORT})$")
_IN_FULL = re.compile(
    "|".join(
        sorted(
            (full for name, (full, _) in LEGAL_FORMS.items() if name not in _OFFICES), key=len, reverse=True
        )
    )
)
_KANJI_FORM = re.compile(
    "|".join(sorted(LEGAL_FORMS, key=len, reverse=True)) + r"|\([株有合同資名医社財学宗福独]\)"
)
# What a bank writes before the name where it has one column for both.
_TRANSFER = re.compile(r"^(?:オ?(?:フリコミ|振込)(?:入金|ニユウキン)?[0-9]?|フリコミイツカツ|入金)[\s:*]*")
_NUMBER_FIRST = re.compile(r"(?:[A-Z]{1,3}-?)?[0-9][0-9\-/ ]{2,}[0-9]|[0-9]{4,}")


def folded(text: str) -> str:
    """One width, katakana, large letters, one sort of hyphen; the rest stays.

    >>> folded("ｻｰﾋﾞｽ－ＡＢＣ（かぶ）")
    'サ-ビス-ABC(カブ)'
    """
    if text.isascii():
        return text.upper().strip()
    return normalize("NFKC", text).upper().translate(_FOLD).strip()


def split_number(payer: str) -> tuple[str, str]:
    """What a payer typed before the name, letters and digits only, and the name."""
    text = folded(payer)
    found = _NUMBER_FIRST.match(text)
    if found is None:
        return "", text
    return re.sub(r"[^0-9A-Z]", "", found[0]), text[found.end() :].strip(" -/")


def payer_in(description: str) -> str | None:
    """The payer's name in a description that begins with the word for a transfer; none in any other.

    >>> payer_in("振込 ｶ)ｱｵﾊﾞ"), payer_in("ﾌﾘｺﾐ1 ｱｵﾊﾞ(ｶ"), payer_in("ﾃﾞﾝｷﾘﾖｳ")
    ('カ)アオバ', 'アオバ(カ', None)
    """
    text = folded(description)
    found = _TRANSFER.match(text)
    return text[found.end() :].strip() or None if found else None


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The key of a payer's or a customer's name, without what was typed before it."""
    text = re.sub(r"\s", "", split_number(name)[1])
    without = _KANJI_FORM.sub("", _IN_BRACKETS.sub("", text))
    without = _IN_FULL.sub("", without)
    return _letters(without) or _letters(text)


def is_kana(key: str) -> bool:
    """Whether a bank could carry it: no kanji in it.

    >>> is_kana(name_key("ABC商事")), is_kana(name_key("アオバ-1"))
    (False, True)
    """
    return bool(key) and all(each.isascii() or "ァ" <= each <= "ヺ" or each in "゛゜" for each in key)


def _letters(text: str) -> str:
    # Banks carry the voiced mark as a letter of its own, and may cut a name before it.
    apart = normalize("NFD", text).replace("\u3099", "゛").replace("\u309a", "゜").replace("ヲ", "オ")
    return "".join(each for each in apart if each.isalnum() or each in "゛゜")
