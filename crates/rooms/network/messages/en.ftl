network-nav = Who works with whom
network-title = Who works with whom
network-tab-network = The network
network-tab-drill = If one left
network-lead = This is drawn from what was done, not from what was said: referrals that were answered, what partners give and get, groups in which they sit together, meetings at which both were, and agreements on their work.
network-none = No ties yet
network-none-hint = A tie shows when partners answer each other's referrals, give something, sit in one group, meet, or have an agreement.
network-none-of-these = No ties of these kinds
network-none-of-these-hint = Other kinds of tie may be there.
network-every-kind = Show every kind
network-filter = Choose kinds of tie
network-filter-kinds = Ties by
network-filter-hint = The picture, the table, the figures and the file follow. Without any, every kind counts.
network-filter-show = Show
network-real = Work that is done together
network-key = { $tied } of { $all } partners work with at least one other. { $pairs ->
    [one] One pair works
   *[other] { $pairs } pairs work
  } together. That is { $share } of all pairs that there could be.
network-no-cut = Nobody alone holds two parts together: if one left, the others could still reach each other.
network-cut = { $n ->
    [one] One partner alone holds parts together: { $names }. Without it, somebody would be cut off.
   *[other] { $n } partners each hold parts together: { $names }. Without one of them, somebody would be cut off.
  }
network-table = Who works with whom, as a table
network-table-how = In the order of names. Nobody is ranked.
network-works-with = Works with
network-with = { $name } ({ $kinds })
network-ways = Lies on the way of other pairs
network-broker = Joins sectors
network-broker-n = { $n ->
    [0] no pair
    [one] one pair
   *[other] { $n } pairs
  }
network-referrals-some = 11 to 50 referrals
network-referrals-many = 51 to 200 referrals
network-referrals-most = more than 200 referrals
network-gifts-n = { $n ->
    [one] one thing given
   *[other] { $n } things given
  }
network-money-n = { $n ->
    [one] money once
   *[other] money { $n } times
  }
network-bodies-n = { $n ->
    [one] one group
   *[other] { $n } groups
  }
network-meetings-n = { $n ->
    [one] one meeting
   *[other] { $n } meetings
  }
network-agreements-n = { $n ->
    [one] one agreement
   *[other] { $n } agreements
  }
network-picture = Who works with whom
network-picture-table = The table before this picture says the same in words.
network-kind-referrals = Referrals answered
network-kind-gifts = Something given, other than money
network-kind-money = Money given
network-kind-bodies = Same group
network-kind-meetings = Same meeting
network-kind-agreements = An agreement on their work
network-kind-several = More than one of these
network-legend-cut = Holds parts together
network-untied = No tie is stored yet for:
network-measures = The network in figures
network-density = Share of possible pairs
network-density-means = of all pairs work together.
network-central = How much hangs on few
network-central-means = (0: ties are spread evenly, 1: all hang on one)
network-central-ways = How many ways lead over few
network-central-ways-means = (0: ways are spread evenly, 1: all lead over one)
network-steps = Steps from one to another
network-steps-means = on average, within the largest part.
network-parts = Parts
network-parts-means = of partners who can reach each other.
network-clustering = Partners of one who know each other
network-clustering-means = (0: none do, 1: all do)
network-groups = Groups found
network-groups-means = of partners with more ties inside than outside. This is for looking only. Nothing is decided by it.
network-mixing = Ties across sectors
network-mixing-means = (-1: all within one sector, 1: all between sectors)
network-csv = Download the ties as a file
network-made = Referrals of the last 12 months that were answered, counted by pair of organizations, never by person. Fewer than 11 between two are not shown and look like none. Meetings of the last 12 months that are over: whose people were at both, never who. Places that keep people safe are in no count of referrals or meetings. An agreement on what facts may be shared is no tie: every partner may have signed the same one.

## If one left tomorrow
network-drill-title = If one left tomorrow
network-drill-lead = A drill, so that the work outlives any one of us. It shows what would fail, so that we can mend it now.
network-drill-choose = Choose
network-drill-organization = If this organization left
network-drill-member = If this member left
network-drill-member-hint = People who hold a seat today, or stand in for somebody who does.
network-drill-ask = Show what would fail
network-drill-left = If { $name } left tomorrow
network-drill-key = { $pairs ->
    [0] No pair of others would lose its way to each other.
    [one] One pair of others could not reach each other any more.
   *[other] { $pairs } pairs of others could not reach each other any more.
  } { $bodies ->
    [0] No group would lose the right to adopt.
    [one] One group could not adopt any more.
   *[other] { $bodies } groups could not adopt any more.
  } { $agreements ->
    [0] No agreement would end.
    [one] One agreement would end.
   *[other] { $agreements } agreements would end.
  } { $gaps ->
    [0] No kind of help would lose its last open service.
    [one] One kind of help would lose its last open service in one place.
   *[other] Help would lose its last open service { $gaps } times, each a kind of help in a place.
  } { $gifts ->
    [0] Nothing given or gotten is written down.
    [one] One thing given or gotten would end.
   *[other] { $gifts } things given or gotten would end.
  }
