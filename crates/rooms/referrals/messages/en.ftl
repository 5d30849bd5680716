## Where a referral stands
referrals-status-draft = Not sent yet
referrals-status-requested = Waiting for an answer
referrals-status-accepted = Accepted
referrals-status-rejected = Declined
referrals-status-in-progress = Help under way
referrals-status-completed = Completed
referrals-status-cancelled = Taken back
referrals-status-failed = Came to nothing
referrals-status-on-hold = On hold
referrals-status-sealed = Sent
referrals-late = Late
referrals-offered = Offered without the name

## Reasons
referrals-reason-no-capacity = No room right now
referrals-reason-not-eligible = The person does not qualify
referrals-reason-out-of-area = Lives outside our area
referrals-reason-does-not-offer = We do not offer this
referrals-reason-cannot-reach-person = Could not reach the person
referrals-reason-person-declined = The person does not want it
referrals-reason-duplicate = We already have this request
referrals-reason-language = No shared language
referrals-reason-wait-list = On the waiting list
referrals-reason-waiting-for-papers = Papers are missing
referrals-reason-person-asked-to-wait = The person asked to wait
referrals-reason-help-given = The help was given
referrals-reason-partly-given = Part of the help was given
referrals-reason-handed-on = Brought to somebody who can help better
referrals-reason-no-answer = Nobody answered in time
referrals-reason-met-elsewhere = The person found help elsewhere
referrals-reason-consent-withdrawn = The person took their consent back
referrals-reason-sent-by-mistake = Sent by mistake
referrals-reason-other = Something else

## Tasks of the sender
referrals-task-answer-question = Answer a question
referrals-task-after-decline = Declined: choose what comes next
referrals-task-ask-person-next = Ask the person where to try next
referrals-task-ask-person-consent = No answer: ask the person if the next place may be told
referrals-task-ask-person-claim = Somebody offers to help: ask the person
referrals-task-no-claim = Nobody has taken the offer yet
referrals-task-after-failure = The help came to nothing: choose what comes next
referrals-task-not-resolved = The person says the need is not met

## Why this match
referrals-why-has-room = Has room
referrals-why-some-room = Has a little room
referrals-why-waiting-list = Has a waiting list
referrals-why-full = Says it is full
referrals-why-room-unknown = Has not said if it has room
referrals-why-serves-area = Serves the person’s area
referrals-why-outside-area = Does not list the person’s area
referrals-why-fits = Open to all, or the person fits
referrals-why-check-rules = Check the rules together
referrals-why-does-not-fit = A rule speaks against it
referrals-why-speaks-language = Speaks the person’s language
referrals-why-other-language = Does not list the person’s language
referrals-why-miles = { $miles } miles away
referrals-why-answers = Answered { $in_time } of { $asked } requests in time
referrals-why-new-here = No requests yet
referrals-why-call-instead = Cannot be asked online: call them

## What can go wrong
referrals-error-moved-on = This has changed since you opened it. Look at where it stands now.
referrals-error-words = Write a few words.
referrals-error-words-long = Write less: 2,000 letters at most.
referrals-error-reason = Choose a reason from the list.
referrals-error-consent-gone = The person has taken their consent back. Nothing more can be shared.
referrals-error-no-consent = The person has not agreed that this place is told. Record their consent first, or offer the need without their name.
referrals-error-already-open = This need already waits at this place.
referrals-error-need-closed = This need is closed. Open it again first.
referrals-error-not-wanted = The person said that they do not want help with this.
referrals-error-services = Choose at least one place.
referrals-error-services-many = Choose six places at most.
referrals-error-key = The form is out of date. Load the page again.
referrals-error-offer-taken = Another organization was faster.
referrals-error-offer-closed = This offer is closed.
referrals-error-offer-own = This offer is your own.
referrals-error-offer-sealed = This need is never put before others. Choose a service for it instead.
referrals-error-undo = This can no longer be undone.
referrals-error-reminded = You reminded them a short while ago. Try again later, or call.
referrals-error-call-instead = Please call this place yourself. It does not call back, to keep people safe.
referrals-error-too-many = This phone number has asked many times today. Please call the place, or 211.
referrals-error-too-long = This is too long. Write less.
referrals-error-characters = Some characters cannot be used. Write plain words.
referrals-error-name = Write the name you want to be called by.
referrals-error-phone = Write a phone number with its area code, such as 610-555-0123.
referrals-error-what-for = Write what you need help with.
referrals-error-answer = Choose an answer.
referrals-error-code = This code does not open anything. Check each letter and number.

