# Words of the room votes. Keys start with votes-.

votes-nav = Votes
votes-nav-say = Have your say
votes-and = and
votes-nobody = nothing

## How a vote stands.
votes-phase-draft = Draft
votes-phase-soon = Opens soon
votes-phase-open = Open now
votes-phase-closed = Being counted
votes-phase-published = Result is out
votes-phase-cancelled = Called off

## Have your say.
votes-say = Have your say
votes-say-lead = Here the community decides. You need a voting code, but no account.
votes-say-none = No votes yet
votes-say-none-text = When there is something to decide, you will find it here.
votes-say-open = Open now
votes-say-soon = Coming up
votes-say-over = Over
votes-times = You can vote from { $opens } to { $closes }.
votes-clocks-change = Clocks change that night. Voting ends at the later of the two times: { $moment }.
votes-cancelled-why = This vote was called off:
votes-withdrawn = “{ $option }” is no longer a choice: { $why } Votes for it go to nobody. The rest of those ballots counts.
votes-rules = How this vote works
votes-fact-budget = There is { $sum } to spend.
votes-fact-seats = { $n ->
    [one] One choice wins.
   *[other] { $n } choices win.
  }
votes-fact-support = A choice needs at least { $n } voters.
votes-fact-group = Only one of these can win: { $options }.
votes-fact-binding = The partners must follow the result, or send it back once with their reasons.
votes-fact-advice = The result is advice to the partners.
votes-fact-ties = If choices are equal, this order decides: { $options }.
votes-fact-ties-id = If choices are equal, the number of the choice decides.
votes-see-results = See the result

## The rules, in words.
votes-method-equal-shares-add1 = Budget, equal shares
votes-method-equal-shares-add1-text = Every voter gets the same share of the money. A choice is paid for by the people who picked it. So many groups get something, not only the largest.
votes-method-greedy = Budget, most votes first
votes-method-greedy-text = The choice with the most votes is paid for first, then the next one that still fits.
votes-method-irv = One winner, in rounds
votes-method-irv-text = You put the choices in order. The choice with the fewest first places leaves, and its votes go to the next one on each ballot, until one has more than half.
votes-method-schulze = One winner, two by two
votes-method-schulze-text = You put the choices in order. Each choice is set beside each other one: more people must like it better.
votes-method-scottish-stv = Several winners, in rounds
votes-method-scottish-stv-text = You put the choices in order. A choice that has enough votes wins, and votes it does not need move on. The one with the fewest leaves. So each large group gets its share.
votes-method-meek = Several winners, in rounds (Meek)
votes-method-meek-text = You put the choices in order. Votes that a winner does not need move on, worked out anew in each round. So each large group gets its share.
votes-method-score = Points
votes-method-score-text = You give each choice points. The most points win.
votes-method-dot = Dots
votes-method-dot-text = You have a few dots to lay on the choices. The most dots win.
votes-method-approval = Check all you like
votes-method-approval-text = You check every choice you like. The most checks win.
votes-rule-equal-shares-add1 = equal shares
votes-rule-greedy = most votes first
votes-rule-phragmen = Phragmén (money flows to all at one speed)
votes-rule-irv = in rounds
votes-rule-schulze = two by two
votes-rule-scottish-stv = Scottish rounds
votes-rule-meek = Meek
votes-rule-approval = every mark counts as one

## The ballot.
votes-ballot = Your ballot
votes-how-budget = Pick what you want. All you pick may cost up to { $sum }.
votes-how-choose = { $n ->
    [one] Pick one choice.
   *[other] Pick up to { $n } choices.
  }
votes-how-choose-any = Pick every choice you want.
votes-how-rank = Put 1 by your first choice, 2 by your second, and so on. You may stop at any time.
votes-how-score = Give each choice 0 to { $n } points.
votes-how-dots = You have { $n } dots. Lay them as you like, more than one on a choice too.
votes-no-place = Not ranked
votes-points = { $n ->
    [one] 1 point
   *[other] { $n } points
  }
