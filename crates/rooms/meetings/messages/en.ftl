## Lists and states
meetings-nav = Meetings
meetings-title = Meetings
meetings-lead = See when groups meet and what they decided. You can come to any open meeting.
meetings-plan = Plan a meeting
meetings-subscribe = Get the calendar
meetings-actions = Things to do
meetings-notices = Who is told what
meetings-filter = Show meetings of
meetings-filter-all = All groups
meetings-empty = No meetings yet
meetings-empty-text = When a group plans a meeting, you can see it here.
meetings-next = Next meetings
meetings-next-none = No meeting is planned right now.
meetings-past = Past meetings
meetings-why = Why
meetings-when = { $day }, from { $from } to { $to }
meetings-state-planned = Planned
meetings-state-running = Going on now
meetings-state-closed = Over. Notes are coming
meetings-state-published = You can read the notes
meetings-state-cancelled = Called off
meetings-state-not-opened = Over. No notes were taken
meetings-join-online = Join on line
meetings-join-phone = Call in
meetings-way-room = In the room
meetings-way-online = On line
meetings-way-phone = By phone
meetings-sector-healthcare = Health care
meetings-sector-public-health = Public health
meetings-sector-payer = Health plans
meetings-sector-social-services = Social services
meetings-sector-housing = Housing
meetings-sector-education = Schools and learning
meetings-sector-faith = Faith groups
meetings-sector-business = Business
meetings-sector-government = Local government
meetings-sector-community = Community members
meetings-feed-name = Meetings of { $partnership }
meetings-every-weeks = { $n ->
    [one] Every week on { $day }
   *[other] Every { $n } weeks on { $day }
  }
meetings-every-months = { $n ->
    [one] Every month on the { $nth } { $day }
   *[other] Every { $n } months on the { $nth } { $day }
  }
meetings-every-own = This meeting comes round. The calendar shows each day.
meetings-more = { $n ->
    [one] and 1 more date
   *[other] and { $n } more dates
  }
meetings-nth-1 = first
meetings-nth-2 = second
meetings-nth-3 = third
meetings-nth-4 = fourth
meetings-nth-last = last

## One meeting
meetings-not-public = For the group only
meetings-is-cancelled = This meeting is called off.
meetings-is-moved = The time or place of this one meeting has changed.
meetings-open-to-all = Anyone may come and listen. The group decides.
meetings-calendar-file = Put it in my calendar
meetings-workspace = Meeting room
meetings-edit = Change or call off
meetings-agenda = What it is about
meetings-agenda-none = Nothing is on the list yet.
meetings-agenda-time = { $n ->
    [one] 1 minute in all
   *[other] { $n } minutes in all
  }
meetings-agenda-up = Move up
meetings-agenda-down = Move down
meetings-agenda-drop = Take off
meetings-min = { $n } min
meetings-item-information = To tell
meetings-item-information-hint = Something the group should know.
meetings-item-discussion = To talk
meetings-item-discussion-hint = The group talks. Nothing is decided.
meetings-item-decision = To decide
meetings-item-decision-hint = A proposal comes to its end. Link it below.
meetings-item-from = Asked for by: { $sector }
meetings-item-from-keeper = Asked for by the coordinator
meetings-item-about = About
meetings-propose = Add a point
meetings-propose-text = Anyone with a seat can add a point. A co-lead puts the list in order.
meetings-propose-do = Add it
meetings-item-title = What should we talk about?
meetings-item-kind = What is it for?
meetings-item-minutes = How many minutes?
meetings-item-link = Link to a proposal
meetings-item-link-hint = Paste the address of its page here.
meetings-answer = Will you be there?
meetings-answer-question = Your answer
meetings-answer-yes = Yes
meetings-answer-maybe = Maybe
meetings-answer-no = No
meetings-answer-way = How will you take part?
meetings-answer-do = Send my answer
meetings-answered-yes = Comes
meetings-answered-maybe = May come
meetings-answered-no = Does not come
meetings-needs = Do you need anything to take part?
meetings-needs-hint = Only the people who set up the meeting see this.
meetings-need-is-asked = Asked for
meetings-need-is-arranged = Arranged
meetings-need-is-cannot = Cannot be had this time
meetings-need-mine = What you asked for:
meetings-need-answer = Answer what they need
meetings-need-state = How does it stand?
meetings-need-reply = Tell them how, or why not
meetings-need-reply-hint = They get this by e-mail and see it on this page.
meetings-need-do = Save and tell them
meetings-needs-text = Tell us more
meetings-need-language = An interpreter or papers in my language
meetings-need-large-print = Large print
meetings-need-child-care = Child care
meetings-need-ride = A ride
meetings-need-other = Something else
meetings-answers = Who comes and what they need
meetings-answers-count = { $yes } come, { $maybe } may come, { $no } do not come.
meetings-answers-private = Keep this to yourself. Others do not see it.
meetings-somebody = Somebody
meetings-a-resident = A resident

