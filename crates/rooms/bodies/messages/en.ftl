## Charter, workgroups, seats
bodies-nav-charter = Our charter
bodies-nav-workgroups = Workgroups
bodies-nav-seats = My seats

## Bodies
bodies-workgroups = Workgroups
bodies-workgroups-lead = Who decides what, and whether each group is made up so that it may.
bodies-none = No workgroups yet
bodies-none-hint = When partners form one, it shows here with everybody who leads it.
bodies-key = { $n ->
    [one] { $valid } of 1 group may adopt decisions today.
   *[other] { $valid } of { $n } groups may adopt decisions today.
}
bodies-seats-sectors = { $n ->
    [one] 1 seat, { $sectors ->
        [one] 1 sector
       *[other] { $sectors } sectors
    }
   *[other] { $n } seats, { $sectors ->
        [one] 1 sector
       *[other] { $sectors } sectors
    }
}
bodies-rules = What makes a group valid
bodies-rule-1 = At least three people lead it together, from at least three sectors.
bodies-rule-2 = One of them is a neighbor whom no partner employs.
bodies-rule-3 = Organizations under the same control count as one. No sector has more than half of the lead seats.
bodies-rule-4 = A seat counts for whoever pays its holder today.
bodies-rule-5 = An empty seat may stay empty for 60 days. Until then the group acts, but does not adopt.
bodies-rule-6 = A council is valid while every seat that the charter gives it is held. There is one council at a time.
bodies-rule-7 = When a new charter holds, its seats may be given within 180 days. Until then the council acts, but does not adopt.
bodies-ended = Groups that have ended
bodies-new = New group
bodies-new-do = Make the group
bodies-change = Change name and purpose
bodies-kind = What it is
bodies-kind-council = Council
bodies-kind-workgroup = Workgroup
bodies-name = Name
bodies-name-es = Name in Spanish
bodies-purpose = What it is for
bodies-purpose-hint = One or two short sentences. Everybody can read this.
bodies-purpose-es = The same in Spanish
bodies-adopted-on = Adopted on
bodies-adopted-on-hint = Only for a group that was there before the partnership. It has 180 days from that day to meet the rules.
bodies-made = The group is there. Now give its seats.
bodies-may-adopt = This group may adopt decisions today.
bodies-state-valid = Valid
bodies-state-grace = In grace
bodies-state-suspended = Suspended
bodies-state-invalid = Not valid yet
bodies-state-grace-hint = Until this is mended, the group acts but does not adopt.
bodies-state-suspended-hint = Until this is mended, the group may talk, but not adopt.
bodies-state-invalid-hint = Until this is mended, the group may talk, but not adopt.
bodies-why-co-leads-lt-3 = Fewer than three people lead it.
bodies-why-common-control-counts-once = Some who lead it work for organizations under the same control, which count as one.
bodies-why-sectors-lt-3 = Fewer than three sectors lead it.
bodies-why-no-community = Nobody who leads it is a neighbor whom no partner employs.
bodies-why-sector-over-half = One sector has more than half of the lead seats.
bodies-why-vacancy = A seat is empty. It may stay so for 60 days.
bodies-why-vacancy-over-60-days = A seat has been empty for more than 60 days.
bodies-why-adopted-group-180-days = The group was there before the partnership. It has 180 days to meet the rules.
bodies-why-adopted-charter-180-days = Not every seat that the charter gives the council is held yet. A new charter has 180 days for that.
bodies-why-charter-seats-vacant = Not every seat that the charter gives the council is held.
bodies-why-sector-over-charter = A sector holds more seats than the charter gives it.
bodies-why-body-ended = The group has ended.
bodies-why-no-seats = No seats are held.
bodies-why-sector-over-one-third = A sector has a third of the seats or more.
bodies-why-community-below-floor = Neighbors have fewer than one seat in five.
bodies-why-no-deputy = Nobody stands in for this seat yet.
bodies-why-deputy-is-holder = Somebody cannot stand in for themself.
bodies-why-deputy-same-org = The deputy works for the same organization, or one under the same control.
bodies-why-no-term-end = The term has no end.
bodies-why-term-ends-before-start = The term ends before it starts.
bodies-why-term-over-24-months = The term is longer than 24 months.
bodies-why-terms-over-2 = It is more than the second term in a row.
bodies-why-seats-not-over-half = Fewer than half of the seats are here.
bodies-why-sectors-not-half = Fewer than half of the sectors are here.
bodies-why-seats-below-charter = Fewer seats are here than the charter asks for.
bodies-why-sectors-below-charter = Fewer sectors are here than the charter asks for.
bodies-who = Who sits here
bodies-no-seats = Nobody sits here yet.
bodies-holder = Who
bodies-holder-hint = The seat counts for the sector of whoever employs them, or for neighbors.
bodies-seat = Seat
bodies-seats = Seats
bodies-sector = Sector
bodies-share = Share
bodies-deputy = Stands in
bodies-deputy-hint = Somebody from another organization.
bodies-no-deputy = Nobody yet
bodies-no-deputy-yet = Nobody yet
bodies-choose = Choose
bodies-from = From
bodies-until = Until
bodies-more = More
bodies-open-seat = Open the seat
bodies-role-co_lead = Leads with others
bodies-role-member = Member
bodies-a-resident = A neighbor
bodies-somebody = Somebody
bodies-resident = Neighbor, employed by no partner
bodies-vacant = Empty
bodies-moved = Changed employer
bodies-moved-hint = The holder works for another organization now. The seat counts for that organization's sector until the group gives it anew.
bodies-left = Left the organization
bodies-balance = Seats by sector
bodies-charter-seats = In the charter
bodies-held = Held
bodies-missing = Missing
bodies-missing-none = None
bodies-missing-n = { $n ->
    [one] 1 empty seat
   *[other] { $n } empty seats
}
bodies-over-n = { $n } more than in the charter
bodies-charter-held = { $held } of the { $n } seats that the charter gives the council are held.
bodies-charter-held-link = Read the charter
bodies-charter-held-hint = Empty seats count too: to decide, more than half of all seats must be there.
bodies-charter-asks = The charter gives it { $n } seats.
bodies-past = Who sat here before
bodies-give = Give a seat
bodies-give-do = Give the seat
bodies-given = The seat is given.
bodies-term-hint = At most 24 months. Nobody holds a seat for more than two terms in a row.
bodies-follows = Follows
bodies-follows-nobody = Nobody: a new seat
bodies-end = End this group
bodies-end-hint = Its history stays. It cannot adopt any more.
bodies-end-why = Why
bodies-ended-done = The group has ended.