votes-code = Voting code
votes-code-hint = 12 letters and numbers from your slip or text message. Like K7QM-2XPA-9TRD.
votes-no-code = No code? Ask where you saw this vote, or call the partnership.
votes-secret = Your vote is secret. We keep that a code was used, apart from what was chosen.
votes-review = Look it over
votes-review-title = Look over your ballot
votes-review-yours = Your choices
votes-review-text = Nothing is sent yet. Once you cast your vote, you cannot change it.
votes-review-total = This costs { $sum } of { $budget }.
votes-cast = Cast my vote
votes-change = Change it
votes-done = Your vote is in
votes-done-text = Thank you. Your vote counts.
votes-done-when = The result comes after { $moment }.
votes-receipt = Receipt
votes-receipt-text = Keep this. When the result is out, you can check that your ballot is on the list.
votes-receipt-secret = The receipt does not show how you voted. So nobody can make you prove it.

votes-error-choice = Something in your choices cannot be read. Choose again.
votes-error-empty = Choose at least one.
votes-error-same-place = Two choices have the same number. Give each number once.
votes-error-withdrawn = A choice was taken out while you chose. Look at the list again.
votes-error-too-many = { $n ->
    [one] Pick only one.
   *[other] Pick no more than { $n }.
  }
votes-error-over-budget = Your choices cost { $sum } too much. Take one out.
votes-error-too-high = Give no more than { $n } points to a choice.
votes-error-too-many-dots = You have only { $n } dots. Take some away.
votes-error-code = We do not know this code. Check each letter and number.
votes-error-twice = This code has voted already ({ $channel }). The first vote counts and stays.
votes-error-twice-now = This code has just voted. The first vote counts and stays.
votes-error-revoked = This code was taken back. Ask for a new one where you got it.
votes-error-late = Voting is not open now.
votes-error-receipt = A receipt has 12 letters and numbers. Check each one.

## The result.
votes-results = Result
votes-results-title = Result: { $title }
votes-outcome-none = Nothing won: no ballot chose anything.
votes-outcome-budget = Paid for: { $winners }. That is { $spent } of { $budget }.
votes-outcome = { $n ->
    [one] Winner: { $winners }.
   *[other] Winners: { $winners }.
  }
votes-served = { $n } of { $all } voters ({ $percent }%) get at least one thing they chose.
votes-first-choice = { $n ->
    [one] One got a first choice.
   *[other] { $n } got their first choice.
  }
votes-blank = { $n ->
    [one] One ballot chose nothing that is still a choice.
   *[other] { $n } ballots chose nothing that is still a choice.
  }
votes-option = Choice
votes-col-voters = Voters
votes-col-points = Points
votes-col-votes = Votes
votes-cost = Cost
votes-left = Left after
votes-round = Round
votes-round-n = Round { $n }
votes-chart = How much each choice was wanted
votes-chart-picture = Ballots or points by choice
votes-chart-marked = { $option } was on the most ballots: { $n } of { $all }.
votes-chart-points = { $option } got the most points: { $n }, from { $all } ballots.
votes-why = Why each choice won or not
votes-won = Won
votes-not-won = Did not win
votes-why-marked = { $n } of { $all } ballots chose it.
votes-why-bought = It costs { $cost } and was paid for in round { $round }.
votes-why-won-round = It won in round { $round }.
votes-why-most-points = It has { $points } points, { $ahead } more than the best choice that did not win.
votes-why-beats-all = Set beside each other choice, more people like it better, by { $margin } ballots at the least.
votes-why-strongest = No choice beats all others. Wins in a circle were set against each other, the weakest first.
votes-why-unbeaten = Nobody beats it, and it does not beat everybody: with some it is equal.
votes-why-withdrawn = It was taken out, so these votes go to nobody.
votes-why-nobody = Nobody chose it.
votes-why-support = At least { $need } voters had to choose it, and { $have } did.
votes-why-excluded = It cannot win together with { $by }.
votes-why-short = When the count ended, { $n ->
    [one] its one supporter had { $have }
   *[other] its { $n } supporters had { $have }
  } of their shares left. It costs { $cost }, so that is { $part }% of it. They lacked { $more }, or { $each } for each of them.
