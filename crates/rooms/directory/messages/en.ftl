# Words of the directory: Find help, a place, our capacity, our listing.

directory-nav-find = Find help
directory-nav-capacity = Our capacity
directory-nav-listing = Our listing

## Find help
directory-find-title = Find help near you
directory-find-lede = It is free. You do not need to sign in. We do not ask about papers.
directory-tiles = Kinds of help
directory-search-name = Find help
directory-search-submit = Find help
directory-q = What do you need?
directory-q-hint = Say it your way, like “food” or “help with rent”
directory-near = ZIP code
directory-near-hint = 5 numbers
directory-more-filters = More choices
directory-filter-hours = Hours
directory-open-now = Open now
directory-filter-room = Room
directory-has-room = Has room now
directory-filter-language = Language
directory-any-language = Any language
directory-filter-distance = How far
directory-any-distance = Any distance
directory-within = Within { $n } miles
directory-count = { $n ->
    [one] 1 place
   *[other] { $n } places
  }
directory-count-what = { $n ->
    [one] 1 place for { $what }
   *[other] { $n } places for { $what }
  }
directory-count-near = { $n ->
    [one] 1 place near { $near }
   *[other] { $n } places near { $near }
  }
directory-count-what-near = { $n ->
    [one] 1 place for { $what } near { $near }
   *[other] { $n } places for { $what } near { $near }
  }
directory-views = Ways to see the places
directory-view-list = List
directory-view-map = Map
directory-page = Page
directory-near-unknown = We do not know where “{ $zip }” is. The places below are not sorted by distance.
directory-read-as = Nothing has the word “{ $typed }”. We looked for “{ $read }”.
directory-map-title = Where the places are
directory-map-here = You searched from { $zip }
directory-map-sentence = { $n ->
    [0] None of these places is on the map.
    [one] One of these places is on the map.
   *[other] { $n } of these places are on the map.
  }
directory-map-one = Map: { $place }
directory-nothing-title = We found nothing for this
directory-nothing-text = That does not mean there is no help. Try other words or fewer choices.
directory-nothing-words = Try one short word, like “food”, “rent” or “doctor”. Or pick a picture.
directory-tip-distance = Look at places farther away
directory-tip-closed = Show places that are closed now too
directory-tip-full = Show places that may be full too
directory-tip-language = Show places in any language
directory-tip-need = Look in all kinds of help
directory-call-211 = Call 211
directory-talk-title = Rather talk to a person?
directory-talk-text = Call 211. It is free, day and night. Ask for your language.

## Facts of a place
directory-call = Call
directory-call-me = Ask them to call me
directory-miles = { $n ->
    [1.0] 1 mile
   *[other] { $n } miles
  }
directory-open-always = Open all day, every day
directory-open-until = Open now, until { $time }
directory-closed = Closed now
directory-opens-today = Opens today at { $time }
directory-opens-tomorrow = Opens tomorrow at { $time }
directory-opens-day = Opens { $day } at { $time }
directory-holiday-doubt = Today is a holiday: call first.
directory-hours-daily = Every day
directory-hours-range = { $from } to { $to }
directory-hours-rule = { $days }: { $from } to { $to }
directory-hours-all-day = { $days }: all day and all night
directory-hours-closed-on = Closed: { $days }
directory-hours-monthly = { $days } { $which } of the month
directory-hours-nth = { $n ->
    [-1] (the last one)
    [1] (the first one)
    [2] (the second one)
    [3] (the third one)
    [4] (the fourth one)
   *[other] (number { $n })
  }
directory-hours-weeks = { $days }, every { $n } weeks
directory-hours-unknown = We do not know the hours. Call before you go.
directory-capacity-open = Has room
directory-capacity-limited = Call first
directory-capacity-waitlist = Waiting list
directory-capacity-closed = Full now
directory-capacity-set = Room was last set on { $day } by { $who }.
directory-checked-on = Checked on { $day }.
directory-checked-by = Checked on { $day } by { $who }.
directory-unchecked = Nobody has checked this yet. It came from { $source } on { $day }.
directory-address-private = The address is kept private for safety

