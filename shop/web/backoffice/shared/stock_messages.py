"""Messages for refused stock changes, by reason."""

SENTENCES = {
    "below_promised": "There are not enough units in stock. {promised} units are reserved or sold"
    " but not shipped, and these must stay.",
    "no_change": "This would not change anything.",
    "no_reason": "Enter a reason.",
    "same_location": "The stock is already at this location.",
    "past_date": "Choose a day after today.",
    "far_date": "Choose a day within four years.",
    "arrived_apart": "The pre-order units of that day have arrived at one of the two "
    "locations but not at the other. Record the arrival first.",
    "known_lot": "Units for that day have already been announced at this location. Adjust "
    "those instead.",
}