## Letters. Their subjects are the fixed set of the mail outbox.
referrals-letter-foot = You get this letter because { $partnership } has this address. If it is not for you, please delete it.
referrals-letter-request =
    A partner asks for your help.

    See the request and answer in two clicks. You need no account:
    { $url }

    Please answer within two business days. A “no” with its reason helps too.
referrals-letter-call-back =
    Somebody asks you to call them.

    See their number and when to call. You need no account:
    { $url }

    Please call within two business days.
referrals-letter-reminder =
    A partner reminds you of a request. Your new link (the older one no longer works):
    { $url }
referrals-letter-question =
    An organization has a question about a request that you sent. Answer it here:
    { $url }
referrals-letter-news =
    There is news on a request that you have. Your new link (the older one no longer works):
    { $url }
referrals-letter-late =
    A request has waited longer than agreed. If nobody answers by the end of the next business day, it goes to somebody else.

    Answer here, without an account:
    { $url }
referrals-letter-late-sender =
    A request that you sent has had no answer in time. See it here:
    { $url }
referrals-letter-offer =
    A partner looks for an organization that can help. See what is needed; if you can help, say so:
    { $url }

    You learn who it is when they have said yes to you.
referrals-letter-sealed =
    A message waits for you:
    { $url }
referrals-letter-answered =
    There is news on a request that you sent:
    { $url }
referrals-letter-claimed =
    An organization offers to help with a need that you offered. Ask the person, then answer here:
    { $url }
referrals-letter-taken-back = A request that was sent to you was taken back. There is nothing to do. Your link to it no longer works.
referrals-letter-passed-on = A request had no answer, so it went to somebody else. There is nothing to do. Your link to it no longer works.
referrals-text-track = We sent your request. Your code: { $code }. See where it stands: { $url }
referrals-text-confirm = Did you get what you needed? Tell us with one tap: { $url }

## Navigation and work lists
referrals-nav-today = Today
referrals-nav-inbox = Requests to you
referrals-nav-offers = Open offers
referrals-nav-track = Track my request
referrals-today = Today
referrals-today-keys = Keys: j and k go down and up, Enter opens, n sends it to the next place.
referrals-show-todo = To do
referrals-show-waiting = Waiting
referrals-show-late = Late
referrals-show-under-way = Help under way
referrals-show-ended = Ended
referrals-show-all = Everybody at my organization
referrals-empty-todo = Nothing to do right now
referrals-empty-waiting = Nothing waits for an answer
referrals-empty-late = Nothing is late
referrals-empty-under-way = No help is under way
referrals-empty-ended = Nothing has ended yet
referrals-empty-today-text = When a request needs you, it shows up here, the longest wait first.
referrals-empty-today-next = Go to people
referrals-list-cut = Only the first 200 are shown. Choose a filter to see others.
referrals-person-hidden = Somebody (record not open to you)
referrals-sent-on = Sent { $day }
referrals-inbox-keys = Keys: j and k go down and up, Enter opens.
referrals-came-on = Came { $day }
referrals-due-on = Due { $day }
referrals-inbox = Requests to you
referrals-inbox-todo = Waiting for you
referrals-inbox-late = Late
referrals-inbox-under-way = Help under way
referrals-inbox-ended = Ended
referrals-inbox-empty = No requests here
referrals-inbox-empty-text = New requests show up here and come by email.
referrals-need-none = Request
referrals-words = In your own words
referrals-send = Send
referrals-back = Back
referrals-find = Find help

