# Words of the room conversations. Keys start with conversations-.

conversations-nav = Open conversations
conversations-title = Open conversations
conversations-lead = Say what you think, one short sentence at a time. You need no account.
conversations-none = No conversations yet
conversations-none-text = When a group wants to hear from everybody, you will find it here.
conversations-key = { $n ->
    [0] No conversation is open right now.
    [one] 1 conversation is open. Take part.
   *[other] { $n } conversations are open. Take part.
}
conversations-open = Open
conversations-over = Over
conversations-open-now = Open now
conversations-over-now = Over
conversations-until = You can take part until { $date }.
conversations-ended = It ended on { $date }.

## Take part
conversations-asked-by = { $name } asks.
conversations-read = Read and answer
conversations-progress = You answered { $n } of { $of }.
conversations-answer-agree = I agree
conversations-answer-disagree = I disagree
conversations-answer-pass = Pass
conversations-pass-hint = Pass if you are not sure, or if you would rather not say.
conversations-all-read = You answered everything there is. Thank you. Come back later: others may add more.
conversations-change = See or change my answers
conversations-so-far = At least { $n } people take part so far. What they say is shown when it is over.
conversations-about = A little about you
conversations-about-why = This helps us see what all groups share. You can leave it out. You count once: if you have lived with this, you count there.
conversations-about-member = Where you work is known from your account.
conversations-about-do = Save
conversations-about-done = Thank you. It is kept.
conversations-lived = Have you lived with what this is about?
conversations-lived-yes = Yes, I or my family have
conversations-lived-no = No
conversations-lived-unsaid = I would rather not say
conversations-side = You take part as
conversations-side-resident = Somebody who lives here
conversations-side-partner = Somebody who works for a partner
conversations-side-unsaid = I would rather not say
conversations-sector = If you work for a partner: what kind
conversations-sector-choose = Choose a kind
conversations-sector-hint = Leave this as it is if you do not work for a partner.
conversations-suggest = Is something missing?
conversations-suggest-text = Write a short sentence that others can answer. We read it first. Please give no names, and nothing private about people.
conversations-suggest-words = Your sentence
conversations-suggest-hint = At most { $n } letters. Say one thing.
conversations-suggest-do = Send
conversations-suggested = Thank you. Somebody reads it, then others can answer it.
conversations-private = Who can see this?
conversations-private-text = Nobody. We keep your answers without your name, and not when you gave them. Whoever uses this browser after you can see your answers until you close it or press this button.
conversations-private-member = Nobody sees your answers, not even those who run this. You have one voice, on any device.
conversations-forget = Leave no trace on this device
conversations-forgotten = This device no longer knows about you. What you said still counts.
conversations-erase = Take back all my answers
conversations-erased = Your answers are gone.
conversations-is-over = This conversation is over. Thank you to everybody who took part.
conversations-see-results = See what came of it
conversations-next = What happens next
conversations-next-text = Nothing here is decided. It shows what people think, so that groups can make better proposals.
conversations-next-when = When it is over, everybody can read what all groups share, and where they differ.
conversations-next-over = A group can turn what all groups share into a proposal. Then it is decided in the open, as always.
conversations-next-none = Those who asked can talk about where groups differ, and ask again.
conversations-set-aside = { $n ->
    [one] 1 sentence was set aside
   *[other] { $n } sentences were set aside
}
conversations-set-aside-text = You can read why. What they said is not shown: it may be about somebody.
conversations-unread = { $n ->
    [one] 1 sentence came in too late to be read.
   *[other] { $n } sentences came in too late to be read.
}

## My answers
conversations-answers = My answers
conversations-answers-none = You have not answered anything yet
conversations-answers-none-text = Once you have, you can change your answers here.
conversations-back = Back to the next sentence
conversations-changed = Your answer is changed.

