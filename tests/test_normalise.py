"""Documents to tokens: words, sentences, paragraphs, quotations, furniture, languages."""

from __future__ import annotations

import dataclasses
import textwrap

import numpy as np
import pytest
import twins
from hypothesis import given, settings
from hypothesis import strategies as st

from syndetect.columns import Tokens
from syndetect.kernels.code_points import folded
from syndetect.kernels.words import DISGUISED, SINGLE, words
from syndetect.model import Document
from syndetect.normalise import batches, tokenise
from syndetect.normalise.lexical import _memo, entries
from syndetect.text import lexicon

BODY = "The harbour office closed the pier on Tuesday.\n"


def tokens_of(text: str, language: str | None = None) -> Tokens:
    """The tokens of one text."""
    return tokenise([Document("a", text, language=language)])[0]


def marked(text: str, column: str, language: str | None = None) -> str:
    """The words, by spaces, for which a column is true."""
    tokens = tokens_of(text, language)
    places = np.flatnonzero(getattr(tokens, column))
    return " ".join(text[tokens.begins[k] : tokens.ends[k]] for k in places)


def grouped(text: str, column: str) -> list[str]:
    """The first word of each sentence or paragraph."""
    tokens = tokens_of(text, "en")
    _, firsts = np.unique(getattr(tokens, column), return_index=True)
    return [text[tokens.begins[k] : tokens.ends[k]] for k in firsts]


def flagged(line: str) -> bool:
    """Whether a line inside an article is taken for furniture, with all its words."""
    marks = tokens_of(f"{BODY}\n{line}\n\n{BODY}").furniture
    inner = marks[len(words([BODY]).hashes) : len(marks) - len(words([BODY]).hashes)]
    assert inner.all() or not inner.any()
    return bool(inner.any())


FURNITURE = """Article réservé aux abonnés
Dieser Artikel ist nur für Abonnenten
Subscriber only
Articolo riservato agli abbonati
Do you have a story for us? Email newsdesk@post.example
Got a tip? Get in touch with our newsroom
Das könnte Sie auch interessieren:
Vous aimerez aussi
También te puede interesar
Misschien ook interessant
\
- Advertisement -
ADVERTISEMENT
*** Sponsored ***
Story continues below advertisement
Please enter your comment!
Please enter your name here
Leave a Reply
Leave a reply Cancel reply
Required fields are marked * and your address stays with us
Save my name, email, and website in this browser for the next time I comment.
You must be logged in to post a comment.
Sign in to comment
Log in to continue reading
Click here to join our channel
Send this to a friend
Share this article
Share on Facebook
Share this article on WhatsApp
Facebook | Twitter | WhatsApp | Email
Follow us on Instagram for more
Got a tip? Write to the desk. Follow us on Telegram
Follow us @harbournews
This website uses cookies to improve your experience. Accept
We use cookies to personalise content
We and our 412 partners use cookies and similar techniques
Accept all cookies
Reject all | Cookie settings
Manage cookies
By clicking “Accept” you agree to the storing of cookies on your device
By continuing to browse you accept our terms of use
Sign up to our morning newsletter
Subscribe
Subscribe now!
Subscribe to our newsletter for weekly stories
Get the headlines in your inbox
Submit press release, news tips to us
Read more
READ MORE »
Must read
Related
Related Posts
Most read
Trending today
Hot News
Editor’s Picks
You may also like
Also read: Ferry workers call off strike
RELATED: Ten piers that survived the storm
See also – How the harbour was built
Read more: Who pays for the new pier?
Watch: the moment the crane fell
Video: minister resigns
Photos: storm hits the coast
Home > News > Politics
Home | About us | Contact | Privacy policy
© 2024 Harbour Gazette
Copyright 2024 Harbour Gazette Ltd.
Copyright © Harbour Gazette
Copyright Harbour Gazette, 2019. Reprints by request
2024 Harbour Gazette. All rights reserved.
Previous article
Next article: Ferry timetable for the autumn
Back to top
Skip to content
Comments (17)
Comments
12 Comments
4 min read
No comments yet
Tags: harbour, storm, ferries
Filed under: Local
Photo: Mira Holt / Coastal Pictures
Image caption The pier before the storm
Image: Coastal Pictures
Download our app
Get the Harbour News app for free
Support independent journalism
Support our work with a monthly gift
Harbour Times on Google News
I am Mira Holt, a freelance journalist writing for small papers by the sea.
Lorem ipsum dolor
Scroll down for video
VIEW GALLERY
Poll loading …
Anzeige
- Werbung -
Publicité
Reklama
Реклама
إعلان
Lesen Sie auch: Fähren fallen aus
Auch interessant
Lire aussi : Le port ferme ses portes
Lea también
Leggi anche: Il molo chiude
Leia também
Lees ook: De haven gaat dicht
Läs också
Citește și: Portul se închide
Czytaj także: Port zamknięty
Читайте также: Порт закрыт
Читайте також
Diese Website verwendet Cookies, um Ihnen zu helfen.
Wir verwenden Cookies
Este sitio web utiliza cookies propias
Ce site utilise des cookies
Questo sito utilizza i cookie
Este site utiliza cookies
Deze website gebruikt cookies
Acest site folosește cookie-uri
Этот сайт использует файлы cookie
Schreibe einen Kommentar
Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert
Laisser un commentaire
Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *
Deja una respuesta
Tu dirección de correo electrónico no será publicada.
Los campos obligatorios están marcados con *
Lascia un commento
Il tuo indirizzo email non sarà pubblicato.
Deixe um comentário
O seu endereço de email não será publicado.
Laat een reactie achter
Je e-mailadres wordt niet gepubliceerd.
Lämna ett svar
Din e-postadress kommer inte publiceras.
Lasă un răspuns
Adresa ta de email nu va fi publicată.
Dodaj komentarz
Twój adres email nie zostanie opublikowany.
Добавить комментарий
Ваш адрес email не будет опубликован.
Залишити коментар
Bir yanıt yazın
E-posta adresiniz yayınlanmayacak.
اترك تعليقاً
لن يتم نشر عنوان بريدك الإلكتروني."""

