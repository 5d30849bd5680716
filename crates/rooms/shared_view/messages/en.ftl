# The shared view: one timeline, care teams, what is being done already. Keys start with shared-view-.

shared-view-panel = Timeline
shared-view-panel-text = Everything you may see about this person, from every partner that shares it, on one list.
shared-view-open = Open the timeline
shared-view-title = Timeline of { $name }
shared-view-crumb = Timeline
shared-view-count = { $n ->
    [one] One entry
   *[other] { $n } entries
  } from { $orgs } organizations
shared-view-count-one = { $n ->
    [one] One entry
   *[other] { $n } entries
  } from { $org }
shared-view-none-yet = No entries
shared-view-teams = Who looks after this person
shared-view-filter = Show only some
shared-view-kind = What
shared-view-any-kind = Everything
shared-view-kind-screening = Questions answered
shared-view-kind-need = Needs
shared-view-kind-referral = Help asked for
shared-view-kind-service = Help received
shared-view-kind-visit = Visits
shared-view-kind-consent = Sharing choices
shared-view-organization = Who wrote it down
shared-view-any-organization = Every organization
shared-view-since = From this day on
shared-view-since-error = This is not a day. Write it like 2026-03-04.
shared-view-show = Show
shared-view-clear = Show everything
shared-view-nothing = Nothing is here yet
shared-view-nothing-text = Questions answered, needs, help asked for and visits will stand here, the newest first.
shared-view-nothing-found = Nothing like this was found
shared-view-nothing-found-text = Choose less, or show everything.
shared-view-row-screening = Answered questions: { $title }
shared-view-row-need = Need: { $need }
shared-view-row-referral = Asked { $place } for help: { $need }
shared-view-row-offer = Asked for help without a name: { $need }
shared-view-row-sealed = Handed to a confidential service
shared-view-row-service = Got help from { $place }: { $need }
shared-view-row-consent = Said yes to sharing with { $org }
shared-view-row-refused = Said no to sharing with { $org }
shared-view-some-help = some help
shared-view-consent-what = They may see: { $what }. Until { $date }.
shared-view-until = Until { $date }
shared-view-label-general = Everyday
shared-view-label-education = School record
shared-view-label-behavioural_health = Mental health
shared-view-label-hiv = HIV
shared-view-label-substance_use = Alcohol or drug program
shared-view-label-domestic_violence = Violence at home
shared-view-why = Why can I see this?
shared-view-why-recorded = Your organization recorded it.
shared-view-why-you = It is about you.
shared-view-why-names = It says what { $org } may see.
shared-view-why-accepted = It was sent to your organization, which said yes. It is your own work now.
shared-view-why-sent = It was sent to your organization, and waits for its answer.
shared-view-why-opened = The person said on { $date } that { $org } may see { $what }, { $why }, until { $until }.
shared-view-why-exceptional = You opened this without a consent, for this reason: “{ $reason }”. The person can read that. It ends on { $until }.
shared-view-see-consent = See the choice
shared-view-class-contact = the name and how to reach the person
shared-view-class-needs = needs, who was asked, and how it goes
shared-view-class-answers = answers to questions
shared-view-class-visits = visits to hospitals and clinics
shared-view-for-care_coordination = to get the person help
shared-view-for-treatment = for medical care
shared-view-for-payment = to pay for help
shared-view-for-operations = to make services better
shared-view-for-emergency = in a medical emergency
shared-view-already = { $n ->
    [one] Help like this is asked for already
   *[other] Help like this is asked for already, { $n } times
  }
shared-view-already-text = Talk to them first, so that no one does the same work twice.
shared-view-already-received = already received there on { $date }
shared-view-already-line = { $org } asked { $place } on { $date }: { $need }
shared-view-my-panel = What is written about you
shared-view-my-panel-text = See what you told us, what help was asked for, and your visits, on one list.
shared-view-my-open = See my timeline
shared-view-my-title = My timeline
shared-view-my-teams = Who looks after you
shared-view-my-language = Language you speak best
shared-view-my-intro = This is what is written down about you here, the newest first. To keep you safe, nothing about violence at home is shown on this page.
shared-view-correct = Something is wrong here
shared-view-correct-intro = Say what is wrong in your own words. { $org } reads it and answers you on your page.
shared-view-correct-about = This is about:
shared-view-correct-words = What is wrong? What is right?
shared-view-correct-hint = For example: “My birth date is July 2, not July 3.”
shared-view-correct-send = Send
shared-view-correct-asked = We passed it on. You will read the answer here.
shared-view-copy-open = A copy of everything
shared-view-copy-title = A copy of everything
shared-view-copy-of = All that is written down here about { $name }, on { $date }.
shared-view-copy-without = To keep you safe, nothing about violence at home is in this copy. You can ask for that in person.
shared-view-copy-print = Print this page, or save a file. Do not leave it where someone else may find it.
shared-view-copy-pdf = Save as a PDF, to print or to keep
shared-view-copy-json = Save as a file for other programs (JSON)
shared-view-file = Save what I see as a file (FHIR)
shared-view-file-hint = For your own record system. Nothing about violence at home is in it. Keep the file as safe as the record; the person can read that you saved it.
shared-view-copy-page = Page { $page } of { $pages }
shared-view-copy-missing = { $mark } stands for letters that this file cannot show. The page “A copy of everything” shows them, and can be printed.