votes-why-short-nothing = When the count ended, { $n ->
    [one] its one supporter had
   *[other] its { $n } supporters had
  } nothing left: their shares had paid for other choices. It costs { $cost }, or { $each } for each of them.
votes-why-short-budget = The budget had { $left } left. To pay for this as well takes { $over } more.
votes-why-short-room = The budget had { $left } left. What it lacked was more support.
votes-why-over = It costs { $cost } and only { $left } was left. It would fit with { $more } more in the budget.
votes-why-out = It left in round { $round }. Votes it lacked: { $behind }.
votes-why-out-tie = It left in round { $round }, equal with another. The order for ties kept the other.
votes-why-fewer = It has { $points } points. { $behind } more would make it equal to the last winner.
votes-why-beaten = { $margin } more ballots put { $by } before it than after it.
votes-why-lost-tie = It was equal to a winner. The order for ties chose the other.
votes-why-not-reached = The count ended before its turn.
votes-rounds = Round by round
votes-rounds-table = Votes of each choice, round by round
votes-share = In the end each voter’s share was { $share }. It was raised { $raised } times by one dollar.
votes-quota = A choice wins with { $quota } votes. { $seats } win.
votes-exhausted = With no choice left
votes-in-round-won = wins
votes-in-round-out = leaves
votes-pairs = How many put one choice before another
votes-pairs-text = Read a row: so many ballots put this choice before the one on top.
votes-pair-before = Before …
votes-ties = Ties
votes-ties-none = No choices were equal where it mattered.
votes-tie-win = { $options } were equal. { $chosen } was chosen.
votes-tie-leave = { $options } were equal. { $chosen } had to leave.
votes-ties-order = The order for ties was set before the vote opened: { $order }.
votes-ties-id = No order for ties was set. The number of the choice decides.
votes-others = What another rule would give
votes-other-same = By the rule “{ $rule }” the result would be the same.
votes-other = By the rule “{ $rule }” it would be: { $winners }.
votes-turnout = How the votes came in
votes-turnout-text = { $n } of { $all } codes were used ({ $percent }%).
votes-channel = Way to vote
votes-channel-web = on this website
votes-channel-paper = on paper
votes-channel-text = by text message
votes-total = All
votes-refused = Not counted
votes-refused-line = { $n } { $channel }: { $why }.
votes-refused-first = The first vote came { $channel } and counts.
votes-refused-twice = the code had voted before
votes-refused-unknown = no such code
votes-refused-revoked = the code was taken back
votes-refused-spoilt = the ballot could not be read or broke the rules
votes-refused-late = it came too early or too late
votes-check = Check it yourself
votes-check-text = The file holds the rules, all ballots without names, and the result. It is signed. Anybody can count it again.
votes-download = Download the file
votes-check-how = With the Tandem program:
votes-receipt-find = Find your receipt
votes-receipt-hint = 12 letters and numbers from your screen or the part of your slip that you kept.
votes-receipt-look = Look it up
votes-receipt-there = Your ballot is on the list and was counted.
votes-receipt-missing = This receipt is not on the list. Check each letter and number. If it is right, tell the partnership.
votes-receipts = { $n ->
    [one] The list: 1 receipt
   *[other] The list: { $n } receipts
  }
votes-receipts-text = Each line is the start of a receipt’s fingerprint (SHA-256). The file has them in full.

