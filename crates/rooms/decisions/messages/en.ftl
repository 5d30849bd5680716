## Proposals and decisions
decisions-nav = Decisions
decisions-title = Proposals and decisions
decisions-lead = What we are deciding, what we decided, and why.
decisions-propose = Propose something
decisions-none = Nothing has been proposed yet
decisions-none-hint = Anybody can propose something. You need no account.
decisions-none-found = Nothing fits
decisions-none-found-hint = Choose another group, or other words.
decisions-key = { $moving ->
    [0] Nothing is being decided right now.
    [one] 1 proposal is being decided.
   *[other] { $moving } proposals are being decided.
} { $holds ->
    [one] 1 decision holds.
   *[other] { $holds } decisions hold.
} { $late ->
    [0] None is past its review date.
    [one] 1 is past its review date.
   *[other] { $late } are past their review date.
}
decisions-received = Sent by neighbors, to take up
decisions-wait-n = { $n ->
    [0] No proposal from a neighbor waits for a group.
    [one] 1 proposal from a neighbor waits for a group to take it up.
   *[other] { $n } proposals from neighbors wait for a group to take them up.
} { $aside ->
    [0] None was set aside.
    [one] 1 was set aside.
   *[other] { $aside } were set aside.
}
decisions-moving = Being decided
decisions-decided = Decided
decisions-withdrawn-all = Taken back or set aside
decisions-body = Group
decisions-all-bodies = All groups
decisions-no-body = No group yet
decisions-words = Words in the title
decisions-filter = Show
decisions-what = What
decisions-stage = Where it stands
decisions-since = Since
decisions-state = State
decisions-adopted-on = Decided on
decisions-review-on = Looked at again on
decisions-csv = The decisions as a sheet (CSV)

## Stages
decisions-stage-received = Sent
decisions-stage-proposed = Proposed
decisions-stage-clarify = Questions
decisions-stage-react = Reactions
decisions-stage-consent = Objections?
decisions-stage-integrate = Being rewritten
decisions-stage-vote = Vote
decisions-stage-adopted = Adopted
decisions-stage-withdrawn = Taken back
decisions-now-received = A neighbor sent this. Nobody else reads it until a group takes it up.
decisions-now-proposed = This is proposed. Next, everybody may ask what is meant.
decisions-now-clarify = Ask what is meant. Every question gets an answer before it goes on.
decisions-now-react = Say what you think. There are at least { $hours } hours for it.
decisions-now-consent = Each seat now says: good enough to try, or it would do harm, and why.
decisions-now-integrate = An objection showed what is wrong. The text is being rewritten.
decisions-now-vote = After several new versions an objection still stands. The seats vote.
decisions-now-adopted = This was adopted, in version { $n }.
decisions-now-withdrawn = This was taken back or set aside.
decisions-why-withdrawn = Why:
decisions-way = The way of a proposal
decisions-open-decision = Read the decision
decisions-open-proposal = How it came to this: the proposal

