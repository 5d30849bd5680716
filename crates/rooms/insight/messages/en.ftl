# The insight room: figures of the partnership's own work. Keys start with insight-.

insight-nav-health = Partnership health
insight-nav-gaps = Gaps
insight-nav-month = Our month

## Words that all its pages share

insight-domain = Kind of help
insight-domain-other = Other help
insight-all-domains = All kinds of help
insight-area = Area
insight-area-unknown = Area not known
insight-all-areas = All areas
insight-area-alone = To see one area of the whole partnership, choose a kind of help too.
insight-scope = Whose requests
insight-scope-all = the whole partnership
insight-scope-own = our organization
insight-scope-all-long = The whole partnership (small numbers hidden)
insight-scope-own-long = Our organization (exact)
insight-months = Months
insight-last-months = the last { $n } months
insight-filter-go = Show
insight-when = When
insight-csv = Get the numbers (CSV)
insight-n-of = { $n } of { $of }
insight-range = Likely between { $low }% and { $high }% (95% interval).
insight-few = Too few for a percentage.
insight-hidden = This number is small, or would give a small one away. We hide it, so that nobody can be picked out.
insight-hidden-word = Hidden
insight-asked-short = Asked
insight-month-came-in = Came in
insight-month-went-out = Went out
insight-nobody = Nobody yet
insight-nobody-yet = Nobody is in this group yet. That is not the same as zero.

insight-made = How we make these numbers
insight-made-source = Source: the requests and referrals kept here, as they stand on { $date }.
insight-made-unit = We count requests: one person who wanted help with one kind of need. A request that was sent on to a second place is still one request. The months are those in which people asked.
insight-made-published = Counts from 1 to 10 are hidden. So are a few more, so that nobody can work the small ones out. Zero is shown as zero.
insight-made-own = These are your own organization’s requests. They are exact, so keep them to yourselves.
insight-made-facts = “Received” is what the organization says. “Resolved” is what the person says. We never mix the two. Where nobody has said anything, it does not count as a yes or a no.
insight-made-sealed = What has to do with domestic violence is in no count.

## Measures

insight-asked = Requests for help
insight-asked-people = From { $n ->
    [one] one person
   *[other] { $n } people
  } who wanted help.
insight-asked-text = People who wanted help, each kind of help counted once.
insight-answered-short = Answered
insight-unmet = Not met
insight-unmet-share = Not met, of all who asked
insight-median = Business days until an answer
insight-median-of = { $n ->
    [one] The answer to one request.
   *[other] The median of { $n } answered requests: half waited less, half more.
  }
insight-m-answered = Got an answer
insight-m-answered-of = { $n } of { $of } requests have an answer, yes or no.
insight-m-in-time = Answered in time
insight-m-in-time-of = { $n } of { $of } requests that have an answer or should have one by now.
insight-m-closed = Loop closed
insight-m-closed-of = { $n } of { $of } requests were answered and ended with a reason.
insight-m-received = Service received
insight-m-received-of = For { $n } of { $of } requests the organization says that the person got the service.
insight-m-resolved = Need resolved
insight-m-resolved-of = For { $n } of { $of } requests the person says that the need is resolved.

insight-outcome = What happened
insight-outcomes = What became of the requests
insight-requests = Requests
insight-share = Share
insight-interval = Range
insight-outcome-yes = An organization said yes
insight-outcome-no-room = No room
insight-outcome-other-no = No, for another reason
insight-outcome-late = Late or no answer
insight-outcome-waiting = Waiting, still in time
insight-outcome-no-match = No place found to ask
insight-outcome-taken-back = Taken back or ended before an answer

insight-reason = Reason
insight-reasons = Why organizations said no
insight-reasons-none = No request ended with a no.
insight-reasons-of = The reason that the last organization gave, for requests that ended with a no.
insight-reason-no-capacity = No room
insight-reason-not-eligible = The person does not qualify
insight-reason-out-of-area = Outside the area they serve
insight-reason-does-not-offer = They do not offer this
insight-reason-cannot-reach-person = They could not reach the person
insight-reason-person-declined = The person did not want it
insight-reason-duplicate = They had this request already
insight-reason-language = No shared language
insight-reason-other = Another reason

insight-trend = Over time
insight-trend-title = Requests, and how many of them have an answer
insight-trend-point = { $when }: { $n } of { $of } requests have an answer.
insight-trend-caveat = Numbers change for many reasons. This does not show why.
insight-trend-none = There are not enough numbers yet to compare.
insight-trend-whole-only = The numbers over time are shown for the whole partnership, or for your own organization.

## Partnership health

insight-health-title = Partnership health
insight-health-lede = How many people who wanted help got an answer, and what came of it.
insight-health-key = { $asked } requests for help; { $percent } in 100 have an answer.
insight-health-key-few = { $asked ->
    [one] One request for help.
   *[other] { $asked } requests for help.
  }
insight-health-key-hidden = There were too few requests to show.
insight-health-empty = Nobody has asked for help in this time
insight-health-empty-text = When somebody says that they want help, you see here what became of it. Try other filters.

## Gaps

insight-gaps-title = Gaps
insight-gaps-lede = Where people asked for help and help ran out. Every “no” counts here, so that we can do something about it together.
insight-gaps-table = Kinds of help by area, the largest gap first
insight-gaps-domains = Gaps by kind of help, all areas
insight-gaps-chart = Requests that were not met
insight-gaps-place = Kind of help and area
insight-gaps-look = Look closer
insight-gaps-key = The largest gap is { $domain } in this area: { $area }. There, { $n ->
    [one] one request was
   *[other] { $n } requests were
  } not met.