## Choose help
referrals-help-title = Choose help for { $name }
referrals-help-how = Choose one place or several, in the person’s order. The first is asked now. If it does not answer, the next one is.
referrals-help-none = No place for this need yet
referrals-help-none-text = You can offer the need without the name, so that any organization may take it. What finds no place shows up as a gap.
referrals-help-none-next = Search the directory
referrals-help-who-sees = The place sees the name, the safe ways to reach the person, their language, their ZIP code and your note. Nothing else.
referrals-help-more = Show { $n } more places
referrals-help-others = Other places ({ $n })
referrals-order = Order
referrals-note = What the place should know
referrals-note-hint = Only what it needs to help. No health details.
referrals-do-send = Send the request
referrals-offer-title = No consent to share the name?
referrals-offer-text = Offer the need without it. Organizations see the kind of help and the area. When one says it can help, you ask the person.
referrals-do-offer = Offer without the name
referrals-already-there = This need already waits there
referrals-sealed-how = A sealed hand-off: no name, no number, no need leaves. The person gets a code to say when they call. You will see “sent” and nothing more.
referrals-consent-there = The person agreed that they are told
referrals-consent-missing = No consent for this place yet
referrals-consent-ask = Ask for consent
referrals-sent-title = Sent
referrals-sent-text = The request is on its way. This is the person’s code:
referrals-sent-call-title = Now call the place
referrals-sent-call = No email went out: this place has no email address here. Call it now. You find the number in the request.
referrals-sent-code-is = This is the person’s code:
referrals-sent-code = With this code they can see where it stands, without an account. It is shown only now. Read it out or write it down.
referrals-sent-sealed = Sent. The person says this code when they call:
referrals-sent-sealed-text = It is shown only now. Do not write it where somebody else could find it.
referrals-sent-before = This was sent before. Nothing was sent twice.
referrals-sent-open = Open the request

## One referral
referrals-title = Request: { $need }
referrals-nobody-yet = nobody yet
referrals-sealed-sent = Sent. To keep the person safe, nothing more is shown here.
referrals-about = Who it is about
referrals-phone = Phone
referrals-email = Email
referrals-call-them = No email went out: this place has no email address here. Call it, give it what it needs to know, and write down what it says.
referrals-safe = Safe ways to reach them
referrals-safe-call = Calls are safe.
referrals-safe-text = Texts are safe.
referrals-safe-email = Email is safe.
referrals-safe-message = You may leave a message.
referrals-safe-no-message = Do not leave a message.
referrals-best-time = Best time
referrals-record = Record
referrals-open-record = Open the person’s record
referrals-to = Sent to
referrals-from = Sent by
referrals-language = Language
referrals-area = Area
referrals-sent-at = Sent
referrals-due = Answer due
referrals-consent-gone = The person has taken their consent back. What they shared is no longer shown.
referrals-facts = Three facts
referrals-fact-loop = Loop closed: somebody answered, and it ended with a reason
referrals-fact-service = Service received: the organization says so
referrals-fact-need = Need resolved: the person says so
referrals-fact-yes = Yes
referrals-fact-no = No
referrals-fact-not-yet = Not yet
referrals-fact-unsaid = Nobody has said
referrals-story = What happened
referrals-next-step = Next step
referrals-named = The person named { $n ->
    [one] one more place.
   *[other] { $n } more places.
  }