PROSE = """\
Comments by the minister drew anger
Comment: why the harbour budget fails
Comments were closed to the public after the hearing.
Share prices fell on Monday
Share of renters rises again
Shares in the ferry line were suspended at noon.
Print runs have shrunk by half since the spring.
Print workers strike on Friday
Save on fuel, drivers are told
Save our pier, residents say
Send in the divers, the captain ordered.
Email from the mayor shows he knew of the leak
Follow us or stay behind, the guide said to them.
“Fans follow us on every tour,” the singer said.
They follow us on foot from the harbour, the girl said.
Like us on Sundays, the neighbours sleep late.
Join us on the picket line, nurses ask voters
Watch-makers face a hard winter
Watch batteries caused the fire, says inspector
Watch dogs were found at the depot.
Listen-and-learn tours start in May
Listen to voters, party tells its leader
Related-party deals are under scrutiny
Related charges against two sailors were dropped.
Relatedness of the two herds was shown by blood tests.
Recommended doses were exceeded in nine of ten cases.
More from less: how farms cope with drought, a study of 40 villages
More on the strike was expected later in the day.
Read the letter aloud, the judge told him.
Readers wrote in their thousands.
Reading scores fall for a third year
Copyright law reform passes first reading
Copyright reform of 2019 has stalled in the courts
Copyright holders sued the archive on Thursday.
Image copyright case reaches the highest court
Image problems dog the ferry line
Images of the flood were shown in court.
Photo of the year goes to a student
Photographs from the wreck were released.
Video evidence cleared the captain
Videos of the crash spread within minutes.
Gallery owner held over stolen prints
Loading bays were shut
View of the gallery is blocked
Topics at the summit include fishing and gas.
Categories of visa will be cut from nine to four.
Tags on the sheep led police to the farm.
Advertisement ban angers brewers
Advertisements for betting will be banned near schools.
Sponsored runners raised 40,000 for the lifeboat.
Promoted last year, the club is bottom of the league.
Subscribe to the view or not, the figures are clear.
Subscribers left the paper in droves.
By using false papers, the firm won better terms for the port.
By clicking his fingers the minister can stop it, terms or no terms, she said.
By continuing the talks both sides hope for softer terms.
Regulators say visitors could not reject cookies as easily as accept them.
We use cookies as bait, the trapper said.
Cookies were the best seller at the fair.
Get the vaccination app working, doctors tell ministers
Get the army out, protesters shout
Get the letters by e-mail or lose them, pensioners are told
Download speeds lag behind in the valleys
Support our farmers, the bishop told the crowd.
Support us in the vote, unions tell members
Support independent inquiry, opposition urges
Support for the bridge fell to 31 percent.
Signing up to the alerts scheme costs nothing, the council said.
Signed up to the navy at 16, he rose to captain.
Home / away form worries the coach
Home is where the flood left it, she said.
News of the wreck reached the island at dawn.
Business/labour talks break down
Opinion is divided in the town.
Contact with the ship was lost at noon.
Privacy campaigners won in court.
Terms of the sale were not disclosed.
World leaders gathered by the lake.
Sport/culture minister resigns
Popular mayor steps down
Trending upwards: mortgage rates
Latest news from the front was grim.
Latest figures show exports up by 4 percent.
Most read the letter without a word.
Top stories of the building collapsed.
Previous articles of the treaty were kept.
Next story to fall was the roof garden.
Back to school in the rain
Skip to the end of the queue for 20 crowns, touts say
Leave a light on, widows of the crew asked.
Leave campaigners met in the town hall.
Write your own will, lawyers say
Enter your home only with a helmet, residents were told.
Submit or leave, the rebels told the village.
Required skills are in short supply.
Click here and there of the cooling engine was all they heard.
12 shares were sold for a crown each.
12 comments from the bench drew laughter.
I am Jonas, a retired editor, and I was on the bridge when it fell.
Up next to the wall the ladder stood.
You may also like to know that the ferry is full.
Don’t miss the point, the bishop warned.
Editor’s picks at the fair went for nothing.
Anzeigen gegen den Bürgermeister wurden fallengelassen.
Anzeige gegen den Reeder erstattet
Werbung für Tabak wird verboten
Lesen Sie auch das Kleingedruckte, rät die Kammer.
Lire aussi vite est impossible, dit la maîtresse.
Leer también es un placer, dice la autora
Publicité interdite près des écoles
Läs också baksidan, råder advokaten.
Реклама табака запрещена с мая
Deja un comentario de diez páginas sobre la ley del puerto
Kommentare des Ministers sorgten für Ärger
Subscribers only pay half at the museum
Have a story of a wreck told and nobody listens
Das könnte Sie auch interessieren lassen, was der Hafen kostet, sagte er.
Veja também o preço do peixe, disse a vendedora ao filho."""