insight-gaps-key-domain = Over all areas the largest gap that can be shown is { $domain }: { $n ->
    [one] one request was
   *[other] { $n } requests were
  } not met.
insight-gaps-key-none = Every request in this time was met or is still on its way.
insight-gaps-key-hidden = No single gap is large enough to show by area.
insight-gaps-hidden = { $n ->
    [one] In one row so few people asked that the number is hidden.
   *[other] In { $n } rows so few people asked that the numbers are hidden.
  }
insight-gaps-empty = No gaps to show
insight-gaps-empty-text = Nobody has asked for help in this time, or the filters leave nothing. Try other filters.

insight-gap-all = The whole partnership, the last 12 months
insight-gap-own = Our organization’s own requests (exact)
insight-gap-own-none = Nobody asked our organization for this in this area.
insight-gap-no-trend = The numbers over time for one area are shown only to organizations that look at their own requests.
insight-gap-rows = The requests behind it
insight-gap-rows-text = You see what your organization sent or received. Requests of others are only counted above. What you open is noted in the log.
insight-gap-rows-none = None of them is your organization’s.
insight-gap-rows-role = Your role sees counts, not single requests.
insight-gap-receiver = Who was asked
insight-gap-nobody-asked = Nobody yet
insight-gap-open-referral = Open the referral
insight-gap-open-person = Open the person
insight-standing-nobody = Nobody was asked
insight-standing-no = No
insight-standing-done = Done
insight-standing-taken-back = Taken back
insight-standing-failed = Ended without help
insight-standing-late = Late
insight-standing-waiting = Waiting
insight-standing-yes = Yes, under way
insight-close-no-room = What would close it: more room. { $n } requests got a “no room”.
insight-close-no-match = What would close it: a new service or a wider area. For { $n } requests there was no place to ask.
insight-close-late = What would close it: answers in time. { $n } requests got none.
insight-close-other-no = What would close it: services that fit. { $n } requests got a no for other reasons; see why below.
insight-close-nothing = Nothing is unmet here.
insight-close-hidden = The causes are hidden, because some of them are small.

## Our month

insight-month-title = Our month: { $month }
insight-month-so-far = This month is not over. These are the numbers so far.
insight-month-choose = Month
insight-month-show = Show
insight-month-key = We got { $n ->
    [one] one request
   *[other] { $n } requests
  }, answered { $answered } of them so far, and said yes to { $yes }.
insight-month-key-helped = { $n ->
    [0] Nobody’s help ended this month yet.
    [one] We finished helping one person this month.
   *[other] We finished helping { $n } people this month.
  }
insight-month-figure = Figure
insight-month-before = Usual (median of the { $n } months before)
insight-month-compare = Beside our own past
insight-month-in-sent = Requests that came in
insight-month-in-sent-of = Sent to us in this month, by others or by people themselves.
insight-month-in-answered = Of these, answered
insight-month-in-in-time = Of these, answered in time
insight-month-in-late = Of these, late and without an answer
insight-month-in-yes = Of these, we said yes
insight-month-in-no = Of these, we said no
insight-month-in-closed = Of these, loop closed
insight-month-in-received = Of these, service received
insight-month-helped = People helped
insight-month-helped-of = Different people who got our service and whose help ended in this month.
insight-month-out-sent = Requests that we sent out
insight-month-out-answered = Of ours, answered
insight-month-out-yes = Of ours, somebody said yes
insight-month-out-closed = Of ours, loop closed
insight-month-out-resolved = Of ours, the person says: resolved
insight-month-reasons = Why we said no
insight-month-reasons-none = We said no to nobody in this month.
insight-month-referrals = Requests
insight-month-chart = Requests in and out, 18 months
insight-month-chart-key = In the last 12 months { $n } requests came in. We answered { $answered } of them.
insight-month-print = You can print this page with your browser.
insight-month-made = Source: our own referrals, as they stand on { $date }. What has to do with domestic violence is in no count.
insight-month-empty = No referrals yet
insight-month-empty-text = When somebody sends you a request, or you send one, you see your month here.

insight-several = People known to several partners
insight-several-text = Partners keep their own records. The computer finds which ones may be the same person. Here are numbers only: who it is, a partner learns when the person says yes.
insight-several-key = Of { $of } people, { $n } are known to more than one partner.
insight-several-key-alone = { $n } people are known to more than one partner.
insight-several-none = Nobody is known to more than one partner yet.
insight-several-hidden = Some people are known to more than one partner. The numbers are too small to show.
insight-several-chart = How many partners know a person
insight-several-partners = Known to
insight-several-people = People
insight-several-1 = One partner
insight-several-2 = Two partners
insight-several-3 = Three partners
insight-several-4 = Four or more

## On the page for a partner to be
insight-value-title = Where people asked and help ran out
insight-value-text = Figures of the last 12 months. Small numbers are left out, so that nobody can be recognized.
insight-value-none = There is no number yet that is large enough to show.
insight-gap-propose = Propose something to close it
insight-say = Where help runs out
insight-say-text = See what people here asked for and did not get, and say what should be done about it. You need no account.
insight-say-go = See the gaps