## Seats
bodies-my-seats = My seats
bodies-my-none = You hold no seat
bodies-my-none-hint = Groups are open. Read what they do, and ask to join.
bodies-as-deputy = You stand in
bodies-term = From { $from } until { $until }
bodies-term-n = { $n ->
    [one] first term
   *[other] term { $n }
}
bodies-seat-title = A seat in { $body }
bodies-conflicts = Conflicts of interest
bodies-conflicts-hint = You never decide about the organization that pays you. Say here where else you have an interest: a board seat, a contract, family. Then you stand aside there too.
bodies-conflict-organization = Organization
bodies-conflict-why = What ties you to it
bodies-conflict-declare = Declare
bodies-conflict-end = This has ended
bodies-handover = Hand-over
bodies-handover-hint = What the next holder needs: papers, contacts, passwords changed, promises made.
bodies-handover-none = Nothing is listed yet.
bodies-handover-what = What to hand over
bodies-handover-what-hint = For example: the list of drivers, the key to the room.
bodies-handover-add = Add
bodies-handover-begin = Begin with this list
bodies-handover-begin-hint = Most seats have these to hand over. Take the list, then change it to fit:
bodies-handover-keys = Keys, and accounts: who gets them, and which passwords change
bodies-handover-promises = Promises that are still open, and by when
bodies-handover-proposals = Proposals that are under way, and where they stand
bodies-handover-contacts = Contacts: whom to call, and what for
bodies-handover-meetings = Regular meetings: when, where, and who else comes
bodies-handover-papers = Papers and files: where they are

## Training that a seat asks for
bodies-training-mine = { $n ->
    [one] Your seat asks you to complete one training:
   *[other] Your seat asks you to complete { $n } trainings:
  }
bodies-training-here = Not everybody who sits here has completed what the seat asks for.
bodies-training-n = { $n ->
    [one] one person still has to
   *[other] { $n } people still have to
  }
bodies-handed = Handed over
bodies-to-hand = Still to do
bodies-hand-do = Mark as handed over
bodies-hand-undo = Not yet after all
bodies-deputy-do = Name them
bodies-renew = Another term
bodies-renew-do = Give another term
bodies-step-down = End this seat
bodies-step-down-hint = The seat is empty from today. The group has 60 days to fill it.
bodies-stepped-down = The seat has ended.