@pytest.mark.parametrize("line", FURNITURE.split("\n"))
def test_furniture_is_found(line: str) -> None:
    """A line that belongs to the page, not to the article, is marked with all its words."""
    assert flagged(line)


@pytest.mark.parametrize("line", PROSE.split("\n"))
def test_ordinary_lines_are_kept(line: str) -> None:
    """A sentence or headline that merely opens like furniture stays part of the article."""
    assert not flagged(line)


@pytest.mark.parametrize("head", ["Video: minister resigns", "Watch: the crane falls", "Related: two storms"])
def test_a_headline_is_no_teaser(head: str) -> None:
    """Over an article, also below furniture, a teaser's words are its headline; inside they are furniture."""
    assert marked(f"{head}\n\n{BODY}", "furniture") == ""
    assert marked(f"Skip to content\n- Advertisement -\n{head}\n\n{BODY}", "furniture").endswith(
        "Advertisement"
    )
    assert marked(f"{BODY}\n{head}\n", "furniture") == head.replace(":", "")


def test_the_last_word_of_a_wrapped_paragraph_is_no_furniture() -> None:
    """A line that continues a sentence is text, even if it alone would be a button."""
    text = "The ferry line said that it would pay three crowns for each old\nshare\n\nand nothing for a bond."
    assert marked(text, "furniture") == ""
    assert marked(BODY + "share\n", "furniture") == "share"


@pytest.mark.parametrize(
    "line",
    [
        "home > " + "ab > " * 50 + "!",
        "share|" * 40 + "!",
        "accept all " * 25 + "!",
        "copyright " + "Ab " * 80 + "!",
    ],
)
def test_hostile_lines_come_to_an_end(line: str) -> None:
    """Lines that fit a pattern in many ways and fail at the last character are decided all the same."""
    assert not flagged(line)


