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
referrals-task-ask-person-next = No answer: ask the person where to try next
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
referrals-letter-foot = You get this letter because your organization takes part in { $partnership }. If it is not for you, please delete it.
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