## Running a vote.
votes-list-lead = Votes of the community: drafts, open ones, and those that are over.
votes-list-none = No votes yet
votes-list-none-text = Start one with its question, its choices and its rule.
votes-new = New vote
votes-edit = Change the draft
votes-title = Title
votes-question = Question
votes-explanation = What it is about, in plain words
votes-state = State
votes-opens = Opens
votes-closes = Closes
votes-closes-hint = Local time. Where clocks change, a vote opens at the earlier and closes at the later time.
votes-method = How it is counted
votes-budget = Money to spend
votes-budget-hint = For budget votes only. Like 12,500.
votes-limit = Limit of a ballot
votes-within-budget = What a ballot picks must fit into the money
votes-minimum = Least voters that a choice needs
votes-minimum-hint = For budget votes only. 0 for none.
votes-seats = How many win
votes-seats-hint = Not for budget votes.
votes-most = Most choices, most points, or dots
votes-most-hint = For choices, 0 means any number.
votes-tie-order = Order for ties
votes-tie-order-hint = Numbers of the choices, like 2, 1, 3. Empty: as the charter says.
votes-binding = Does it bind?
votes-binding-hint = Only on topics that the charter names. The group adopts the result as it is, or sends it back once, in public, within 30 days.
votes-binding-none = The result advises. A vote binds only on topics that the charter in force names.
votes-binding-advises = No: it advises
votes-binding-body = Which group answers for it?
votes-binding-choose = Choose a group