def test_long_lines_are_text() -> None:
    """A paragraph that opens like a notice and goes on for long is no furniture."""
    assert marked("We use cookies to " + "bake and bake and " * 30 + "\n", "furniture") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we will stay” and left.", "we will stay"),
        ('He said "we will stay" and left.', "we will stay"),
        ("Il dit « nous restons » et part.", "nous restons"),
        ("Er sagte „wir bleiben“ und ging.", "wir bleiben"),
        ("Er sagte „wir bleiben” und ging.", "wir bleiben"),
        ("Er sagte »wir bleiben« und ging.", "wir bleiben"),
        ("Han sa ”vi stannar” och gick.", "vi stannar"),
        ("Han sa »vi stannar» och gick.", "vi stannar"),
        ("船長は「ここにいる」と言った。", "こ こ に い る"),
        ("‘We will not leave the pier,’ he said.", "We will not leave the pier"),
        ("“One here,” he said, “two there.” He left.", "One here two there"),
        ("»Eins hier«, sagte er, »zwei dort«, und ging.", "Eins hier zwei dort"),
        ("„Eins hier“, sagte er, „zwei dort“, und ging.", "Eins hier zwei dort"),
        ("“We stay, and this goes on\nShe left.", "We stay and this goes on"),
        ("“We stay, and this goes on", "We stay and this goes on"),
        ('He said "no. She said "we stay" and left.', "we stay"),
        ('A 6" pipe and a 7" pipe burst.', ""),
        ("The sailors’ union and the captain’s wife didn’t agree, ’tis said.", ""),
        ("The sailors' union and the captain's wife didn't agree.", ""),
        ("No marks at all.", ""),
        ("A stray ” mark, no more", ""),
    ],
)
def test_quotations(text: str, expected: str) -> None:
    """Words between a pair of marks of any style are quoted; apostrophes and inches quote nothing."""
    assert marked(text, "quoted", "en") == expected


WRAPPED = """\
The harbour office closed the pier on Tuesday after the crew of
a pilot boat noticed that two of its pillars had moved by a hand. It will
stay shut until divers have been down, the harbour master said.

Ferries leave from the fish market. Tickets stay valid for a month.
"""


def test_wrapped_lines_are_one_paragraph() -> None:
    """Line breaks inside running text part neither paragraphs nor sentences; an empty line does."""
    assert grouped(WRAPPED, "blocks") == ["The", "Ferries"]
    assert grouped(WRAPPED, "sentences") == ["The", "It", "Ferries", "Tickets"]
    assert grouped(WRAPPED.replace("\n", "\r\n"), "sentences") == ["The", "It", "Ferries", "Tickets"]


def test_text_wrapped_at_any_width_is_running_text() -> None:
    """Where nearly every line is as full as it can be, breaks only wrap it, however long the lines are."""
    story = " ".join(f"The crew of boat {at} saw that pillars had moved, and told it." for at in range(14))
    lines = textwrap.wrap(story, 140)
    assert len(grouped("\n".join(lines), "sentences")) == len(grouped(story, "sentences")) == 14


def test_headlines_are_sentences_of_their_own() -> None:
    """A headline without a full stop is not joined to what is below it, nor are long lines to each other."""
    text = (
        "Pier shut after pillars move\n\n"
        + BODY
        + "\n"
        + "Divers go down at noon " * 7
        + "\nFerries sail from here\n"
    )
    assert grouped(text, "sentences") == ["Pier", "The", "Divers", "Ferries"]
    assert grouped(text, "blocks") == ["Pier", "The", "Divers", "Ferries"]


@pytest.mark.parametrize(
    "text",
    ["Mr. Holt met Dr. Voll at 3.30 p.m. in the harbour office and they spoke for 2.5 hours. He left.",
     "The U.S. navy paid $1.2 million for the pier, which is 12.5 metres wide at its end. He left."],
)  # fmt: skip
def test_stops_inside_sentences_do_not_end_them(text: str) -> None:
    """Abbreviations and numbers keep a sentence in one piece."""
    assert len(grouped(text, "sentences")) == 2


@given(twins.texts)
def test_offsets_lead_back_to_the_words(text: str) -> None:
    """What stands between a token's offsets is the word whose hash it has, where spaces part words."""
    tokens = tokens_of(text)
    spaced = (words([text]).marks & (SINGLE | DISGUISED)) == 0
    rows = zip(tokens.begins[spaced], tokens.ends[spaced], tokens.hashes[spaced], strict=True)
    for begin, end, key in rows:
        assert words([text[begin:end]]).hashes.tolist() == [key]