network-drill-paths = Ways between others
network-drill-pairs = { $n ->
    [0] All others could still reach each other.
    [one] One pair could not reach each other any more.
   *[other] { $n } pairs could not reach each other any more.
  }
network-drill-alone = Left with no tie:
network-drill-part = Cut off together:
network-drill-sectors = No tie would be left between { $one } and { $other }.
network-drill-introductions = { $n ->
    [0] No two of its partners know each other only through it.
    [one] Two of its partners know each other only through it.
   *[other] { $n } pairs of its partners know each other only through it.
  }
network-drill-bodies = Council and groups
network-drill-no-bodies = No seat would be empty, and every seat would keep its stand-in.
network-drill-body = Body
network-drill-seats-go = What is lost
network-drill-seats-n = { $n ->
    [one] One empty seat
   *[other] { $n } empty seats
  }, { $deputies ->
    [0] nobody to stand in
    [one] one with somebody to stand in
   *[other] { $deputies } with somebody to stand in
  }
network-drill-today = Today
network-drill-then = Then
network-drill-cannot-adopt = It could not adopt.
network-drill-agreements = Agreements
network-drill-no-agreements = No agreement in force binds it.
network-drill-agreement = Agreement
network-drill-with = With
network-drill-parties-n = { $n ->
    [one] one other
   *[other] { $n } others
  }
network-drill-agreement-ends = It would end
network-drill-agreement-goes-on = It would go on between the { $n } others
network-drill-money = { $n ->
    [one] One of these is money
   *[other] { $n } of these are money
  }, { $dollars } where a worth is written down.
network-drill-money-unknown = { $n ->
    [one] One of these is money. How much is not written down.
   *[other] { $n } of these are money. How much is not written down.
  }
network-drill-help = Help that would be missing
network-drill-help-lead = These have an open service today and would have none:
network-drill-no-help = Every kind of help would still have the open services it has today, or another one.
network-drill-gifts = What is given and gotten
network-drill-no-gifts = Nothing is written down.
network-drill-other = With whom
network-drill-way = What happens
network-drill-what = What it is
network-drill-loses = They would lose this
network-drill-no-taker = They would give this to nobody
network-drill-member-key = { $seats ->
    [0] No seat would be empty
    [one] One seat would be empty
   *[other] { $seats } seats would be empty
  }. { $without ->
    [0] No empty seat is without somebody to stand in.
    [one] One of them has nobody to stand in.
   *[other] { $without } of them have nobody to stand in.
  } { $standins ->
    [0] No other seat would lose its stand-in.
    [one] One more seat would lose its stand-in.
   *[other] { $standins } more seats would lose their stand-in.
  }
network-drill-stand-ins-n = { $n ->
    [one] Its stand-in goes: one seat without a deputy
   *[other] Its stand-ins go: { $n } seats without a deputy
  }
network-drill-bridge = Nobody else sits in both { $one } and { $other }.
network-drill-no-bridge = No two groups would lose the only one who sits in both.
network-drill-carried-key = Nobody would be there for { $promises ->
    [one] one open promise
   *[other] { $promises } open promises
  }, { $tasks ->
    [one] one task from a meeting
   *[other] { $tasks } tasks from meetings
  } and { $proposals ->
    [one] one proposal on its way.
   *[other] { $proposals } proposals on their way.
  }
network-drill-carried-none = No open promise, task or proposal hangs on this.
network-drill-due = By
network-drill-late = Late
network-drill-promises = Open promises
network-drill-no-promises = No open promise hangs on this.
network-drill-promise = Promise
network-drill-tasks = Tasks from meetings
network-drill-no-tasks = No open task hangs on this.
network-drill-task = Task
network-drill-proposals = Proposals on their way
network-drill-no-proposals = No proposal hangs on this.
network-drill-proposal = Proposal
network-drill-no-begun = No agreement that waits for its words or for signatures was begun by this member.
network-drill-agreements-stay = An agreement in force goes on, whoever signed it: it binds the organization.
network-drill-accounts = Accounts
network-drill-no-accounts = Somebody else could do all that this account may do for others.
network-drill-last-manager = Nobody else can give accounts at { $organization }, or sign for it.
network-drill-last-administrator = Nobody else runs this system: no other administrator has an account in use.
network-drill-member-money = Money
network-drill-member-money-unknown = Who answers for which money is written down nowhere yet. So this drill cannot tell.

## The balance of power, for everybody
network-nav-balance = Who has a say
network-balance-title = Who has a say
network-balance-lead = Every quarter we count how power was shared between the parts of the community. We print it, whatever it says.
network-balance-quarter = Quarter
network-balance-show = Show
network-quarter = { $n ->
    [1] January to March
    [2] April to June
    [3] July to September
   *[other] October to December
  } { $year }