referrals-claim-ask = An organization says it can help. Ask the person, and record their consent.
referrals-claim-yes = The person says yes
referrals-claim-no = The person says no
referrals-do-next = Send to the next place
referrals-do-remind = Remind them
referrals-do-choose = Choose help
referrals-do-cancel = Take it back
referrals-why-cancel = Why?
referrals-do-confirm = Write down what the person says
referrals-do-undo = Undo
referrals-messages = Questions and answers
referrals-messages-none = No questions yet.
referrals-question = Question:
referrals-answer = Answer:
referrals-question-write = Your question
referrals-answer-write = Your answer
referrals-done = Saved.
referrals-done-thanks = Thank you. Your answer was saved.
referrals-done-undone = Undone.
referrals-done-reminded = A reminder is on its way.
referrals-done-passed-on = Sent to the next place.
referrals-done-ask = There is no next place that the person agreed to. Ask them.
referrals-done-claimed = Thank you. The person will be asked.
referrals-who-person = the person
referrals-who-clock = the clock
referrals-verb-send = Sent
referrals-verb-accept = Accepted
referrals-verb-decline = Declined
referrals-verb-start = Help began
referrals-verb-hold = On hold
referrals-verb-resume = Help went on
referrals-verb-complete = Completed
referrals-verb-fail = Came to nothing
referrals-verb-cancel = Taken back
referrals-verb-expire = No answer: it went to somebody else
referrals-verb-undo = The last step was undone
referrals-verb-late = Late
referrals-verb-question = Asked a question
referrals-verb-answer = Answered the question
referrals-verb-reminded = Sent a reminder
referrals-verb-new-link = Got a new link
referrals-verb-claim-lapsed = The claim ran out
referrals-verb-claim-refused = The person said no to this organization
referrals-verb-service-received = Says: the person got the service
referrals-verb-service-not-received = Says: the person did not get the service
referrals-verb-resolved-yes = Says: the need is met
referrals-verb-resolved-partly = Says: the need is partly met
referrals-verb-resolved-no = Says: the need is not met

## Answer by link
referrals-answer-page = Answer a request
referrals-answer-heading = { $from } asks for your help
referrals-answer-call = Somebody asks you to call
referrals-answer-by = Please answer by { $when }.
referrals-answer-title = Can you help?
referrals-told-title = What did they say?
referrals-told-yes = They said yes
referrals-told-no = They said no
referrals-told-write = Write it down
referrals-told-again = Correct what they said
referrals-who-told = { $place } on the phone, written down by { $sender }
referrals-do-accept = Accept
referrals-do-decline = Decline
referrals-do-ask = Ask a question
referrals-why-not = Why not?
referrals-send-decline = Send the “no”
referrals-outcome-title = What became of it?
referrals-outcome-again = Correct what you said
referrals-received = Did the person get the service?
referrals-received-yes = Yes
referrals-received-no = No
referrals-end = How did it end?
referrals-end-not-yet = It goes on
referrals-send-outcome = Save
referrals-do-start = Help has begun
referrals-do-resume = Go on
referrals-do-hold = Put on hold
referrals-why-hold = Why does it wait?
referrals-nothing-to-do = There is nothing more to do here.
referrals-answer-who-sees = The organization that sent this, and the person, see your answer. Every look at this page is noted.
referrals-link-expired = This link has run out
referrals-link-expired-text = Links are good for 30 days. We can send a new one to the address on record.
referrals-link-used = This link was used
referrals-link-used-text = It is good for one time only. We can send a new one to the address on record.
referrals-link-revoked = This link no longer works
referrals-link-revoked-text = There is a newer one, or the request was taken back or went to somebody else. We can send a new link to the address on record, if there is something left to answer.
referrals-link-new = Send a new link
referrals-link-sent = Look at your email
referrals-link-sent-text = If there is something to answer, a new link is on its way to the address on record.
referrals-gone = This request is no longer here
referrals-gone-text = The person may have changed their mind. There is nothing for you to do.

## Offers
referrals-offers = Open offers
referrals-offers-text = These needs have no name yet. If you can help, say so. You learn who it is when the person says yes to you.
referrals-offers-empty = No open offers
referrals-offers-empty-text = When somebody needs help and wants to choose first who is told, it shows up here.
referrals-offered-on = Offered { $day }
referrals-do-claim = We can help
referrals-claimed = You said you can help
referrals-claimed-until = The person will be asked by { $day }.
referrals-claimed-text = You will get an email when the person has said yes.
referrals-claim-settled = The person said yes. Look at your email: it has the link to the request.
referrals-offer-page = Can you take a request?