@given(st.text(twins.characters | st.sampled_from("“”„\"'‘’«»()[]{}¿¡「」.,!?…;:"), max_size=40))
def test_clinging_marks_belong_to_one_word(text: str) -> None:
    """Wider borders hold the word and nothing but marks beside it, and never overlap."""
    tokens = tokens_of(text)
    assert (tokens.heads <= tokens.begins).all()
    assert (tokens.tails >= tokens.ends).all()
    assert (tokens.heads[1:] >= tokens.tails[:-1]).all()
    if len(tokens):
        assert tokens.heads[0] >= 0
        assert tokens.tails[-1] <= len(text)
    for head, begin, end, tail in zip(tokens.heads, tokens.begins, tokens.ends, tokens.tails, strict=True):
        around = text[head:begin] + text[end:tail]
        # The stroke that stretches Arabic words is read over as accents are, though Python calls it a letter.
        assert not any(c.isspace() or (c.isalnum() and c != "\u0640") for c in around)
        visible = [c for c in around if folded(c)]
        assert len(visible) <= 7
        assert begin - head <= 4


@pytest.mark.parametrize(
    "text",
    [
        "Ready.\u0301 Go",
        "Ready!\u200d\ufe0f Go",
        "Ready \u2764\ufe0fGo",
        "Ready. \u2764\ufe0f\u0301Go",
        "Ready.\u0301Go",
    ],
)
def test_no_border_parts_a_character(text: str) -> None:
    """Accents, joiners and variation selectors go with what they belong to."""
    tokens = tokens_of(text)
    assert tokens.begins[0] == 0
    for border in (*tokens.heads.tolist(), *tokens.tails.tolist()):
        assert border == len(text) or text[border] not in "\u0301\u200d\ufe0f"


def test_marks_cling_to_their_words() -> None:
    """Opening marks go with the word after them, closing ones and stops with the word before."""
    text = "Er sagte: („Nein!“) Gut."
    tokens = tokens_of(text, "de")
    shown = [text[head:tail] for head, tail in zip(tokens.heads, tokens.tails, strict=True)]
    assert shown == ["Er", "sagte:", "(„Nein!“)", "Gut."]


def columns_of(tokens: Tokens) -> list[object]:
    """Every column as a list."""
    values = (getattr(tokens, item.name) for item in dataclasses.fields(tokens))
    return [value.tolist() if isinstance(value, np.ndarray) else value for value in values]


prose = st.lists(
    st.sampled_from(["Résumé", "resume", "für", "fur", "x²", "x2", "٣٫٥", "3,5", "É", "the", "."])
)


@settings(max_examples=50)
@given(st.lists(twins.texts | prose.map(" ".join), max_size=5))
def test_neighbours_in_a_batch_change_nothing(texts: list[str]) -> None:
    """The tokens of a document are the same alone, in any batch and after any other document."""
    documents = [Document(str(k), text) for k, text in enumerate(texts)]
    together = tokenise(documents)
    for document, tokens in zip(documents, together, strict=True):
        entries.cache_clear()
        _memo.cache_clear()
        assert columns_of(tokenise([document])[0]) == columns_of(tokens)


@given(
    st.text(st.characters(), max_size=200),
    st.sampled_from([None, "", "en", "ja", "xx", "??", "english", "\ud800"]),
)
def test_no_text_is_too_odd(text: str, language: str | None) -> None:
    """Any text in any declared language gives columns of one length with groups numbered from 0."""
    tokens = tokens_of(text, language)
    for item in dataclasses.fields(tokens):
        if isinstance(column := getattr(tokens, item.name), np.ndarray):
            assert len(column) == len(tokens)
    for groups in (tokens.sentences, tokens.blocks):
        assert groups.tolist() == sorted(groups)
        assert set(groups.tolist()) == set(range(len(set(groups.tolist()))))


@pytest.mark.parametrize("odd", ["\ud800", "\0", "😀", "\u2028", "\r"])
def test_odd_characters_move_no_sentence(odd: str) -> None:
    """Lone surrogates, nulls and characters beyond the first plane leave the sentences where they are."""
    text = f"The harbour {odd} office closed the pier on Tuesday after {odd} the storm. Ferries sail again."
    assert grouped(text, "sentences") == ["The", "Ferries"]


def test_no_documents_have_no_tokens() -> None:
    """An empty batch is an empty answer; an empty document and one of marks only have no words."""
    assert list(tokenise([])) == []
    assert [len(tokens_of(text)) for text in ("", " .,;", "\u200b", "word", "x" * 100_000)] == [0, 0, 0, 1, 1]


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(1, 40))
def test_batches_keep_every_document_in_order(lengths: list[int], characters: int) -> None:
    """Batches end once they are large enough, lose nothing and are never empty."""
    documents = [Document(str(k), "x" * length) for k, length in enumerate(lengths)]
    found = list(batches(documents, characters))
    assert [document for batch in found for document in batch] == documents
    for batch in found:
        assert batch
        assert sum(len(document.text) for document in batch[:-1]) < characters