network-balance-in = What was said and done, { $quarter }
network-balance-nothing = Nothing was proposed, asked or decided in this quarter.
network-balance-few = Fewer than { $n } things were said or done in this quarter. That is too few to speak of shares.
network-balance-spread = In all, { $n } things were said and done. Who did most cannot be told without giving small counts away.
network-balance-most = Most was said and done by: { $sector }, { $share } of all.
network-balance-most-target = Most was said and done by: { $sector }, { $share } of all. The charter gives it { $target } of the seats.
network-balance-silent = Not heard at all: { $sectors }.
network-balance-no-charter = There is no charter in force yet. So there is no target to hold this against.
network-balance-none = None in this quarter.
network-balance-count = How many
network-balance-amount = How much
network-balance-hidden = Not shown
network-balance-hidden-why = A sector that did one or two things is not told alone: they are what one person did. So at least two sectors stand without a number.
network-balance-share = Share
network-balance-target = Share meant
network-balance-index = Share over share meant
network-balance-over = More than meant
network-balance-under = Less than meant
network-balance-held = This is as if { $effective } of { $sectors } sectors had shared it evenly. Concentration (HHI): { $hhi }. Inequality (Gini): { $gini }.
network-balance-held-between = This is as if { $low } to { $high } of { $sectors } sectors had shared it evenly. Concentration (HHI): { $from } to { $to }. What is not shown leaves it open.
network-balance-money-together = Money of sectors with fewer than three organizations is told together, so that no sum is one organization's.
network-balance-money-few = There is money of fewer than three organizations. It is not told, because the sum would be one organization's.
network-balance-waiting = Votes that bind chose { $dollars } more. The body that has to adopt them has not answered yet.
network-balance-advised = Votes that only advise chose { $dollars }. Who then decided on this money is not written down.
network-balance-received-not = Which organization is paid by a vote or a decision is not written down yet. So this counts only money that partners wrote down as given.
network-balance-unvalued = { $n ->
    [one] Of one gift of money nobody wrote down how much.
   *[other] Of { $n } gifts of money nobody wrote down how much.
  }
network-balance-too-few = Fewer than { $n } in all. So it is not told by sector.
network-balance-together = Sectors with few people at a meeting are told together, as in its minutes.
network-measure-seats = Seats held
network-measure-agenda = Points put on the agenda
network-measure-floor = Minutes of speaking in public meetings
network-measure-proposals = Proposals made
network-measure-remarks = Questions and reactions
network-measure-stances = Stances taken
network-measure-integrated = Objections that changed a text
network-measure-decisions = Decisions, by who proposed them
network-measure-as-proposed = Decided just as first proposed
network-measure-dollars-decided = Dollars, by who decided
network-measure-dollars-received = Dollars, by who received them
network-balance-effective = As if so many sectors had shared it evenly
network-balance-hhi = Concentration (HHI)
network-balance-spread-key = What was said and done was spread as if { $n } sectors had shared it evenly.
network-balance-range = { $from } to { $to }
network-balance-trend-table = Each sector's share of what was said and done, beside what was meant
network-balance-trend-shares = The part of residents and of the largest sector
network-balance-trend-how = In brackets: share over share meant. 1 is as the charter meant it.
network-balance-trend = From quarter to quarter
network-balance-trend-key = Residents said and did { $share } of all in this quarter.
network-balance-trend-few = Too little was said and done in this quarter to speak of shares.
network-balance-trend-hidden = How much of it residents said and did is not shown: it would give small counts away.
network-balance-community = Residents
network-balance-largest = The largest sector
network-csv-balance = Download this report as a file
network-balance-how = How this is counted
network-balance-how-1 = Said and done: points for the agenda, proposals, questions, reactions and stances. Each counts once.
network-balance-how-2 = A person counts for the sector of who pays them. Residents who speak for themselves count as residents.
network-balance-how-3 = Meant is each sector's share of the council's seats in the charter.
network-balance-how-4 = A sector that did one or two things is not told alone, and of fewer than 11 in all nothing is told by sector. Where fewer than 5 would be expected of a sector, we do not hold its share against the charter. Seats are public one by one, so we always print them.
network-balance-how-5 = HHI is the sum of the squared shares: 1 is all with one. Gini is 0 when all have the same.
network-balance-how-6 = Minutes of speaking come from the minutes of public meetings. Sectors with few people at one of them are told together.
network-balance-how-7 = Dollars decided: a vote that binds counts for residents, on the day its body adopted the result. Money that one organization gives another counts for the giver. Money given to the partnership as a whole counts for nobody until somebody decides on it.
network-balance-how-8 = Dollars come from published votes and from what partners wrote down as given. Places that keep people safe are in no sum.