## Results
conversations-results = Results
conversations-results-title = What came of it: { $question }
conversations-results-lead = First what all groups share, then where they differ. Groups are what people said about themselves.
conversations-key-few = Too few people took part. It takes { $least } in a group to say what the group holds.
conversations-key-one = Only one group is large enough. Most in it agree with { $n ->
    [one] 1 sentence.
   *[other] { $n } sentences.
}
conversations-key-shared = { $n ->
    [0] There is no sentence that most people in each of the { $groups } groups agree with.
    [one] Most people in each of the { $groups } groups agree with 1 sentence.
   *[other] Most people in each of the { $groups } groups agree with { $n } sentences.
}
conversations-statement = Sentence
conversations-shared = What all groups share
conversations-shared-how = More than half of those who answered, in every group of { $least } or more. The surest stand first.
conversations-shared-none = Nothing that every group holds, for sure.
conversations-agreed = Every group agrees
conversations-refused = Every group disagrees
conversations-stand-agrees = Most agree
conversations-stand-disagrees = Most disagree
conversations-stand-open = No clear side
conversations-n-of = { $n } of { $of }
conversations-least-of = { $n } or more of { $of }
conversations-most-of = { $n } or fewer of { $of }
conversations-agree-figure = Agree: { $figure }
conversations-propose = Start a proposal from one of these
conversations-propose-text = The form opens with the words in it. Say what should be done, and choose the group that decides.
conversations-propose-problem = In the open conversation “{ $question }” every group agreed: “{ $words }”
conversations-apart = Where groups differ most
conversations-apart-how = How many agree in each group. The gap is at least as wide as it says.
conversations-apart-none = No two groups are far apart, for sure.
conversations-more = Agrees more
conversations-less = Agrees less
conversations-points = Gap
conversations-points-least = { $n } points or more
conversations-who = Who took part
conversations-group = Group
conversations-people = People
conversations-nobody = Nobody took part.
conversations-too-small = { $n }, too few to count
conversations-who-how = Groups of 1 to { $few } are not numbered. A group of { $least } or more counts when it is said what all groups share. Where nearly all say the same, it says “or more”: the few others stay hidden.
conversations-group-lived = Have lived with it
conversations-group-residents = Live here
conversations-group-sector = Work for a partner: { $sector }
conversations-group-partners = Work for other partners
conversations-group-unsaid = Did not say
conversations-all = { $n ->
    [one] The one sentence and every group
   *[other] All { $n } sentences and every group
}
conversations-all-caption = All sentences, by group
conversations-csv = The figures as a sheet (CSV)
conversations-found = To explore: groups by how people answered
conversations-found-never = These groups were found by a computer, and nobody said that they belong to one. They are food for thought and never binding.
conversations-found-how = { $n } groups. Stability { $stability } of 1: how alike the groups are when people are drawn anew. Distance { $silhouette } of 1: how far apart they stand.
conversations-found-group = Group { $n }, about { $tenths } in 10 people
conversations-found-agrees = Agrees more than others:
conversations-found-disagrees = Disagrees more than others:
conversations-found-few = It takes 50 people with 7 answers or more to look for groups. There were fewer.
conversations-found-small = There is no way to part people that leaves at least 11 in each group.
conversations-found-shape = People do not fall into clear groups.
conversations-found-unstable = Groups could be drawn, but with a few other people they would be other groups. So none are shown.

## Run it
conversations-start = Open a conversation
conversations-start-lead = Ask one question. Begin with short sentences that people can agree or disagree with, from all sides.
conversations-start-do = Open it
conversations-started = It is open. Everybody can take part.
conversations-about-gap = It is about this gap: { $help }, { $area }.
conversations-question = What do you ask?
conversations-question-hint = For example: what would make rides to care work for you?
conversations-question-es = The question in Spanish
conversations-explanation = What is it about?
conversations-explanation-hint = Two or three sentences. Say who asks, and what happens with the answers.
conversations-explanation-es = The same in Spanish
conversations-seeds = Sentences to begin with
conversations-seeds-hint = One on each line, at most { $n } letters, from { $least } to { $most } of them. If you have the Spanish words, write them behind a bar: Rides are too late | Los viajes llegan tarde
conversations-ends-on = Last day
conversations-ends-hint = You can end it early.
conversations-body = Which group asks?
conversations-body-none = The partnership itself
conversations-body-hint = Whoever leads the group can moderate and end it.
conversations-from = It grew out of
conversations-from-none = Nothing in particular
conversations-to-moderate = { $n ->
    [0] Run it: nothing waits
    [one] Run it: 1 sentence waits
   *[other] Run it: { $n } sentences wait
}
conversations-moderate = Run the conversation
conversations-moderate-text = Accept what can be answered, even if you disagree. Set aside what names somebody, harms somebody, says two things at once or is there already. You do not see who answered what, and nobody does.
conversations-waiting = { $n ->
    [0] Waiting
    [one] 1 sentence waits
   *[other] { $n } sentences wait
}
conversations-waiting-none = Nothing waits to be read.
conversations-words-es = The same in Spanish
conversations-accept = Accept
conversations-reason = Why is it set aside?
conversations-reason-hint = Everybody can read the reason, not the sentence.
conversations-set-aside-do = Set aside
conversations-add = Add a sentence
conversations-add-words = The sentence
conversations-accepted = { $n ->
    [one] 1 sentence can be answered
   *[other] { $n } sentences can be answered
}
conversations-moderated = It is done.
conversations-close = End it now
conversations-close-text = Nobody can take part after that, and it cannot be opened again. Everybody can read the results at once.
conversations-close-do = End the conversation
conversations-closed = It is over. These are the results.

## Faults
conversations-error-long = Please write at most { $n } letters.
conversations-error-ends = Choose a day from today on, at most a year away.
conversations-error-seeds = Write from { $least } to { $most } sentences, one on each line.
conversations-error-seed = Line { $line } is empty or longer than 140 letters. Make it shorter.
conversations-error-seed-twice = Line { $line } says the same as a line before. Change it or take it out.
conversations-error-ended = This group has ended. Choose another one.
conversations-error-body = Choose the group that you lead.
conversations-error-sector = Choose what kind of partner you work for.
conversations-error-empty = Write a sentence.
conversations-error-statement-long = This is longer than 140 letters. Make it shorter.
conversations-error-said = This has been said already. Say it in another way, or leave it.
conversations-error-full = Many sentences wait to be read. Please try again in a few days.
conversations-error-reason = Say why. Everybody can read it.
conversations-error-cookie = Your browser did not keep your place. Please answer again. If that does not help, allow cookies for this site.
conversations-conflict-over = This conversation is over. You can read what came of it.
conversations-conflict-open = This conversation is still open. The results are shown when it is over.
conversations-conflict-changed = Somebody changed this at the same moment. Look again, then try once more.