## Charter
bodies-charter = Our charter
bodies-charter-none = There is no charter yet
bodies-charter-none-hint = A charter says why the partners work together, who sits where, and how they decide. Partners write it together and each says yes to the same text.
bodies-charter-begin = Begin a charter
bodies-charter-version = Charter, version { $n }
bodies-charter-draft = Draft
bodies-charter-draft-hint = This is being written. Say what you think of it below.
bodies-charter-open = Open for a yes
bodies-charter-open-n = { $n ->
    [0] The text stands. Organizations now say yes to it.
    [one] The text stands. 1 organization has said yes so far.
   *[other] The text stands. { $n } organizations have said yes so far.
}
bodies-charter-in_force = In force
bodies-charter-in_force-hint = This is how we work together.
bodies-charter-since = { $n ->
    [one] In force since { $date }. 1 organization said yes to this text.
   *[other] In force since { $date }. { $n } organizations said yes to this text.
}
bodies-charter-replaced = Replaced
bodies-charter-replaced-hint = A newer version took its place.
bodies-charter-dropped = Given up
bodies-charter-dropped-hint = This draft was given up.
bodies-charter-edit = Edit the draft
bodies-charter-change = Draft a change
bodies-charter-lay-open = Lay it open
bodies-charter-back = Take it back to change it
bodies-charter-drop = Give it up
bodies-opened = The text stands now. Ask each organization for its yes.
bodies-mission = Mission
bodies-mission-hint = Why the partnership is there, in words everybody uses.
bodies-goals = Goals we share
bodies-goals-hint = One in each line.
bodies-spanish = The same in Spanish
bodies-in-spanish = in Spanish
bodies-clauses = Clauses
bodies-clauses-hint = Leave title and text empty to take a clause out. Save to get more empty ones.
bodies-clause-title = Title of clause { $n }
bodies-clause-body = Text of clause { $n }
bodies-council-seats = Seats of the council
bodies-seats-hint = Every sector stays under one third. Neighbors have at least one seat in five.
bodies-no-council = This charter has no council yet.
bodies-kept-rules = Rules that the software keeps
bodies-kept-rules-hint = You can be stricter than these numbers, never laxer.
bodies-rule-decision = What carries a vote
bodies-rule-ratify = Who has to say yes to a new charter
bodies-rule-ties = What comes first when a vote is tied
bodies-rule-react-hours = Hours to say what one thinks (72 or more)
bodies-rule-integrations = New versions before a vote may decide (2 or more)
bodies-rule-review-months = Months until a decision is looked at again (24 or fewer)
bodies-rule-term-months = Months of a term (24 or fewer)
bodies-rule-terms = Terms in a row (2 or fewer)
bodies-rule-quorum-percent = A quorum is more than so many % of the seats (50 to 90)
bodies-rule-quorum-sectors = Sectors in a quorum (3 or more)
bodies-rule-conflict-months = Months after a job without deciding about who paid (0 to 60)
bodies-rule-binding = Topics where the neighbors' vote decides
bodies-rule-binding-hint = One in each line. The council adopts such a result unchanged, or returns it once, with public reasons, within 30 days.
bodies-rule-topics-es-hint = One in each line, in the same order. Leave all out, or none.
bodies-decision-double = More than half of the votes, and more than half of the sectors
bodies-decision-seats = More than half of the votes
bodies-ratify-all = Every member organization says yes to a new charter.
bodies-ratify-two-thirds = Two thirds of the member organizations say yes to a new charter.
bodies-ratify-half = More than half of the member organizations say yes to a new charter.
bodies-ties-oldest = In a tie, what was proposed first comes first.
bodies-ties-cheapest = In a tie, what costs less comes first.
bodies-say-react = Everybody has at least { $n } hours to say what they think.
bodies-say-integrations = After { $n } new versions with an objection still open, a vote may decide.
bodies-say-review = Every decision is looked at again within { $n } months.
bodies-say-term = A seat is held for { $months } months at most, { $n ->
    [one] once
    [2] twice
   *[other] { $n } times
} in a row at most.
bodies-say-quorum = To decide, more than { $percent }% of the seats, half of the sectors and at least { $sectors }, and a neighbor must be there.
bodies-say-conflict = { $n ->
    [0] Nobody decides about an organization that pays them, or where they have said that they have an interest.
    [one] Nobody decides about an organization that pays them or paid them in the last month, or where they have said that they have an interest.
   *[other] Nobody decides about an organization that pays them or paid them in the last { $n } months, or where they have said that they have an interest.
}
bodies-say-binding = On these topics the neighbors' vote decides:
bodies-notes = What partners said
bodies-notes-none = Nobody has said anything yet.
bodies-note-agree = agrees
bodies-note-comment = says
bodies-note-suggestion = asks for a change
bodies-note-whole = the whole text
bodies-note-answer = Answer
bodies-note-taken = Taken up
bodies-note-not-taken = Not taken up
bodies-note-taken-q = Is it taken up?
bodies-note-say = Say what you think
bodies-note-kind = Your organization …
bodies-note-about = About
bodies-note-words = In your words
bodies-note-send = Send
bodies-note-sent = Thank you. Everybody can read it now.
bodies-ratify = Say yes for your organization
bodies-ratify-hint = You say yes to exactly this text. If it changes, you will be asked again.
bodies-ratify-changes = See what is different from the charter before
bodies-ratify-do = Our organization says yes
bodies-ratified = Who said yes
bodies-ratified-paper = on paper, signed on { $date }
bodies-paper = An organization said yes on paper
bodies-paper-hint = For organizations that have nobody here. It counts once somebody who signs for another organization has seen the paper. Keep the paper; the day stands here for everybody.
bodies-paper-who = Organization
bodies-paper-name = Who signed
bodies-paper-day = On which day
bodies-paper-do = Note it
bodies-paper-noted = Noted. It counts once somebody who signs for another organization has seen the paper.
bodies-ratified-waits = on paper, signed on { $date }. It does not count yet: somebody of another organization has to see the paper.
bodies-paper-signed-by = Signed by { $name }
bodies-paper-confirm = I saw the paper
bodies-paper-confirmed = Thank you. The yes on paper counts.
bodies-paper-strike = Strike it: a mistake
bodies-paper-struck = The yes on paper is gone.
bodies-ratified-done = Thank you. Your yes is kept.
bodies-in-force = That was the yes that was missing. The charter is in force.
bodies-hash = Fingerprint of the text:
bodies-versions = Other versions
bodies-changes = What is different from version { $n }
bodies-changes-none = Nothing is different yet.
bodies-changes-n = New clauses: { $added }. Taken out: { $taken }. With other words: { $changed }. Moved: { $moved }. As they were: { $same }.
bodies-clause-new = New
bodies-clause-taken = Taken out
bodies-clause-changed = Other words
bodies-clause-moved = Moved
bodies-clause-was = It was number { $n } before.
bodies-was = Was
bodies-is = Is
bodies-rule = Rule
bodies-all-seats = All seats