## Proposing
decisions-propose-lead = Say what is wrong today and what should be done. The group you choose decides.
decisions-suggest-lead = You need no account. Say what is wrong today and what should be done. People of the partnership read it and take it to a group.
decisions-suggest-careful = Please write no names and nothing private about anybody. Everybody can read a proposal once a group takes it up.
decisions-about-gap = It answers this gap: { $help }, { $area }.
decisions-text-title = In one line
decisions-text-title-hint = For example: a night bus to the hospital
decisions-problem = What is wrong today
decisions-problem-hint = Who is it about, and how do you know?
decisions-body-text = What is proposed
decisions-body-text-hint = Who does what, with what, until when?
decisions-spanish = The same in Spanish
decisions-spanish-hint = People who read Spanish see these words in place of the others.
decisions-in-spanish = in Spanish
decisions-body-hint = It decides, if it is valid.
decisions-choose-body = Choose a group
decisions-about = Organizations it is about
decisions-about-which = Which organizations would get or lose something?
decisions-about-hint = Whoever works for one of them, or has an interest in it, stands aside.
decisions-about-list = It is about: { $names }. Whoever works there stands aside.
decisions-touches = What else it touches
decisions-about-choose = Choose an organization
decisions-topic-choose = Choose a topic
decisions-say-question = ask something
decisions-say-reaction = say what you think
decisions-about-add = It is about this organization, too
decisions-about-add-do = Say so
decisions-about-drop = It is not about { $name }
decisions-topic = It would decide what the charter leaves to the community
decisions-topic-hint = Then the group does not adopt it: the community votes. As with an objection, only you take this back.
decisions-topic-do = This is for the community to decide
decisions-topic-is = For the community to decide: { $topic }.
decisions-topic-ask = Prepare the community’s vote
decisions-topic-drop = Take this back
decisions-theirs = What somebody else changed since you began
decisions-policy = A policy ask
decisions-policy-choice = It asks a government or a company to change a rule
decisions-policy-hint = Organizations may then stand aside, so that their name is not under it.
decisions-advice = Who decides
decisions-advice-choice = I decide this myself, after asking for advice
decisions-advice-hint = For what you look after, in a group where you have a seat. Everybody it touches is asked, and reads what you did with their advice.
decisions-advice-here = Who proposed this decides it, after asking everybody it touches for advice.
decisions-decide = Decide
decisions-not-yet-decided = It cannot be decided yet.
decisions-your-name = Your name
decisions-your-name-hint = Only if you want it under your proposal, for everybody to read.
decisions-send = Send
decisions-proposed = It is proposed.
decisions-thanks = Thank you
decisions-thanks-text = Your proposal was sent. Somebody reads it and takes it to a group.
decisions-thanks-address = Write this address down. It shows you where your proposal stands:
decisions-a-neighbor = A neighbor
decisions-from = Proposed by { $name } on { $date }.
decisions-wait-title = A proposal from a neighbor
decisions-wait-waits = Waits for a group
decisions-wait-since = This was sent on { $date } and waits since then. No group has taken it up yet.
decisions-wait-keep = Keep this address. When a group takes it up, you read here how it goes on. If it is set aside, you read why.
decisions-wait-aside = Set aside
decisions-wait-aside-on = This was sent on { $sent }. It was set aside on { $date }.
decisions-wait-words = The words are not shown here. They could be about somebody.
decisions-set-aside = Set it aside
decisions-set-aside-hint = Who sent it reads this at its address. Write no names.
decisions-take-up = Take it up
decisions-take-up-hint = Choose the group that should decide. From then on everybody can read it.
decisions-taken-up = It is taken up. Everybody can read it now.

## On the way
decisions-promises = What this asks of whom
decisions-promises-none = Nothing yet. Say who does what by when, so that the decision does not stay words.
decisions-promise-add = Add a promise
decisions-promise-drop = Remove
decisions-promise-who = Who
decisions-promise-what = What they will do
decisions-promise-due = By when
decisions-remarks = Questions and reactions
decisions-remarks-none = Nobody has said anything yet.
decisions-remark-question = asks
decisions-remark-reaction = says
decisions-remark-kind = You …
decisions-remark-words = In your words
decisions-remark-send = Send
decisions-remarked = Thank you. Everybody can read it now.
decisions-answer = Answer
decisions-answer-do = Answer
decisions-unanswered = Not answered yet
decisions-version = version { $n }
decisions-stances = Where the seats stand
decisions-stances-n = { $n } of { $of } seats have said where they stand.
decisions-stances-old = { $n } seats have said where they stand.
decisions-stances-counted = { $n } of { $of } seats counted on the day it was adopted. That was enough.
decisions-stances-called = { $n ->
    [one] For 1 of them somebody else in the meeting noted that it consents.
   *[other] For { $n } of them somebody else in the meeting noted that they consent.
}
decisions-call = Nobody here objects
decisions-call-hint = { $n ->
    [one] 1 seat sits here and has said nothing. Ask in the room if it would do harm. If nobody objects, note it here. Each seat sees this and can change it. Somebody else then adopts.
   *[other] { $n } seats sit here and have said nothing. Ask in the room if it would do harm. If nobody objects, note it here. Each seat sees this and can change it. Somebody else then adopts.
}
decisions-called = It is noted. Each seat can change it until it is adopted.
decisions-called-you = Somebody noted in the meeting that you consent. If that is not so, say it here.
decisions-no-quorum = Not enough are here yet
decisions-sector = Sector
decisions-concerns = Worries to keep in mind
decisions-stance-consent = Consents
decisions-stance-consent-hint = Good enough for now, safe enough to try.
decisions-stance-concern = Consents, with a worry
decisions-stance-concern-hint = Go ahead. Keep this in mind when you look at it again.
decisions-stance-objection = Objects
decisions-stance-objection-hint = It would do harm, or keep us from our goals. Say how.
decisions-stance-aside = Stands aside
decisions-stance-aside-hint = You do not take part in this one.
decisions-stance-yes = Yes
decisions-stance-yes-hint = You vote for it.
decisions-stance-no = No
decisions-stance-no-hint = You vote against it.
decisions-stance-abstain = Neither
decisions-stance-abstain-hint = You are here and vote for neither.
decisions-your-stance = Where do you stand?
decisions-stance-words = In your words
decisions-stance-words-hint = An objection or a worry needs its reason.
decisions-stance-do = Say so
decisions-stance-taken = Thank you. It is kept.
decisions-objections = Objections
decisions-objection-open = Stands
decisions-objection-withdrawn = Taken back by who raised it
decisions-objection-integrated = Went into version { $n }
decisions-objection-withdraw = Take my objection back
decisions-objection-taken-back = Your objection is taken back.
decisions-asked = You are asked where you stand