## The vault
referrals-vault = Vault
referrals-vault-text = Sealed hand-offs to you. No other organization sees what stands here.
referrals-vault-empty = No open hand-offs
referrals-vault-empty-text = When somebody is sent to you, their code shows up here.
referrals-vault-one = Somebody was sent to you
referrals-vault-code = Code { $code }
referrals-vault-how = The person says this code when they call. Ask for nothing else to know that it is them.
referrals-vault-due = Waiting longer than agreed
referrals-vault-called = The person called
referrals-vault-done = Done

## Ask them to call me
referrals-call-me = Ask them to call me
referrals-call-name = Your name
referrals-call-phone = Phone number
referrals-call-phone-hint = With area code
referrals-call-message = If you do not pick up
referrals-call-message-yes = It is safe to leave a message
referrals-call-time = Best time to call
referrals-call-time-hint = For example: after 5 pm
referrals-call-what = What do you need help with?
referrals-call-who-sees = Only { $org } sees this.
referrals-call-number = See the phone number
referrals-call-sent = We asked them to call you
referrals-call-sent-text = They should call within two business days.
referrals-call-code = Your code, to see where it stands. It is shown only now:

## Track my request
referrals-track = Track my request
referrals-track-text = Type the code you got. You need no account.
referrals-track-code = Your code
referrals-track-hint = 12 letters and numbers. Small letters are fine.
referrals-track-lost = Lost your code? Ask the person who helped you, or call the place.
referrals-track-call = Want to talk? Call
referrals-track-stop = I no longer need this
referrals-track-stop-text = We will tell the place that you do not need it any more.
referrals-track-stopped = We took your request back.
referrals-track-is-draft = Your request has not been sent yet.
referrals-track-is-requested = Your request is with { $org }. They should answer by { $day }.
referrals-track-is-accepted = { $org } said yes. They will get in touch with you.
referrals-track-is-rejected = { $org } cannot help this time. Look for another place, or ask the person who helped you.
referrals-track-is-in-progress = { $org } is helping you now.
referrals-track-is-completed = { $org } says that the help is done.
referrals-track-is-cancelled = Your request was taken back.
referrals-track-is-failed = { $org } could not help this time. Look for another place, or ask the person who helped you.
referrals-track-is-on-hold = { $org } has put your request on hold. They will get in touch with you.
referrals-track-ask = Want to talk? { $org } sent your request. Call
referrals-track-ask-only = Want to talk? Ask { $org }, who sent your request.
referrals-track-is-draft-private = Your request has not been sent yet.
referrals-track-is-requested-private = Your request was sent. The answer should come by { $day }.
referrals-track-is-accepted-private = The answer was yes. They will get in touch with you.
referrals-track-is-rejected-private = The answer was no this time. Ask the person who helped you.
referrals-track-is-in-progress-private = The help has begun.
referrals-track-is-completed-private = The help is done, as we were told.
referrals-track-is-cancelled-private = Your request was taken back.
referrals-track-is-failed-private = It did not work out this time. Ask the person who helped you.
referrals-track-is-on-hold-private = Your request is on hold. They will get in touch with you.

## The person’s word
referrals-confirm = Did you get what you needed?
referrals-confirm-text = Your answer helps to make things better. It is up to you. The groups that help you with this see it.
referrals-confirm-ask = Did it solve your problem?
referrals-confirm-over = This link has run out
referrals-confirm-over-text = You can still tell us with your code.
referrals-resolved-ask = Is the need met?
referrals-resolved-yes = Yes
referrals-resolved-partly = Partly
referrals-resolved-no = No
referrals-resolved-words = Anything you want to add
referrals-thanks = Thank you
referrals-thanks-text = We saved your answer. If something is still missing, the person who helped you will hear of it.
referrals-thanks-change = Change my answer
referrals-of-person = Requests for help
referrals-of-person-none = None yet.