## A result that binds
votes-answer = What the group does with it
votes-answer-topic = The charter lets your vote decide this: { $topic }. { $body } answers for it.
votes-answer-until = The group adopts the result as it is, or sends it back once with its reasons, by { $time }.
votes-answer-late = The group did not answer in 30 days. It can only adopt the result now.
votes-answer-adopted = { $body } adopted the result as it is ({ $time }).
votes-answer-returned = { $body } sent the result back ({ $time }).
votes-answer-why = Why:
votes-answer-adopt = Adopt the result as it is
votes-answer-return = Propose to send it back
votes-answer-agree = Agree to send it back
votes-answer-withdraw = Take the proposal back
votes-answer-proposed = A co-lead proposes to send the result back ({ $time }). It goes back if a co-lead of another sector agrees.
votes-answer-reasons = Why
votes-answer-reasons-hint = Everybody can read this. The result goes back when a co-lead of another sector agrees. It can be done once. If the community says the same again, it holds.
votes-answered = It stands on this page for everybody now.
votes-answer-proposed-now = The proposal stands on this page for everybody now.
votes-answer-withdrawn = The proposal is gone.
votes-answer-again = Ask the community again
votes-answer-again-text = The result came back. Ask again: the new result cannot come back.
votes-answer-again-made = The question is here again. Change the words and the times, then open it.
votes-answer-again-link = The community is asked again
votes-error-topic = The charter in force does not name this topic
votes-error-body = Choose a group that works
votes-conflict-body = The group is not valid today. Its page says what is missing.
votes-conflict-returned = This result came back once already. Now it holds.
votes-conflict-return-late = The 30 days to send it back are over.
votes-options = Choices
votes-options-hint = Lines that stay empty are left out. A name in both languages is needed.
votes-option-n = Choice { $n }
votes-name = Name
votes-words = In a few words
votes-group = Group of which only one can win
votes-save = Save the draft
votes-saved = The draft is saved.
votes-open = Open the vote
votes-open-text = Once opened, its words, choices and rule stand. Votes are taken from its opening to its closing time.
votes-opened = The vote is announced.
votes-publish = Count and publish
votes-publish-text = The time is over. Key the papers that lay in the box at closing, then publish.
votes-published = The result is out.
votes-public-page = See the public page
votes-withdrawn-chip = Taken out
votes-roll = The roll
votes-roll-issued = Codes given out
votes-roll-revoked = Codes taken back
votes-roll-text = The roll holds no names. It knows that a code was used, and not for what.
votes-codes = Give out codes
votes-codes-text = One code for each person who may vote. Keep your own list of who got a slip, but not of its number.
votes-slips = Slips
votes-slips-n = How many slips
votes-slips-hint = Up to 200 at a time.
votes-slips-make = Make slips
votes-slips-once = These codes are shown only now. Print this page, then close it.
votes-slips-print = Mix the slips before you hand them out, so that nobody knows who got which.
votes-slip-n = slip { $n }
votes-slip-code = Your voting code:
votes-slip-web = Vote on the web: { $address }
votes-slip-paper = Or write on this paper and put it in the box before { $closes }. Only your first vote counts.
votes-slip-keep = Tear off and keep.
votes-text-code = Text a code to somebody
votes-phone = Phone number
votes-phone-hint = It is used once, for this message, and not kept with the code.
votes-language = Language
votes-text-send = Send the code
votes-text-sent = The code is on its way.
votes-revoke = Take a code back
votes-revoke-number = Number of the slip
votes-revoke-hint = Only a code that has not voted. Then give a new one.
votes-revoked = The code is taken back.
votes-texts = Votes by text message
votes-texts-text = No text gateway hands messages in here. Paste them, one on a line.
votes-texts-in-text = Text messages come in by themselves and are answered. Paste here only what came another way, one on a line.
votes-texts-label = Messages
votes-texts-hint = Each is a code and the numbers of the choices: K7QM-2XPA-9TRD 1 3. With points: K7QM-2XPA-9TRD 1=5 3=2.
votes-texts-cast = Cast these votes
votes-texts-told = What came of them, and what to text back
votes-texts-line = Line
votes-texts-answer = Answer
votes-texts-counted = Your vote counts. Receipt: { $receipt }
votes-texts-receipt = Receipt: { $receipt }
votes-texts-again = Text your code and your choices again.
votes-texts-no-code = To vote, text your code, then the numbers of your choices. For example: K7QM-2XPA-9TRD 1
votes-by-text = Or vote by text message. Text your code and the numbers of your choices to { $number }. For example: { $example }
votes-by-text-seen = The phone company can read a text message. A vote here or on paper is not tied to you.
votes-papers = Votes on paper
votes-papers-text = Two people key the same papers without seeing each other’s work. What differs is looked at a third time.
votes-batch-name = Name of the box
votes-batch-name-hint = Like: Library, Friday.
votes-batch-papers = How many papers
votes-batch-begin = Start a batch
votes-batch-first = Waits to be keyed
votes-batch-second = Waits for a second person
votes-batch-compare = To compare
votes-batch-counted = Counted
votes-batch-dropped = Given up
votes-batch-n-counted = counted
votes-batch-other = You keyed this batch. Somebody else has to key it now.
votes-batch-drop = Give up this batch
votes-keying-text = Number the papers from 1. For each, type the code and what is marked.
votes-keying-choose = Type the numbers of the choices: 1 3. Leave it empty for a blank paper.
votes-keying-rank = Type the numbers in their order, first choice first: 3 1 2.
votes-keying-points = Type each choice and its points: 1=5 3=2.
votes-paper-n = Paper { $n }
votes-marks = Marked
votes-keying-save = Save what I keyed
votes-keyed = Saved.
votes-keyed-first = First
votes-keyed-second = Second
votes-compare-text = { $same } papers were keyed alike, { $differ } were not.
votes-settled = Settled
votes-settle = Save the third look
votes-settle-hint = Look at the paper and type what stands there. A paper that cannot be read: type its code, and a question mark as what is marked.
votes-settled-flash = The third look is saved.
votes-batch-count = Count this batch
votes-batch-count-text = Then what was keyed is deleted. Only the counts stay.
votes-batch-done = The batch is counted.
votes-scan = Scan of the papers
votes-scan-text = You can keep a scan of the batch. It is locked with your organization’s key.
votes-scan-file = File
votes-scan-hint = PDF, JPEG or PNG, up to 8 MB.
votes-scan-keep = Keep the scan
votes-scan-open = Download the scan
votes-scan-kept = The scan is kept.
votes-withdraw = Take a choice out
votes-withdraw-text = Votes for it go to nobody. The rest of those ballots counts. The reason is public.
votes-option-withdrawn = The choice is taken out.
votes-reason = Reason
votes-reason-hint = Everybody can read it.
votes-cancel = Call the vote off
votes-cancelled = The vote is called off.