## The page of a place
directory-by = By { $name }
directory-also = Also called { $name }
directory-not-running = This service is not running now. Call before you go.
directory-safety-note = If somebody hurts or scares you, your web history may be seen. You can close this page at any time. In danger, call 911.
directory-about = About this help
directory-who = Who it is for
directory-ages-between = Ages { $low } to { $high }
directory-ages-from = Age { $low } and older
directory-ages-to = Up to age { $high }
directory-cost = What it costs
directory-free = Free
directory-documents = What to bring
directory-apply = How to get it
directory-wait = How long people wait
directory-languages = Languages
directory-interpretation = Help with languages
directory-areas = Where you must live
directory-needs = Kinds of help
directory-hours = Hours
directory-when-where = When and where
directory-place-in = In { $city }
directory-getting-there = Getting there:
directory-accessibility = Access:
directory-contact = Call or write
directory-extension = extension { $n }
directory-phone-fax = fax
directory-phone-textphone = TTY, for people who are deaf or hard of hearing
directory-phone-text = text messages
directory-no-contact = We have no number for this place. Call 211.
directory-wrong = Is this wrong? Tell us
directory-wrong-text = We do not ask who you are. We pass it on to the people who keep this list.
directory-wrong-what = What is wrong?
directory-wrong-phone = The phone number
directory-wrong-hours = The hours
directory-wrong-address = The address
directory-wrong-closed = The place is closed for good
directory-wrong-other = Something else
directory-wrong-words = What should it say?
directory-wrong-hint = Please do not write about yourself here.
directory-wrong-send = Send
directory-report-thanks = Thank you. We will check it.

## Our capacity
directory-capacity-title = Our capacity
directory-capacity-lede = Say if you have room. People who look for help see it at once.
directory-capacity-question = Do you have room?
directory-capacity-open-hint = New people can come
directory-capacity-limited-hint = A few places are left
directory-capacity-waitlist-hint = You take names for later
directory-capacity-closed-hint = You cannot take anybody now
directory-capacity-never = You have not said yet if there is room.
directory-funded-units = Places that are paid for
directory-free-units = Places free now
directory-capacity-save = Save
directory-capacity-undo = Undo the last change
directory-capacity-saved = Saved. People see it now.
directory-capacity-undone = The last change was undone.
directory-no-services-title = No services yet
directory-no-services-text = Your organization has no services in the directory. Ask the coordinator to add them.

## Our listing
directory-listing-title = Our listing
directory-listing-lede = This is what people see about your services. Keep it right.
directory-listing-edit = Edit
directory-listing-confirm = It is all still right
directory-listing-see = See the public page
directory-listing-save = Save
directory-listing-saved = Saved. People see it now.
directory-listing-confirmed = Thank you. It counts as checked today.
directory-listing-reverted = The earlier version is back.
directory-reports-title = People told us that something is wrong:
directory-field-name = Name
directory-field-description = What you offer
directory-field-description-hint = A few short sentences. Most important first.
directory-field-status = Is it running?
directory-status-active = Yes
directory-status-temporarily-closed = Not for a while
directory-status-inactive = No
directory-field-alert = Notice for now
directory-field-alert-hint = Such as “Closed on Friday”
directory-field-minimum-age = Youngest age
directory-field-maximum-age = Oldest age
directory-field-email = Email address
directory-field-url = Web page
directory-history = Earlier versions
directory-history-none = There was no change yet.
directory-history-entry = Changed on { $day }
directory-history-revert = Put this version back

## What can be wrong in a form
directory-error-units = Write whole numbers. There cannot be more free places than paid ones.
directory-error-capacity = Choose one of the four answers
directory-error-name = Write a name of up to 200 letters
directory-error-long = This text is too long
directory-error-private-address = This place is kept private. Take out the street, the ZIP code or the PO box.
directory-error-url = Write the whole address, starting with https://
directory-error-email = Write an email address, like help@example.org
directory-error-email-theirs = Somebody at this organization has an account. Only they change where their requests go.
directory-error-status = Choose one of the answers
directory-error-age = Write ages in years. The youngest age comes first.
directory-error-what = Choose what is wrong
directory-conflict-no-undo = There is nothing to undo
directory-access-cd = Facts on CD
directory-access-deaf-interpreter = Someone who signs
directory-access-disabled-parking = Parking spots for disabled people
directory-access-elevator = Elevator
directory-access-ramp = Ramp
directory-access-restroom = Restroom for wheelchairs
directory-access-tape-braille = Facts on tape or in Braille
directory-access-tty = TTY phone
directory-access-wheelchair = You can get in with a wheelchair
directory-access-wheelchair-van = Van for wheelchairs
directory-change = Change what you look for