## Planning
meetings-field-body = Group
meetings-field-title = Name of the meeting
meetings-field-title-es = Name in Spanish
meetings-field-start = Day and time it starts
meetings-field-minutes = How many minutes?
meetings-field-place = Where
meetings-field-place-hint = Give at least one way to take part.
meetings-field-room = Room and address
meetings-field-online = Web address to join
meetings-field-phone = Phone number to call in
meetings-field-public = Who may know of it?
meetings-public-yes = Everyone. Anyone may come and listen
meetings-public-no = Only members
meetings-field-repeats = Does it come again?
meetings-repeats-hint = The time stays the same when clocks change.
meetings-repeats-no = No, once
meetings-repeats-weeks = Every week, on the same day
meetings-repeats-months = Every month, on the same weekday (the second Tuesday)
meetings-repeats-own = By a rule of my own
meetings-field-every = Every how many weeks or months?
meetings-field-every-hint = 1 is each one, 2 is every other one.
meetings-field-ends = When does it end?
meetings-ends-open = No end is set
meetings-ends-after = After a number of meetings
meetings-ends-on = On a day
meetings-field-ends-after = How many meetings?
meetings-field-ends-on = Last day
meetings-field-rule = Own rule
meetings-field-rule-hint = As calendars write it (RFC 5545), such as FREQ=WEEKLY;BYDAY=TU,TH
meetings-plan-who = Everyone with a seat and every stand-in gets an e-mail with the date for their calendar.
meetings-plan-do = Plan it and invite
meetings-edit-who = Everyone who was invited gets an e-mail with the change.
meetings-edit-do = Save and tell everyone
meetings-which = Which meetings?
meetings-which-one = Only this one
meetings-which-series = This and all that follow
meetings-which-hint = For all that follow you can change the name and the place. To change the time of all, call them off and plan new ones.
meetings-cancel = Call it off
meetings-cancel-do = Call it off and tell everyone
meetings-field-why = Why?
meetings-field-why-hint = Everyone can read this.

## The meeting while it runs
meetings-open-text = Open the meeting when you start. From then on you note who is there.
meetings-open-from = You can open the meeting from { $time }.
meetings-open-wait = A co-lead or the coordinator opens the meeting.
meetings-open-do = Open the meeting
meetings-close-do = Close the meeting
meetings-reopen-do = Go on with the meeting
meetings-publish = Finish
meetings-publish-text = Read the notes once more. Then publish them: everyone in the group gets an e-mail.
meetings-publish-do = Publish the notes
meetings-published-text = The notes are out.
meetings-take-back-do = Take the notes back to fix them
meetings-quorum = Enough people to decide
meetings-quorum-yes = The group can decide now
meetings-quorum-no = The group cannot decide yet
meetings-quorum-lost = There are no longer enough people to decide
meetings-quorum-history = How it went
meetings-quorum-met = { $present } of { $seats } seats are here. That is enough.
meetings-quorum-seats = { $present } of { $seats } seats are here. { $more ->
    [one] One more has to come.
   *[other] { $more } more have to come.
  }
