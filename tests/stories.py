"""Articles made for the tests of alignment and evidence, a sentence at a time, on four different subjects."""

from __future__ import annotations

PIER = """\
The harbour office closed the old pier on Tuesday after a pilot noticed that two of its pillars had moved.
Divers will examine the foundations on Thursday, once the swell has dropped below one metre.
Built of larch in 1931, the pier carries some 900 passengers to the island ferries on a summer day.
Until further notice the boats leave from the fish market, where a floating stage has been moored.
Harbour master Ingrid Voll said that nobody had been in danger at any time.
An inspection in March had found shipworm in four pillars, but none of them was thought to be weak.
The town council has set aside three million crowns for a replacement made of concrete.
Islanders fear that the work will drag on past Easter, when the first visitors arrive.
Last winter a storm tore away the railing and flooded the ticket office to the height of a desk.
Fishermen offered to ferry schoolchildren across free of charge until the stage is ready.
Season tickets remain valid on the smaller boat, which makes the crossing four times a day.
A crane from the shipyard will lift the damaged planks on Friday evening at low tide."""

VINES = """\
Winegrowers along the upper valley expect their smallest vintage since records began.
Late frost in April killed the buds on two thirds of the terraces, and hail did the rest in July.
Cellar owner Mathieu Lorrain counts nine barrels where forty stood a year ago.
What grapes are left ripen evenly, so the cooperative hopes for sweetness if not for volume.
Insurers have paid out eleven million, yet many smallholders never took a policy.
An agronomist from the viticulture institute recommends hardier rootstocks from the Caucasus.
Younger growers light straw fires between the rows when the thermometer falls at night.
The bishop blessed the slopes in May, a custom that had slept for sixty years.
Exporters warn that supermarkets abroad will replace the label with cheaper bottles.
Pickers from the lowlands were sent home after only five days of harvest.
Tourists still climb the footpath to the chapel, glass in hand, as if nothing had happened.
By October the presses will stand idle, scrubbed and covered with tarpaulin."""

CHESS = """\
A schoolgirl of fourteen has beaten three grandmasters in a row at the open championship in Ravnik.
Lena Dobrev opened with the Scotch each time and never spent more than half her clock.
Her trainer, a retired bus driver, learned the game from a paperback during night shifts.
In the fourth round she sacrificed a rook for two pawns and an attack that nobody else had seen.
The hall fell silent until her opponent tipped his king and shook her hand.
Organisers had first seeded her ninety-second out of one hundred players.
She needs one more draw for the title, which no girl of her age has ever held.
Sponsors have begun to telephone her parents, who run a bakery near the railway station.
Commentators compare her endgames with those of the old masters, slow and merciless.
On Sunday she meets the defending champion, whom she calls her favourite author.
Her classmates follow the moves on a projector in the gymnasium between lessons.
Whatever the result, the federation will send her to the youth olympiad in Tbilisi."""

WATER = """\
Engineers have found the leak that left six suburbs without drinking water for a week.
A steel main laid in the fifties had rusted through beneath the tram depot on Garrick Street.
Acoustic sensors, lowered through hydrants after midnight, picked up the hiss at last.
Hospitals drew on tankers sent by the brigade while schools handed out bottles.
The utility loses a fifth of what it pumps, more than any other in the region.
Replacing every pipe of that age would cost each household about seventy a year.
Shopkeeper Amir Haddad says his freezer and his patience gave out on the same afternoon.
Laboratory samples showed no bacteria, so the order to boil tap water ends at noon.
Opposition councillors demand to know why warnings from two consultants lay in a drawer.
Trams will be diverted over the viaduct until the trench has been filled.
Contractors work in three shifts and expect to pour asphalt before the weekend.
A public hearing is planned at the library, with translation into four languages."""

SUBJECTS = tuple(tuple(subject.split("\n")) for subject in (PIER, VINES, CHESS, WATER))
SENTENCES = tuple(sentence for subject in SUBJECTS for sentence in subject)
FURNITURE = ("- Advertisement -", "Please enter your comment!", "Leave a Reply", "Share this article")


def article(*sentences: str, per_paragraph: int = 3) -> str:
    """Sentences as an article with paragraphs."""
    cuts = range(0, len(sentences), per_paragraph)
    return "\n\n".join(" ".join(sentences[cut : cut + per_paragraph]) for cut in cuts)
