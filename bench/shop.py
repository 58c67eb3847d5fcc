"""A small shop's knowledge base, and questions about it that no rule hands to a person."""

ANSWERS = {
    "How long does the delivery take?": "Delivery takes two to four working days.",
    "Which countries do you ship to?": "We ship to every country in Europe.",
    "What are your opening hours?": "The shop is open from nine to six, Monday to Saturday.",
    "What is your address?": "The shop stands at 12 Harbour Lane, next to the old mill.",
    "How do I clean an oak table?": "Wipe it with a damp cloth and dry it at once.",
    "Which bulb fits the Luma lamp?": "The Luma lamp takes an E27 bulb of at most 12 watts.",
    "Is the sofa cover washable?": "Yes: take it off and wash it at 30 degrees.",
    "How tall is the Fjord bookcase?": "The Fjord bookcase is 202 centimetres tall.",
    "Do you sell gift cards?": "Yes, gift cards are at the till and on the page called Gifts.",
    "Can I see the furniture before I buy?": "Most pieces stand in the showroom upstairs.",
    "Is there parking near the shop?": "There are twelve places for cars behind the building.",
    "What wood is the chair made of?": "The chair is made of beech from the Black Forest.",
}
QUESTIONS = tuple(ANSWERS)
LESSONS = "\n".join(
    ["question,answer", *(f'"{question}","{answer}"' for question, answer in ANSWERS.items())]
).encode()
