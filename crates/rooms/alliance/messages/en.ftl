## Partners, for everybody (the rest of its words stand in the partners room)
alliance-nav-partners = Partners
alliance-found = { $n ->
    [one] One partner fits
   *[other] { $n } partners fit
  }
alliance-none-fit = No partner fits
alliance-none-fit-hint = Try fewer filters.
alliance-as-table = Show as a table
alliance-any-help = Any kind of help
alliance-any-place = Any place
alliance-help = Kind of help
alliance-place = Place
alliance-offers = Helps with:
alliance-since = Partner since { $month }
alliance-since-short = Partner since
alliance-everywhere = Everywhere here

## Working together
alliance-nav = Working together
alliance-title = Working together
alliance-tabs = Working together
alliance-tab-partners = Gives and gets
alliance-tab-map = Gaps and doubles
alliance-lead = A partnership lasts when each partner gains from it. Here stands what each one gives and gets.
alliance-one-sided = { $n ->
    [one] For one partner, only one side is written down. Ask what it gives and what it gets.
   *[other] For { $n } partners, only one side is written down. Ask what they give and what they get.
  }
alliance-gives = Gives
alliance-gets = Gets
alliance-write = Write down what is given
alliance-value = What we could be to them
alliance-talks = { $n ->
    [0] Listen to them
    [one] One talk
   *[other] { $n } talks
  }
alliance-nothing-yet = Nothing is written down yet.
alliance-none-written = Nothing written down
alliance-told-nothing = Nothing is written down yet about what { $name } gives or gets.
alliance-told-gives-only = { $name } gives: { $gives ->
    [one] one entry
   *[other] { $gives } entries
  }. Nothing is written down about what it gets. Ask what would help.
alliance-told-gets-only = { $name } gets: { $gets ->
    [one] one entry
   *[other] { $gets } entries
  }. Nothing is written down about what it gives.
alliance-told-both = { $name } gives in { $givekinds ->
    [one] one way
   *[other] { $givekinds } ways
  } and gets in { $getkinds ->
    [one] one way
   *[other] { $getkinds } ways
  }.
alliance-balance = Side by side
alliance-balance-how = We add up only what is alike: hours with hours, dollars with dollars of the same kind. There is no total, because a room and a driver have no common number.
alliance-entries = { $n ->
    [one] One entry
   *[other] { $n } entries
  }
alliance-valued = { $value } ({ $n } of { $of } have a value)
alliance-to = To { $name }
alliance-from = From { $name }
alliance-span = { $from } to { $to }
alliance-source = From: { $source }
alliance-taken-back = Taken back
alliance-take-back = Take this back
alliance-take-back-lead = The entry stays to be read, with your reason. It counts no more. If it was only wrong, write a new one after this.
alliance-taken-back-done = The entry is taken back.
alliance-why = Why
alliance-pair = From { $from } to { $to }
alliance-conflict-taken-back = Somebody has taken this back already.

## The form
alliance-write-about = What is given: { $name }
alliance-write-lead = An entry cannot be changed later. If it is wrong, take it back and write a new one.
alliance-written = Written down.
alliance-write-save = Write it down
alliance-way = Which way
alliance-way-gives = { $name } gives
alliance-way-gets = { $name } gets
alliance-other = The other side
alliance-the-partnership = The partnership as a whole
alliance-kind = Kind
alliance-kind-expertise = Know-how
alliance-kind-expertise-hint = Training, advice, a second look
alliance-kind-data = Figures and facts
alliance-kind-data-hint = Counts, maps, lists; never a person's record
alliance-kind-space = Space and things
alliance-kind-space-hint = Rooms, storage, vehicles, tools
alliance-kind-staff = People's time
alliance-kind-staff-hint = Paid hours or volunteers
alliance-kind-money = Money
alliance-kind-money-hint = Grants, shared costs
alliance-kind-connections = Doors opened
alliance-kind-connections-hint = Trust, an introduction, a seat at a table
alliance-kind-savings = Savings
alliance-kind-savings-hint = What one need not spend because of the other
alliance-words = What is it?
alliance-began = Day, or first day
alliance-ended = Last day
alliance-source-label = How do we know?
alliance-source-hint = A letter, a contract, a count, or who said it.
alliance-how-much = How much
alliance-how-much-hint = Only if it was counted. A guess is worse than no number.
alliance-quantity = Number
alliance-unit = Of what
alliance-unit-hint = Such as hours, rides, boxes
alliance-worth = Worth in dollars
alliance-valued-how = How the worth was found
alliance-valued-how-hint = Such as: what a hired driver costs for an hour.
alliance-error-same = The two sides must differ.
alliance-error-choose = Choose one.
alliance-error-long = This is too long.
alliance-error-quantity = Write a whole number, such as 40
alliance-error-unit = Say what the number counts, such as hours.
alliance-error-value = Write dollars, such as 1,250 or 12.50
alliance-error-valued-how = Say how the worth was found.
alliance-error-day = Write the day.
alliance-error-future = This day is still to come.
alliance-error-span = The last day cannot be before the first.