SAMPLES = {
    "en": "The pier was closed on Tuesday because two of its pillars had moved.",
    "de": "Der Steg wurde am Dienstag gesperrt, weil sich zwei seiner Pfeiler bewegt haben.",
    "fr": "La jetée a été fermée mardi parce que deux de ses piliers ont bougé dans la nuit.",
    "es": "El muelle fue cerrado el martes porque dos de sus pilares se habían movido por la noche.",
    "it": "Il molo è stato chiuso martedì perché due dei suoi pilastri si sono mossi nella notte.",
    "pt": "O cais foi fechado na terça-feira porque dois dos seus pilares não estavam no lugar.",
    "nl": "De pier is dinsdag gesloten omdat twee van de pijlers in de nacht zijn verschoven.",
    "sv": "Piren stängdes på tisdagen eftersom två av pelarna hade rört sig under natten.",
    "ro": "Pontonul a fost închis marți pentru că doi dintre stâlpii săi s-au mișcat în timpul nopții.",
    "pl": "Molo zamknięto we wtorek, ponieważ dwa z jego filarów przesunęły się w nocy i nie są pewne.",
    "ru": "Причал закрыли во вторник, потому что две его опоры сдвинулись за ночь на ладонь.",
    "uk": "Причал закрили у вівторок, тому що дві його опори за ніч зсунулися на долоню.",
    "tr": "İskele salı günü kapatıldı, çünkü iki ayağı gece boyunca bir karış yer değiştirdi ve bu çok kötü.",
    "ar": "أغلق الرصيف يوم الثلاثاء لأن اثنين من أعمدته تحركا في الليل من مكانهما إلى البحر.",
}


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_the_language_of_a_sentence_is_seen(language: str) -> None:
    """One sentence without a declared language is enough, also in capitals."""
    assert tokens_of(SAMPLES[language]).language == language
    assert tokens_of(SAMPLES[language], "und").language == language


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *[("en", "en"), ("EN-gb", "en"), ("de_AT", "de"), ("swe", "sv"), ("ger", "de"), ("no", "nb")],
        *[(" fr ", "fr"), ("zh-Hans", "zh"), ("english", None), ("und", None), ("", None), ("??", None)],
        *[("日本", None), ("e", None)],
    ],
)
def test_language_tags_are_read(tag: str, expected: str | None) -> None:
    """Two-letter and three-letter tags count, whatever follows; what is no tag leaves the text to decide."""
    assert lexicon.code(tag) == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["evacuate", "evacuated", "EVACUATING"]),
        ("de", ["für", "fur", "FÜR"]),
        ("de", ["Länder", "lander"]),
        ("fr", ["évacuées", "evacuees", "e\u0301vacue\u0301es"]),
        ("en", ["1,000", "1000", "１０００"]),
    ],
)
def test_forms_of_a_word_share_their_stem(language: str, forms: list[str]) -> None:
    """Inflected, unaccented and full-width forms meet in one stem."""
    assert len({lexicon.entry(folded(form), language)[0] for form in forms}) == 1


def test_rare_words_weigh_more() -> None:
    """Function words are no content, rarer words weigh more, unknown ones most; numbers by length."""
    tokens = tokens_of("the harbour zzyqxw 7 1987", "en")
    assert tokens.content.tolist() == [False, True, True, True, True]
    the, harbour, unknown, short, long = tokens.bits.tolist()
    assert the < harbour < unknown
    assert short < long < unknown


def test_common_nouns_of_a_language_with_capitals_are_no_facts() -> None:
    """In German a noun that everybody uses names nobody; in English what has a capital does."""
    german = "Am Abend lief das Wasser in die Keller der Häuser, und die Menschen in Obergries holten Decken."
    english = "In the evening the water ran into the cellars of Obergries, and men brought Blankets."
    told = []
    for text, language in ((german, "de"), (english, "en")):
        batch = tokenise([Document("a", text, language=language)])
        spans = zip(batch.begins[batch.facts].tolist(), batch.ends[batch.facts].tolist(), strict=True)
        told.append({text[begin:end] for begin, end in spans})
    assert told == [{"Obergries"}, {"Obergries", "Blankets"}]