## Power
bodies-power-link = See what each sector's seats can do
bodies-power-title = What seats can do: version { $n }
bodies-power-lead = Seats are not power. This counts every way the votes of the sectors can fall, and asks whose vote tips the result.
bodies-power-none = Give the council seats in the draft, then come back.
bodies-shapley = Power (Shapley-Shubik)
bodies-banzhaf = Power (Banzhaf)
bodies-power-most = The result turns most often on { $name }: { $share } of the time.
bodies-power-dictators = Alone, without anybody else, this is enough: { $names }.
bodies-power-vetoers = Nothing passes without: { $names }.
bodies-power-dummies = These never tip a result: { $names }.
bodies-power-nobody-alone = Nobody can pass or stop anything alone.
bodies-power-words = How to read this
bodies-power-word-1 = Each sector is taken to vote as one.
bodies-power-word-2 = Shapley-Shubik: sectors say yes one after the other, in every order. Whose yes carries it?
bodies-power-word-3 = Banzhaf: for every group of sectors that says yes, whose change of mind would change the result?
bodies-power-word-4 = When a share of power is far from the share of seats, think again about the seats or the rule.

## Faults
bodies-error-long = This is too long
bodies-error-no-member = Choose one of the member organizations
bodies-error-future = This day has not come yet
bodies-error-date = Write a date like 2026-11-22
bodies-error-number = Write a whole number
bodies-error-choice = Choose one of the answers
bodies-error-floor = This is not a number within the limits that are written beside it
bodies-error-topics-es = Write as many lines as there are topics, or none
bodies-error-name-taken = A group has this name already
bodies-error-no-account = They have no role anywhere now. Invite them first, neighbors as "Resident".
bodies-error-seated = They hold a seat here already
bodies-error-council = There is a council already: { $name }. End it before you make another.
bodies-error-no-charter-seat = The charter gives their sector no seat in the council
bodies-error-charter-seats-held = Every council seat that the charter gives their sector is held ({ $n }). End one first, or choose a term after it.
bodies-error-deputy = Choose somebody from another organization, not under the same control
bodies-error-term-order = The term ends before it starts
bodies-error-term-long = A term is 24 months at most
bodies-error-term-charter = The charter allows shorter terms only
bodies-error-terms = They have held it as often in a row as the rules allow
bodies-error-third = A sector has a third of the seats or more
bodies-error-community = Neighbors need at least one seat in five
bodies-error-seats = Give the council seats first
bodies-conflict-ended = This has ended already. Nothing was changed.
bodies-conflict-draft = Another draft is there. Finish it or give it up first.
bodies-conflict-changed = This charter has changed in the meantime. Open it again to see how it stands now.
bodies-conflict-changed-keep = Somebody else saved this draft while you wrote. Your words are still here, nothing of theirs is lost: compare with the draft in another window, then save again.
bodies-conflict-ratified = That organization has said yes already.