meetings-quorum-sectors = { $present } of { $seats } seats are here, but from too few sectors. At least { $more } sectors have to be here.
meetings-quorum-three = { $present } of { $seats } seats are here. At least { $more } sectors have to be here.
meetings-quorum-community = { $present } of { $seats } seats are here, but nobody from the community.
meetings-quorum-missing = { $present } of { $seats } seats are here. That is not enough.
meetings-here = Who is here
meetings-here-none = Nobody is here yet.
meetings-since = since { $at }
meetings-away = Not here yet
meetings-away-hint = Press how they take part when they come.
meetings-deputy = Stand-in: { $name }
meetings-leave-do = Left
meetings-gone = Who left
meetings-left-at = left at { $at }
meetings-undo = Undo
meetings-guest = Add a guest
meetings-guest-name = Name
meetings-guest-hint = It may stay empty.
meetings-guest-do = Add
meetings-guest-one = A guest
meetings-floor = Who had time to talk
meetings-floor-text = We count minutes by sector, never by person.
meetings-floor-few = Too few people were there to show this without showing who spoke.
meetings-floor-apart = You have a seat here, so you see each sector by itself. In public, sectors with few people are put together.
meetings-floor-nobody = Nobody has the floor.
meetings-floor-has = { $sector } since { $at }
meetings-floor-stop = Stop
meetings-floor-item = Point
meetings-floor-sector = Sector
meetings-floor-minutes = Minutes
meetings-floor-share = Share
meetings-no-item = No point
meetings-write = Notes
meetings-write-hint = Save each point on its own. Two people can write at once.
meetings-in-spanish = In Spanish
meetings-summary = In short
meetings-summary-label = What people should know first
meetings-notes-label = Notes to: { $item }
meetings-notes-do = Save
meetings-theirs = Somebody else saved this while you were writing:
meetings-theirs-hint = Your own text is below. Put both together and save again.
meetings-template-information =
    What was told:
    Questions:
meetings-template-discussion =
    What was said:
    What we agree on:
    What is still open:
meetings-template-decision =
    What was proposed:
    Concerns:
meetings-agree = Write down what you agree on
meetings-agreed-label = What the meeting agreed on
meetings-agreed-hint = It can be saved only while enough people are here.
meetings-agree-do = Save it
meetings-agreed = Agreed in the meeting
meetings-agreed-text = What is agreed in a meeting is how we work. It is not a decision. A decision comes from a proposal.
meetings-agreed-propose = Make a proposal
meetings-decided = Decided
meetings-decided-here = A proposal was adopted in this meeting.
meetings-decided-before = This was decided before. The group looked at it here.
meetings-agreed-by = { $n ->
    [one] 1 seat was there at { $at }
   *[other] { $n } seats were there at { $at }
  }
meetings-task = Write down who does what
meetings-task-do = Add
meetings-choose = Choose
meetings-action = To do

## Minutes
meetings-minutes = Notes of the meeting
meetings-minutes-published = Published { $when }
meetings-minutes-none = Nothing was written down.
meetings-minutes-no-notes = No notes to this point.
meetings-minutes-soon = The notes come soon.
meetings-minutes-actions = Who does what
meetings-minutes-actions-none = Nobody took on a new task.
meetings-minutes-there = Who was there
meetings-there = { $n } of { $of } seats were there.
meetings-guests = { $n ->
    [one] 1 guest
   *[other] { $n } guests
  }
meetings-action-what = What
meetings-action-who = Who
meetings-action-due = By when
meetings-action-from = From the meeting
meetings-action-state = How it stands
meetings-action-done = Done
meetings-action-is-done = Done
meetings-action-is-open = To do
meetings-action-late = Late
meetings-actions-lead = What people took on at meetings and is not done yet.
meetings-actions-none = Nothing is left to do
meetings-actions-none-text = When somebody takes on a task at a meeting, it is here.