## Next
decisions-next = Next step
decisions-write = Write a new version
decisions-write-do = Save the new version
decisions-changed = What changed
decisions-changed-hint = In a few words, for those who read the version before.
decisions-integrates = Which objections does this take up?
decisions-integrates-hint = Whoever raised one may object again in the next round.
decisions-go-clarify = Ask for questions
decisions-go-react = Ask for reactions
decisions-go-consent = Ask for objections
decisions-go-integrate = Take the objections up
decisions-go-vote = Let the seats vote
decisions-moved = It has moved on.
decisions-react-until = Objections can be asked for from { $time }.
decisions-not-yet = It cannot be adopted yet.
decisions-review-hint = At most { $n } months from today. From that day on it shows as unconfirmed until you look at it again.
decisions-adopt = Adopt
decisions-adopted = It is adopted.
decisions-withdraw = Take it back
decisions-withdraw-why = Why
decisions-withdraw-hint = Everybody can read this.
decisions-withdrawn = It is taken back.
decisions-marks = What is different from version { $n }
decisions-history = { $n ->
    [one] The way it went (1 version)
   *[other] The way it went ({ $n } versions)
}
decisions-hash = Fingerprint of the text:

## Decisions
decisions-holds = Holds
decisions-unconfirmed = Unconfirmed
decisions-over = Ended
decisions-confirmed = Confirmed
decisions-holds-until = This holds. It is looked at again on { $date }.
decisions-past-review = This should have been looked at again on { $date }. Until that happens it is unconfirmed.
decisions-ended-on = This ended on { $date }.
decisions-decided-text = What was decided
decisions-why = Why, and how
decisions-by-consent = Adopted with no objection left.
decisions-by-advice = Decided by who proposed it, after asking for advice.
decisions-used = What was done with the advice
decisions-used-hint = What did people tell you? What did you change, and what did you not follow, and why? Everybody can read this.
decisions-by-vote = Adopted by a vote, after an objection could not be settled.
decisions-how = { $versions ->
    [one] 1 version.
   *[other] { $versions } versions.
} Objections that changed the text: { $integrated }. Objections taken back: { $withdrawn }.
decisions-aside = Who stands aside
decisions-aside-hint = This asks a government or a company to change a rule. The name of an organization that stands aside is not under it.
decisions-aside-none = Nobody stands aside.
decisions-aside-why = Why
decisions-aside-do = Our organization stands aside
decisions-aside-join = Our organization joins after all
decisions-reviews = Looking back
decisions-look-back = Look back at it
decisions-review-result = What did you find?
decisions-review-confirm = It still holds
decisions-review-end = It ends
decisions-review-words = What came of it
decisions-review-next = Look at it again on
decisions-next-review = again on { $date }

decisions-polls = Quick questions
decisions-polls-lead = Members ask members. A quick question decides nothing; it shows where we stand.
decisions-polls-none = Nobody has asked anything yet
decisions-polls-none-hint = Members can ask a quick question, for example when to meet.
decisions-poll-ask = Ask a quick question
decisions-poll-hint = For what needs no proposal and no vote. Each member answers once, and may change the answer until it closes.
decisions-poll-question = Question
decisions-poll-options = Answers to choose from
decisions-poll-options-hint = One in each line: two at least, twelve at most.
decisions-poll-option = Answer
decisions-poll-spanish-hint = One in each line, in the same order.
decisions-poll-until = Open until the end of
decisions-poll-answers = Answers
decisions-poll-asked = It is asked. Members find it under Decisions.
decisions-poll-open = Open
decisions-poll-closed = Closed
decisions-poll-by = Asked by { $name }.
decisions-poll-so-far = { $n ->
    [one] 1 member has answered.
   *[other] { $n } members have answered.
} It is open until the end of { $date }. What they said shows when it closes.
decisions-poll-few = Fewer than { $n } answered. That is too few to show what they said.
decisions-poll-most = { $n } members answered. Chosen most often: { $words }.
decisions-poll-binds-nobody = This decides nothing.
decisions-poll-your-answer = Your answer
decisions-poll-answer-hint = Nobody sees who said what.
decisions-poll-change = Change my answer
decisions-poll-answered = Thank you. You can change your answer until it closes.
decisions-poll-result = What members said
decisions-poll-close = Close it now