## What we could be to one of them
alliance-value-title = What working together could mean for { $name }
alliance-value-heard = What we heard
alliance-value-not-heard = We have not listened to them yet. That comes first.
alliance-value-heard-private = What they told us can be read by them and by the people who bring partners together.
alliance-value-alike = What partners like them gain
alliance-value-alike-none = { $n ->
    [0] No partner comes from this sector yet ({ $sector }). They would be the first.
    [one] One partner comes from this sector ({ $sector }). Nothing is written down yet about what it gives or gets.
   *[other] { $n } partners come from this sector ({ $sector }). Nothing is written down yet about what they give or get.
  }
alliance-value-alike-lead = { $n ->
    [one] From one partner of the same sector ({ $sector }).
   *[other] From { $n } partners of the same sector ({ $sector }).
  }
alliance-they-get = What they get
alliance-they-give = What they give
alliance-partners-n = { $n ->
    [one] one partner
   *[other] { $n } partners
  }
alliance-value-offers = Their help, and where it is missing
alliance-value-missing = No open service here
alliance-value-covered = No gap is known
alliance-place-full = { $place } (those there are full)
alliance-value-print = You can print this page and hand it over. It asks for nothing.
alliance-value-share = Give this page to somebody without an account
alliance-value-share-how = A link opens this page for { $days } days. It shows what stands above: their own words, what partners like them gain, and where their help is missing. What people asked for stays here. Give it only to them.
alliance-value-share-live = { $n ->
    [one] One link opens this page, until { $day }.
   *[other] { $n } links open this page, the last until { $day }.
  }
alliance-value-share-make = Make a link
alliance-value-share-end = End every link
alliance-value-share-ended = No link opens this page any more.
alliance-value-shared = A link to give away
alliance-value-shared-lead = Whoever has this link can read the page for { $name } until { $day }.
alliance-value-shared-once = Copy it now. It is shown only once. If it gets lost, make a new one and end the old one.
alliance-value-shared-back = Back to the page
alliance-value-guest = { $partnership } made this page for you. Your link opens it until { $day }.
alliance-value-guest-call = You can call { $phone }.
alliance-value-guest-partners = See who takes part
alliance-value-over = This link has ended
alliance-value-over-text = Ask whoever gave it to you for a new one.
alliance-conflict-left = This organization has left.

## The map
alliance-map-title = Gaps and doubles
alliance-map-lead = Who offers which help in which place, from the listings as they stand today.
alliance-map-key = In { $places ->
    [one] one place
   *[other] { $places } places
  }, help has no open service { $gaps ->
    [0] nowhere
    [one] once
   *[other] { $gaps } times
  }. The same help stands twice, without an agreement, { $twice ->
    [0] nowhere
    [one] once
   *[other] { $twice } times
  }.
alliance-gaps = Gaps: help without an open service
alliance-gaps-how = A place has a gap when nobody offers this help there, or when all who do have a waiting list or are closed. Where nobody has said if there is room, we do not call it a gap.
alliance-gaps-none = Every kind of help has an open service in every place.
alliance-gaps-some = Room for some people only is a gap for everybody else. Choose people above to see what they have none of.
alliance-only-some = Room only for
alliance-nobody = Nobody offers it in
alliance-full = No room in
alliance-who-is-full = Who has no room
alliance-duplicates = Doubles: the same help twice
alliance-duplicates-how = The same help, for the same people, in the same places, by two or more partners without an agreement on their work between every two of them. That can be good. Then say so in an agreement. An agreement on what facts may be shared does not count here: it does not say who does what. Partners under one control count once.
alliance-duplicates-none = No help stands twice without an agreement.
alliance-population = For whom
alliance-everybody = Everybody
alliance-places = Places
alliance-partners = Partners
alliance-double-partners = { $n } partners
alliance-doubles = The same help
alliance-begin = Where to begin
alliance-begin-how = Where many do the same, nobody writes one agreement between all of them. Bring it before a group, or begin with two. These two do the same most often:
alliance-propose = Propose who does what
alliance-propose-title = Who does what: { $help }
alliance-any-sector = Any sector
alliance-sector-hint = Kinds of help that this sector gives, and doubles in which it takes part.
alliance-any-population = All people
alliance-population-hint = What these people have no open service for, and what is there twice for them.
alliance-agreement = Agreement
alliance-no-agreement = None
alliance-agreement-missing = Missing between:
alliance-agreement-missing-n = Missing between { $n } of { $all } pairs of them
alliance-two = { $one } and { $other }
alliance-draft = Write an agreement
alliance-to-agreements = See the agreements
alliance-csv = Download as a file