## Who is told
meetings-notices-lead = This is what we agreed on: who hears of meetings, groups, proposals and decisions, and when.
meetings-notices-caption = Who is told what
meetings-notices-what = What
meetings-notices-who = Who
meetings-notices-how = How
meetings-notices-when = When
meetings-notices-do = Save
meetings-notices-reminders = People in the group get a reminder 7 days and 1 day before, unless they said no.
meetings-notices-digest = A digest is one e-mail with all the news. It leaves at 7 in the morning, the weekly one on Monday.
meetings-notices-always = These letters always go, without a rule
meetings-notices-always-sign = An agreement to sign: to each party, and again each week until it has signed. The coordinators see who has not.
meetings-notices-always-ends = An agreement that ends: to its parties and the coordinators, 60, 30 and 7 days before.
meetings-notices-always-promise = A promise: to whoever looks after it, 7 days before its day and 1 day after. After 2 weeks the coordinators hear of it too.
meetings-notices-always-task = Something taken on at a meeting: to whoever took it on, 7 days before its day and 1 day after.
meetings-notices-always-address = Where nobody at a partner has an account, its letters go to the address of the organization.
meetings-event-scheduled = A meeting is planned
meetings-event-changed = A meeting changes
meetings-event-cancelled = A meeting is called off
meetings-event-minutes = The notes are out
meetings-audience-body = The group and its stand-ins
meetings-event-proposal = A proposal of the group asks for words or a stance
meetings-event-objection = Somebody objects to a proposal
meetings-event-adopted = A proposal is adopted
meetings-event-review = A decision is to be looked at again
meetings-event-result = A result of a vote binds the group and waits
meetings-event-vote-opens = A community vote begins
meetings-event-vote-closes = A community vote ends soon
meetings-event-vote-result = The result of a community vote is out
meetings-event-term = A term ends within 60 days, or has ended
meetings-event-standing = A group may no longer adopt
meetings-event-waiting = A neighbor's proposal waits for a group
meetings-audience-admins = Partner organizations
meetings-audience-proposer = Who proposed it
meetings-audience-leads = Who leads the group
meetings-audience-keepers = Coordinators
meetings-audience-holder = Who holds the seat
meetings-channel-calendar = E-mail with a calendar date
meetings-channel-email = E-mail
meetings-timing-never = Never
meetings-timing-now = At once
meetings-timing-daily = In the daily digest
meetings-timing-weekly = In the weekly digest

## Letters
meetings-letter-when = { $day }, from { $from } to { $to }
meetings-letter-facts =
    { $title }
    { $body }
    { $when }
    { $place }
    { $url }
meetings-letter-scheduled = { $partnership } invites you to a meeting. The date comes with this letter for your calendar.
meetings-letter-changed = A meeting of { $partnership } has changed. Your calendar gets the change with this letter.
meetings-letter-series = It comes again. Your calendar shows every date.
meetings-letter-answer = Open the page to say if you will be there and what you need: a ride, child care, large print, an interpreter. There you can also add a point to the list.
meetings-letter-cancelled = This meeting is called off. Why: { $why }
meetings-letter-cancelled-series = This meeting and all that follow are called off. Why: { $why }
meetings-letter-remind = This meeting comes soon.
meetings-letter-task-soon =
    Hello { $name },

    you took this on at a meeting ({ $meeting }): { $what }
    It is due on { $day }. Is it done? Say so here:
    { $url }
meetings-letter-task-late =
    Hello { $name },

    this was taken on at a meeting ({ $meeting }) for { $day }, and nobody has said that it is done: { $what }
    { $url }
meetings-letter-need-arranged =
    Hello { $name },

    what you asked for is arranged for this meeting.
meetings-letter-need-cannot =
    Hello { $name },

    what you asked for cannot be had at this meeting.
