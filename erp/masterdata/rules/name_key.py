"""The key by which two spellings of one name meet: ㈱山田商店 and 株式会社 山田商店 are one company.

A name is stored as it was entered; this key stands beside it for search and for finding duplicates.
Widths are folded (NFKC), hiragana becomes katakana, small kana become large, old forms of kanji become
the common ones, and the legal form, spaces and punctuation go. The key is never shown and never sent to
anybody.

    >>> [name_key(name) for name in ("㈱山田商店", "株式会社　山田商店", "山田商店(株)")]
    ['山田商店', '山田商店', '山田商店']
    >>> name_key("ﾔﾏﾀﾞ ｼｮｳﾃﾝ") == name_key("やまだしょうてん")
    True
    >>> name_key("Contoso Trading Co., Ltd."), name_key("CONTOSO TRADING, INC.")
    ('contosotrading', 'contosotrading')
    >>> name_key("髙島商事") == name_key("高島商事")
    True

A name that is nothing but a legal form keeps it, because a key must not be empty:

    >>> name_key("株式会社")
    '株式会社'
"""

import re
import unicodedata

_FORMS_JA = (
    "特定非営利活動法人", "地方独立行政法人", "国立大学法人", "独立行政法人", "社会福祉法人",
    "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "弁護士法人", "税理士法人",
    "司法書士法人", "行政書士法人", "社会保険労務士法人", "監査法人", "医療法人", "学校法人",
    "宗教法人", "農事組合法人", "協同組合", "相互会社", "株式会社", "有限会社", "合同会社",
    "合資会社", "合名会社",
)  # fmt: skip
# After NFKC ㈱ is (株); the abbreviations of bank transfers are (カ, カ) and (カ).
_SHORT_JA = re.compile(r"\([株有合同資名医社財学宗福独監カユドシメ]\)|^[カユドシメ]\)|\([カユドシメ]$")
_FORM_JA = re.compile("|".join(sorted(_FORMS_JA, key=len, reverse=True)))
_FORM_EN = re.compile(
    r"[\s,]+(?:incorporated|inc|limited|ltd|corporation|corp|company|co|llc|llp|plc|gmbh|ag|kg|sa|sarl|sas|srl|spa|bv|nv"
    r"|oy|ab|as|aps|pty|pte|kk|gk|yk|k\.k|g\.k|y\.k|s\.a|s\.p\.a|b\.v|n\.v)\.?[\s,]*$"
)
_SMALL_KANA = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_OLD_KANJI = str.maketrans(
    "髙﨑邊邉澤齋齊濵濱廣國德櫻眞惠榮嶋嶌圓壽龍瀧關藏鐵鹽淺佛條會學與萬",
    "高崎辺辺沢斎斎浜浜広国徳桜真恵栄島島円寿竜滝関蔵鉄塩浅仏条会学与万",
)


def name_key(name: str) -> str:
    """The key of a name; the same key again when it is applied to a key.

    >>> name_key("株(株)式会社 山田"), name_key("山田コンピューター") == name_key("山田コンピュータ")
    ('山田', True)
    """
    key = _reduced(name)
    # Taking one form out can bring another together: 株(株)式会社. Reduce until nothing changes.
    while (again := _reduced(key)) != key:
        key = again
    return key


def fold(text: str) -> str:
    """One width, one kana, one case, common kanji — the legal form and the spaces stay.

    >>> fold("ＡＢＣ　ｻｰﾋﾞｽ（かぶ）")
    'abc サービス(カブ)'
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _katakana(plain).translate(_SMALL_KANA).translate(_OLD_KANJI).strip()


def search_text(*parts: str | None) -> str:
    """What the search box looks through: every part folded, without spaces inside it.

    >>> search_text("㈱ 山田 商店", None, "ﾔﾏﾀﾞ")
    '(株)山田商店 ヤマダ'
    """
    return " ".join(re.sub(r"\s+", "", fold(part)) for part in parts if part and part.strip())


def _reduced(name: str) -> str:
    folded = fold(name)
    return _letters(_without_forms(folded)) or _letters(folded) or re.sub(r"\s+", "", folded)


def _without_forms(folded: str) -> str:
    without = _FORM_JA.sub("", _SHORT_JA.sub("", folded))
    while (shorter := _FORM_EN.sub("", without)) != without:
        without = shorter
    return without


def _letters(text: str) -> str:
    # The long mark goes too: コンピュータ and コンピューター are one word to those who write it.
    text = text.replace("ー", "")
    return "".join(each for each in text if each.isalnum() or unicodedata.category(each).startswith("M"))


def _katakana(text: str) -> str:
    return "".join(chr(ord(each) + 0x60) if "ぁ" <= each <= "ゖ" else each for each in text)