## The yearly survey
alliance-tab-survey = Survey
alliance-survey-title = How do we work together?
alliance-survey-lead = Once a year each partner says what it is like to work with the others. It takes about two minutes for each.
alliance-survey-open = Survey of { $year }
alliance-survey-none-open = No survey is open now.
alliance-survey-start = Open this year's survey
alliance-survey-opened = The survey is open.
alliance-survey-close = Close the survey
alliance-survey-closed = The survey is closed.
alliance-survey-close-hint = Results show once it is closed. Then no answer can change.
alliance-survey-private = You speak for your organization, about organizations, never about people. Nobody else sees your answer. Only means of at least five organizations are shown.
alliance-survey-not-you = Whoever speaks for your organization can answer here.
alliance-survey-done = { $n ->
    [0] You have not answered about anybody yet. Begin with those you work with.
    [one] You have answered about one partner.
   *[other] You have answered about { $n } partners.
  }
alliance-survey-answered = Answered
alliance-survey-answer = Answer
alliance-survey-change = Change
alliance-survey-about = Working with { $name }
alliance-survey-save = Keep this answer
alliance-survey-saved = Your answer is kept.
alliance-ask-ties = What do you do together?
alliance-tie-referrals = We send people to each other
alliance-tie-information = We tell each other things
alliance-tie-planning = We plan together
alliance-tie-training = We learn together
alliance-tie-sharing = We share staff or rooms
alliance-tie-money = We share money
alliance-trust = Trust
alliance-worth-to-all = Worth to the partnership
alliance-ask-reliability = They do what they say.
alliance-ask-mission = They want what we want.
alliance-ask-openness = They speak openly with us.
alliance-ask-influence = They can get things moving.
alliance-ask-involvement = They put in time and people.
alliance-ask-resources = They bring money, space or know-how.
alliance-scale-1 = 1, not at all
alliance-scale-2 = 2, a little
alliance-scale-3 = 3, quite a lot
alliance-scale-4 = 4, very much
alliance-scale-cannot-say = We cannot say
alliance-dimension-reliability = Reliable
alliance-dimension-mission = Same goal
alliance-dimension-openness = Open
alliance-dimension-influence = Influence
alliance-dimension-involvement = Takes part
alliance-dimension-resources = Resources
alliance-survey-results = What was said in { $year }
alliance-survey-of = Said about
alliance-survey-all = All partners
alliance-survey-answered-n = { $n ->
    [one] One organization answered.
   *[other] { $n } organizations answered.
  }
alliance-survey-said = For { $said }% of all pairs of those who answered, at least one says that they do something together. For { $both }% of these pairs, both say so.
alliance-survey-how = Means on a scale from 1 to 4. At least { $n } organizations answered for each number, and at least three are behind each sector. Nobody is ranked.
alliance-survey-own = What others say about working with you
alliance-survey-own-how = Only people of your organization see this.
alliance-survey-own-none = Fewer than { $n } organizations answered about you. So nothing is shown.
alliance-conflict-survey = There is a survey for this year already, or one is still open.
alliance-conflict-survey-closed = This survey is closed.

## The survey by letter, without an account
alliance-survey-who = Who has answered
alliance-survey-who-list = Show each partner
alliance-survey-progress = How far
alliance-survey-letter = Letter
alliance-survey-progress-key = { $n ->
    [0] No partner has answered yet.
    [one] One of { $all } partners has answered.
   *[other] { $n } of { $all } partners have answered.
  }
alliance-survey-letters-how = A letter brings a link, so that a partner can answer without an account. It is reminded once, after { $days } days. You see who has answered, never what.
alliance-survey-send = { $n ->
    [one] Send one letter
   *[other] Send { $n } letters
  }
alliance-survey-send-nobody = Every partner with an address has a letter or has answered.
alliance-survey-send-again = Send a new link
alliance-survey-add-address = Add an e-mail address
alliance-survey-sent = Done. Letters leave within minutes.
alliance-survey-sent-none = No letter was sent. There is no e-mail address to send one to.
alliance-survey-asked-on = Asked on { $day }
alliance-survey-reminded-on = Reminded on { $day }
alliance-survey-not-asked = No letter yet
alliance-survey-no-address = No e-mail address
alliance-survey-link-lead = Here { $organization } answers the survey of { $year }. Begin with those you work with.
alliance-survey-link-keep = You can come back by the same link and change an answer until the survey closes.
alliance-survey-link-over = This link has ended
alliance-survey-link-over-text = The survey is closed, or a newer letter has a newer link. Look for the newest letter. If you have none, ask whoever runs the partnership for a new link.
alliance-survey-link-call = You can call { $phone }.
alliance-letter-survey =
    Hello { $organization },

    once a year { $partnership } asks its partners how they work together. Please answer for your organization. It takes about two minutes for each partner that you work with. You need no account.

    Answer here:
    { $url }

    You can come back by this link and change your answers until the survey closes. Only means of at least five organizations are shown.

    The link is for your organization. Please do not pass it on.
alliance-letter-survey-again =
    Hello { $organization },

    the survey of { $partnership } is still open, and your voice is missing. You need no account.

    Answer here:
    { $url }

    This link takes the place of the one in our last letter. We will not remind you again.