decisions-past = What past votes would have given
decisions-past-none = No proposal has come to a vote of the seats yet. Once one has, you see here what it would have been under this charter.
decisions-past-key = { $n ->
    [one] 1 proposal came to a vote of the seats.
   *[other] { $n } proposals came to a vote of the seats.
} { $other ->
    [0] Under this charter each would have ended as it did.
    [one] Under this charter 1 would have ended in another way.
   *[other] Under this charter { $other } would have ended in another way.
}
decisions-past-yes = For it
decisions-past-no = Against it
decisions-past-was = How it ended
decisions-past-would = Under this charter
decisions-past-passes = Adopted
decisions-past-fails = Not adopted
decisions-rounds = What past consent rounds would have given as votes
decisions-rounds-key = { $n ->
    [one] Seats were asked for consent in 1 round.
   *[other] Seats were asked for consent in { $n } rounds.
} { $over ->
    [0] A vote under this charter would have gone over no objection.
    [one] In 1 of them a vote under this charter would have gone over an objection.
   *[other] In { $over } of them a vote under this charter would have gone over an objection.
}
decisions-rounds-no-vote = A consent round is not a vote. One objection stops it, however many consent, and the reason goes into a new version. Under this charter that stays so: its rule is for votes only. People may say something else when they know that it is a vote.
decisions-rounds-n = round { $n }
decisions-rounds-would = As a vote under this charter
decisions-rounds-stopped = Not adopted in this round
decisions-rounds-passes = Enough votes
decisions-rounds-fails = Not enough votes
decisions-rounds-hint = Seats that consent, with a worry or without, count for it; those that object count against it; those that stand aside count for neither. Each sector is taken as one, with the seats that this charter gives it.
decisions-past-hint = Each sector's seats count on the side that more of its seats took then. A sector whose seats took both sides alike counts for neither.

## Faults
decisions-error-poll-options = Write two to twelve different answers, one in each line
decisions-error-poll-spanish = Write as many answers in Spanish as in English, or none
decisions-error-poll-choose = Choose one of the answers
decisions-conflict-poll-closed = This question is closed.
decisions-error-long = This is too long
decisions-error-same = The text is the same as before. What takes an objection up changes it
decisions-error-date = Write a date like 2026-11-22
decisions-error-past = Choose a day to come
decisions-error-reason = Say why, so that others can learn from it
decisions-error-seat = You have no seat in this group. Choose one where you have, or leave this box empty.
decisions-error-used = Say in a sentence or two what you did with the advice
decisions-error-ended = This group has ended. Choose another one.
decisions-error-review = Choose a day to come, within the months that the charter allows
decisions-conflict-changed = This has changed in the meantime. Open it again to see how it stands now.
decisions-conflict-typed = Somebody else changed this while you wrote. Your words are still here, and nothing of theirs is lost: take up what you want to keep of it, then save again.
decisions-conflict-no-body = No group has taken this up yet.
decisions-conflict-stage = This step does not follow from where it stands.
decisions-conflict-question = A question has no answer yet.
decisions-conflict-react = There has not been enough time to react.
decisions-conflict-no-objection = No objection stands. It can be adopted.
decisions-conflict-nothing-new = There is no new version yet.
decisions-conflict-advice = Not enough advice was heard: ask two others at least, a neighbor among them.
decisions-conflict-open-objection = An objection stands. Take it up in a new version, or ask who raised it to take it back.
decisions-conflict-majority = The vote did not carry it: more than half of the votes and of the sectors are needed.
decisions-conflict-text = The text is not the one that the seats read. Ask for objections again.
decisions-conflict-group = The group is not valid today. Its page says what is missing.
decisions-conflict-quorum = Too few seats have said where they stand.
decisions-conflict-called = You noted the answers of others yourself. Somebody else has to adopt it.
decisions-conflict-sitting = The group sits now, and too few are there. Seats with an interest do not count.
decisions-conflict-aside = As many seats stand aside as consent, or more. That carries nothing.
decisions-conflict-call = You can note this only while you sit in a meeting of the group, for seats there that have said nothing.
decisions-conflict-review-none = Say when it will be looked at again.
decisions-conflict-review-late = The review date is further away than the charter allows.
decisions-conflict-review-early = The review date has to be after today.
decisions-conflict-interest = You work for an organization that this is about, or have said that you have an interest in it. You stand aside.
decisions-error-topic = Choose a topic that the charter names.
decisions-conflict-binding = The charter leaves this topic to the community’s vote. Ask the community; the group then adopts its result unchanged, or returns it once with reasons.
decisions-conflict-objected = Your objection stands. Take it back first.
decisions-conflict-over = This has ended already.
decisions-conflict-no-ask = This asks for no policy, so nobody stands aside.