meetings-news-scheduled = A meeting is planned.
meetings-news-changed = A meeting has changed.
meetings-news-cancelled = A meeting is called off.
meetings-news-minutes = The notes of a meeting are out: what was agreed, and who does what.
meetings-news-proposal = A proposal of your group has moved on. Say what you think, or where you stand.
meetings-news-objection = Somebody objects to a proposal. Read why.
meetings-news-adopted = A proposal was adopted. It is a decision now.
meetings-news-review = The day to look at a decision again is near or past.
meetings-news-result = The people have voted, and the result binds your group. It waits for your answer.
meetings-news-vote-opens = A community vote has begun. Tell the people you work with.
meetings-news-vote-closes = A community vote ends soon. There is still time to vote.
meetings-news-vote-result = The people have voted. This is the result.
meetings-news-term = A term in your group comes to its end. See who goes on, and what is to be handed over.
meetings-news-standing = Your group can talk and work, but it cannot adopt anything now. This is why.
meetings-news-waiting = A neighbor sent a proposal. It waits until a group takes it up.
meetings-letter-item =
    { $title }
    { $body }
    { $url }
meetings-letter-body =
    { $body }
    { $title }
    { $url }
meetings-letter-term = { $sector }: until { $day }
meetings-letter-term-over = { $sector }: ended on { $day }
meetings-letter-handover = Nothing is on the list of what to hand over yet. Begin it here: { $url }
meetings-digest = This is what is new.

## What was done
meetings-done-planned = The meeting is planned. Invitations are on their way.
meetings-done-changed = Saved. Everyone is told.
meetings-done-cancelled = Called off. Everyone is told.
meetings-done-proposed = Your point is on the list.
meetings-done-ordered = The list is changed.
meetings-done-answered = Thank you. Your answer is in.
meetings-done-need = Saved. They are told.
meetings-done-written = Saved.
meetings-done-published = The notes are out. Everyone is told.
meetings-done-notices = Saved.
meetings-done-action = Marked as done.
meetings-done-action-open = Marked as not done yet.

## What was refused
meetings-conflict-body-ended = The work of this group is over. It meets no more.
meetings-conflict-begun = This meeting has begun or was called off. It can no longer be changed.
meetings-conflict-over = This meeting is over or was called off.
meetings-conflict-written = Something was written about this point, or the meeting is over. It stays.
meetings-conflict-not-open = The meeting is not open now. Nothing was saved.
meetings-conflict-here = This seat is here already.
meetings-conflict-two-seats = This person sits in another seat already.
meetings-conflict-changed = Somebody else saved this while you were writing. Nothing is lost: both texts are below.
meetings-conflict-quorum = There are not enough people here to agree on this right now. Your text is kept below.
meetings-conflict-adopt = This group may talk, but it may not decide now: its seats are not as the rules want them.
meetings-conflict-early = A meeting can be opened from two hours before its start.
meetings-conflict-state = Somebody else was faster. Look at the page again.
meetings-error-long = This text is too long.
meetings-error-place = Give a room, a web address or a phone number.
meetings-error-online = A web address starts with https://
meetings-error-start = Give a day and a time.
meetings-error-past = Choose a time that is still to come.
meetings-error-minutes = Give a number of minutes from 5 to 1440.
meetings-error-item-minutes = Give a number of minutes from 1 to 480.
meetings-error-every = Give a number from 1 to 12.
meetings-error-count = Give a number from 1 to 200.
meetings-error-until = Choose a last day that is not before the first meeting.
meetings-error-rule = This rule cannot be used. Check how it is written.
meetings-error-rule-often = A meeting comes once a day at most.
meetings-error-rule-start = The first meeting is not on a day of the rule. Change one of them.
meetings-error-why = Say why, in 300 letters or less.
meetings-error-way = This meeting has no such way to take part.
meetings-error-answer = Choose an answer.
meetings-error-about = There is no such page. Check the address.
meetings-error-owner = Choose who does it.
meetings-error-due = Choose a day from today on.
meetings-error-nothing-written = Write something first: what was said, agreed or taken on.
meetings-error-reply = Say why it cannot be had, and what would be possible.
meetings-error-fixed = Calendars of the group are always told at once.
