"""The language of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.identify import _ALL, BY_WORDS, identified
from syndetect.kernels.text import words
from syndetect.lexicon import common_words


def told(text: str) -> str:
    """The language a text is taken for."""
    return identified([text], [words([text]).hashes])[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Broen blev lukket i tirsdags, fordi to af dens piller havde flyttet sig i løbet af natten.", "da"),
        (
            "Brua ble stengt tirsdag fordi to av pilarene hadde flyttet seg i løpet av natten.",
            "nb",
        ),
        (
            "Silta suljettiin tiistaina, koska kaksi sen pilaria oli siirtynyt yön aikana, sanoi poliisi.",
            "fi",
        ),
        ("Most byl v úterý uzavřen, protože dva jeho pilíře se během noci posunuly, řekla policie.", "cs"),
        (
            "A hidat kedden lezárták, mert két pillére az éjszaka folyamán elmozdult, közölte a rendőrség.",
            "hu",
        ),
        (
            "El pont es va tancar dimarts perquè dos dels seus pilars s'havien mogut durant la nit, va dir.",
            "ca",
        ),
        (
            "Мостът беше затворен във вторник, защото два от стълбовете му се бяха преместили през нощта.",
            "bg",
        ),
        ("Η γέφυρα έκλεισε την Τρίτη επειδή δύο από τους στύλους της μετακινήθηκαν τη νύχτα.", "el"),
        ("הגשר נסגר ביום שלישי משום ששניים מעמודיו זזו בלילה.", "he"),
        ("पुल मंगलवार को बंद कर दिया गया क्योंकि उसके दो खंभे रात में हिल गए थे।", "hi"),
        ("این پل روز سه‌شنبه بسته شد چون دو پایه آن در طول شب جابه‌جا شده بود.", "fa"),
        ("Jembatan itu ditutup pada hari Selasa karena dua tiangnya bergeser pada malam hari.", "id"),
        ("সেতুটি মঙ্গলবার বন্ধ করা হয়েছে কারণ রাতে এর দুটি স্তম্ভ সরে গেছে।", "bn"),
        ("பாலம் செவ்வாய்க்கிழமை மூடப்பட்டது, ஏனெனில் அதன் இரண்டு தூண்கள் நகர்ந்தன.", "ta"),
        ("橋は閉鎖された", "ja"),
        ("大桥关闭了", "zh"),
        ("다리가 폐쇄되었다", "ko"),
        ("สะพานถูกปิด", "th"),
        ("The Café Müller in Málaga was closed and they said that it would not open again.", "en"),
    ],
)
def test_one_sentence_is_enough(text: str, language: str) -> None:
    """Script, letters and common words tell the language, whatever names stand in the sentence."""
    assert told(text) == language


@given(st.text(max_size=60))
def test_every_text_has_one_of_the_known_languages(text: str) -> None:
    """Nothing, noise and lone surrogates are taken for English at last, many strange words for no language."""
    assert told(text) in (*_ALL, "und")


def test_texts_that_say_nothing_are_english() -> None:
    """Figures, signs and unknown words speak for no language."""
    assert [told(text) for text in ("", "12 345", "zzyqxw", "!?", "\ud800")] == ["en"] * 5


def test_common_words_are_told_for_their_own_language() -> None:
    """The commonest words of each language, all together, are taken for that language."""
    assert [told(common_words()[language]) for language in BY_WORDS] == list(BY_WORDS)


STRANGE = {
    "hr": "Ribari iz male luke jučer su prosvjedovali protiv novih pravila. Kažu da ministarstvo ne razumije kako žive "
    "ljudi na otocima i da će mnogi morati prodati svoje brodove.",
    "gl": "Os mariñeiros do porto pequeno protestaron onte contra as novas normas. Din que o goberno non entende como "
    "vive a xente das illas e que moitos terán que vender os seus barcos.",
    "af": "Die vissers van die klein hawe het gister teen die nuwe reëls betoog. Hulle sê die regering verstaan nie hoe "
    "mense op die eilande leef nie en dat baie van hulle hul bote sal moet verkoop.",
    "et": "Väikese sadama kalurid avaldasid eile meelt uute reeglite vastu. Nad ütlevad, et ministeerium ei mõista, "
    "kuidas inimesed saartel elavad, ja et paljud peavad oma paadid maha müüma.",
    "ga": "Bhí iascairí an chalafoirt bhig ag agóid inné in aghaidh na rialacha nua. Deir siad nach dtuigeann an "
    "rialtas conas a mhaireann daoine ar na hoileáin.",
    "az": "Kiçik limanın balıqçıları dünən yeni qaydalara etiraz etdilər. Onlar deyirlər ki, hökumət adalarda "
    "insanların necə yaşadığını başa düşmür və çoxları qayıqlarını satmalı olacaq.",
    "be": "Рыбакі з маленькага порта ўчора пратэставалі супраць новых правілаў. Яны кажуць, што міністэрства не "
    "разумее, як жывуць людзі на выспах.",
    "tg": "Моҳигирони бандари хурд дирӯз бар зидди қоидаҳои нав эътироз карданд. Онҳо мегӯянд, ки ҳукумат намефаҳмад, "
    "ки одамон дар ҷазираҳо чӣ гуна зиндагӣ мекунанд.",
    "mr": "लहान बंदरातील मच्छीमारांनी काल नव्या नियमांविरुद्ध निदर्शने केली. बेटांवरील लोक कसे जगतात हे सरकारला समजत नाही, असे "
    "ते म्हणतात.",
    "ckb": "ماسیگرانی بەندەرە بچووکەکە دوێنێ دژی یاسا نوێیەکان خۆپیشاندانیان کرد. ئەوان دەڵێن حکومەت تێناگات خەڵک "
    "چۆن لە دوورگەکان دەژین.",
    "sw": "Wavuvi wa bandari ndogo waliandamana jana kupinga kanuni mpya. Wanasema serikali haielewi jinsi watu "
    "wanavyoishi katika visiwa.",
}  # fmt: skip


@pytest.mark.parametrize("language", STRANGE)
def test_a_language_that_is_not_known_is_not_called_one_that_is(language: str) -> None:
    """A text that lacks the common words of every known language is in none of them."""
    assert told(STRANGE[language]) == "und"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mazās ostas zvejnieki vakar protestēja pret jaunajiem noteikumiem. Viņi saka, ka ministrija nesaprot, kā "
         "cilvēki dzīvo uz salām.", "lv"),
        ("Ribiči iz majhnega pristanišča so včeraj protestirali proti novim pravilom. Pravijo, da vlada ne razume, "
         "kako ljudje živijo na otokih.", "sl"),
        ("Sjómenn úr litlu höfninni mótmæltu í gær nýjum reglum. Þeir segja að ráðuneytið skilji ekki hvernig fólk "
         "lifir á eyjunum.", "is"),
        ("چھوٹی بندرگاہ کے ماہی گیروں نے کل نئے قواعد کے خلاف احتجاج کیا۔ ان کا کہنا ہے کہ حکومت نہیں سمجھتی۔", "ur"),
    ],
)  # fmt: skip
def test_languages_of_a_word_list_alone_are_told(text: str, language: str) -> None:
    """Languages whose common words are known are named, whatever else is not known of them."""
    assert told(text) == language