votes-error-long = Use { $n } letters at most.
votes-error-number = Type a whole number.
votes-error-budget = Say how much there is to spend, like 12,500.
votes-error-cost = Say what it costs, like 3,000.
votes-error-seats = From 1 to 20 can win.
votes-error-one-seat = This rule has one winner. Choose another rule for several.
votes-error-most = Points go up to 100, dots from 1 to 1000, choices up to 60.
votes-error-many-options = A vote has 60 choices at most.
votes-error-few-options = A vote needs at least two choices, and more than can win.
votes-error-nothing-fits = No choice fits into the money.
votes-error-tie-order = The order for ties names a choice that is not there.
votes-error-moment = Give a date and a time.
votes-error-closes-early = It has to close at least an hour after it opens.
votes-error-closes-past = The closing time has passed. Change it first.
votes-error-reason = Give the reason in a sentence.
votes-error-slips = Make 1 to 200 slips at a time.
votes-error-revoke = There is no such code, or it has voted.
votes-error-texts = Paste 1 to 100 messages, one on a line.
votes-error-papers = A batch has 1 to 50 papers.
votes-error-rows = Key every paper of the batch.
votes-error-paper-code = Type the code of this paper, or a question mark if there is none.
votes-error-unsettled = Some papers were keyed differently. Look at them a third time first.
votes-error-batches-wait = A batch of papers is not done yet. Count it or give it up.
votes-error-scan = Take a PDF, JPEG or PNG of up to 8 MB.
votes-conflict-changed = Somebody else has just changed this.
votes-conflict-state = This is not possible any more, or not yet.
votes-conflict-settled = The vote is opened. Its words and rules stand.
votes-conflict-withdrawn = The choice was taken out before.
votes-conflict-roll-closed = Voting is over. No more codes are given out.
votes-conflict-same-member = You keyed this batch. Somebody else has to key it now.
votes-conflict-keyed = This batch is keyed twice already.
votes-conflict-not-over = A result is published once, after the closing time.

## What the audit log says of votes.
partners-audit-did-vote-bound = Said which group answers for a vote
partners-audit-did-vote-result-adopted = Adopted the result of a vote
partners-audit-did-vote-result-returned = Sent the result of a vote back
partners-audit-did-vote-return-proposed = Proposed to send the result of a vote back
partners-audit-did-vote-return-withdrawn = No longer proposes to send the result of a vote back
partners-audit-did-vote-drafted = Wrote a vote
partners-audit-did-vote-revised = Changed a draft of a vote
partners-audit-did-vote-opened = Opened a vote
partners-audit-did-vote-cancelled = Called a vote off
partners-audit-did-vote-closed = A vote closed
partners-audit-did-vote-publication-ordered = Had a vote counted and published
partners-audit-did-vote-published = A result was published
partners-audit-did-vote-option-withdrawn = Took a choice out of a vote
partners-audit-did-vote-codes-printed = Made voting codes for slips
partners-audit-did-vote-code-texted = Texted a voting code
partners-audit-did-vote-code-revoked = Took a voting code back
partners-audit-did-vote-texts-entered = Entered votes that came by text
partners-audit-did-vote-batch-begun = Started a batch of papers
partners-audit-did-vote-batch-keyed = Keyed a batch of papers
partners-audit-did-vote-batch-settled = Settled papers that were keyed differently
partners-audit-did-vote-batch-counted = Counted a batch of papers
partners-audit-did-vote-batch-dropped = Gave a batch of papers up
partners-audit-did-vote-batch-scanned = Kept a scan of papers
partners-audit-did-vote-batch-scan-read = Opened a scan of papers
