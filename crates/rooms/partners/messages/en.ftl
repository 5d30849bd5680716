# Words of the partners room.

## Signing in
account-sign-in-title = Sign in
account-sign-in-lead = For people who work with this partnership.
account-email = Email address
account-password = Password
account-sign-in = Sign in
account-forgot = I forgot my password
account-by-link-title = Sign in without a password
account-by-link-text = We send you a link. It works once, for 15 minutes.
account-by-link = Email me a link
account-no-account-needed = Looking for help? You do not need an account.
account-find-help = Find help
account-mail-sent-title = Check your email
account-mail-sent-text = If there is an account with this address, we have sent a link to it.
account-mail-sent-minutes = The link works once, for 15 minutes.
account-mail-sent-spam = Nothing there? Look in your spam folder.
account-mail-sent-admin = Still nothing? Ask the person who manages accounts at your organization.
account-back-to-sign-in = Back to sign in
account-recover-title = Set a new password
account-recover-text = Tell us your email address. We send you a link to set a new password.
account-recover = Email me a link
account-signed-out = You are signed out.
account-error-sign-in = The email address or the password is not right. Try again, or ask for a link by email.
account-error-email = Write an email address, such as ana@example.org
account-error-email-taken = There is an account with this address already.
account-error-name = Write a name of 1 to 120 letters.
account-error-language = Choose a language.
account-error-choose = Choose one.
account-error-password-short = Use at least 15 characters. Four or five words that do not belong together work well.
account-error-password-long = Use at most 256 characters.
account-error-password-known = This password is easy to guess: it is well known, or made of your name or of common words. Use four or five words that do not belong together.
account-error-password-pattern = This password repeats one pattern or follows the keys. Use four or five words that do not belong together.
account-error-present-password = This is not your present password.
account-error-client-name = Write a name of 1 to 80 letters on one line.
account-error-client-taken = A system of this name is connected here. Choose another name, or give that one a new secret.
account-error-client-role = A system looks after people or nothing: choose one of these.
account-error-client-purpose = A system works for care or not at all: choose one of these.
account-conflict-link-used = This link was just used. Ask for a new one.

## Links in letters
account-link-sign-in-title = Hello, { $name }
account-link-sign-in-text = Press the button to sign in. The link works once.
account-link-sign-in-button = Sign in
account-link-recover-title = Hello, { $name }: set a new password
account-link-recover-text = You will be signed out everywhere else.
account-link-recover-button = Save and sign in
account-link-welcome-title = Welcome, { $name }
account-link-welcome-text = Choose a password, or leave it empty: then you sign in with a link that we email you each time.
account-link-welcome-button = Start
account-link-over-title = This link does not work any more
account-link-expired = Its time is over. That keeps your account safe.
account-link-used = It was used already. Each link works once.
account-link-revoked = It was taken back, or a newer one was sent.
account-link-unknown = We do not know this link. Check that you copied all of it.
account-link-again = Ask for a new link
account-link-ask-admin = Ask the person who invited you to send it again.

## Choosing an organization
account-choose-title = What are you here for?
account-choose-text = You work with more than one organization. What you can see depends on your choice.
account-choose-none = Your account is not part of any organization now. Ask the person who manages accounts.
account-choose-organization = Which organization?
account-choose-purpose = Why do you use people's data now?
account-choose-purpose-hint = People choose what each organization may see for what reason. Your choice is written in the log.
account-choose-button = Continue
partners-purpose-care-coordination = Getting people help
partners-purpose-care-coordination-hint = The everyday work: needs, referrals, follow-up.
partners-purpose-treatment = Treatment
partners-purpose-treatment-hint = Care by a nurse or another clinician.
partners-purpose-payment = Payment
partners-purpose-payment-hint = Paying for help that was given.
partners-purpose-operations = Running our own work
partners-purpose-operations-hint = Settings, quality, reports.

## One's own account
account-title = Your account
account-acts-for = You work for
account-roles = Your roles
account-switch = Change organization or reason
account-details = Name and language
account-name = Name
account-language = Language of emails
account-language-hint = The language of pages is set under Display.
account-save = Save
account-saved = Saved.
account-password-change = Change your password. You will be signed out everywhere else.
account-password-first = You have no password: you sign in with a link by email. You can set one here.
account-present-password = Present password
account-new-password = New password
account-new-password-hint = At least { $n } characters. Four or five words that do not belong together are easy to remember and hard to guess.
account-password-save = Save the new password
account-password-saved = Your password is changed.
account-sessions = Where you are signed in
account-sessions-text = Lost a phone or used a shared computer? End it here. Each one ends by itself after 15 minutes without use.
account-session-device = Device
account-session-since = Since
account-session-seen = Last used
account-session-this = This one
account-session-unknown = Unknown device
account-session-end = End
account-session-ended = Ended.
account-sessions-end-others = End all others

## Navigation
partners-nav-account = Your account
partners-nav-people = People and roles
partners-nav-systems = Connected systems
partners-nav-organizations = Organizations
partners-nav-partnership = Partnership
partners-nav-audit = Audit log

## Sectors and standing
partners-sector-healthcare = Health care
partners-sector-public-health = Public health
partners-sector-payer = Health plans
partners-sector-social-services = Social services
partners-sector-housing = Housing
partners-sector-education = Schools and learning
partners-sector-faith = Faith groups
partners-sector-business = Business
partners-sector-government = Local government
partners-sector-community = Neighbors and community groups
partners-membership-prospective = Not asked yet
partners-membership-prospective-hint = We know of them. Nobody has talked with them yet.
partners-membership-listening = In conversation
partners-membership-listening-hint = We are getting to know each other.
partners-membership-invited = Invited
partners-membership-invited-hint = We asked them to join.
partners-membership-member = Member
partners-membership-member-hint = They take part.
partners-membership-paused = On a break
partners-membership-paused-hint = They take a break. Their people keep their accounts.
partners-membership-left = Left
partners-membership-left-hint = They leave. The accounts and links of their people end at once. Within a minute everything shared with them or by them is closed, their open referrals go back or end, and their services leave Find help. This cannot be undone here. Their copy of their data and the end of their keys are made on the server: tandem leave --organization NAME --export FOLDER.

## Roles
partners-role-navigator = Navigator
partners-role-navigator-hint = Screens, asks for consent, refers and follows up.
partners-role-clinician = Nurse or clinician
partners-role-clinician-hint = The same, as part of treatment.
partners-role-responder = Answers requests
partners-role-responder-hint = Answers requests and keeps the listing and open places up to date.
partners-role-advocate = Confidential advocate
partners-role-advocate-hint = Works with people who are not safe at home. Their data stays inside the organization.
partners-role-coordinator = Coordinator
partners-role-coordinator-hint = Runs the work of the partnership. Sees no person's record.
partners-role-analyst = Analyst
partners-role-analyst-hint = Works with figures. Sees no person's record.
partners-role-privacy-officer = Privacy officer
partners-role-privacy-officer-hint = Reads the audit log of the organization.
partners-role-identity-steward = Identity reviewer
partners-role-identity-steward-hint = Decides whether two records are one person. Sees two records side by side, never what anybody needs.
partners-role-organization-admin = Account manager
partners-role-organization-admin-hint = Invites people of this organization and ends their access.
partners-role-administrator = Administrator
partners-role-administrator-hint = Runs this install: all organizations, settings, audit log. Sees no person's record.
partners-role-resident = Resident
partners-role-resident-hint = Takes part and speaks for themself. Sees no person's record.

## People and roles
partners-people-title = People at { $name }
partners-people-lead = Who can sign in for this organization, and what each may do. Changes work at once.
partners-people-switch = Show
partners-people-none = Nobody here can sign in yet
partners-people-none-hint = That is fine: an organization can answer requests from its email, without an account.
partners-people-not-a-member = This organization is not part of the partnership now. Invite it first, then its people.
partners-people-invited = Invited, not here yet
partners-people-change = Change what { $name } may do
partners-people-roles = What may they do?
partners-people-roles-hint = They have to sign in again after a change.
partners-people-invite-again = Send the invitation again
partners-people-end = End access now
partners-people-end-hint = Roles, open sessions and unused links at this organization end at once. What they did stays in the log.
partners-invite-title = Invite somebody
partners-invite-text = They get an email with a link that works once, for 7 days.
partners-invite-button = Send the invitation
partners-invited = The invitation is on its way.
partners-roles-saved = Saved. They have to sign in again.
partners-access-ended = Their access has ended.
partners-systems-title = Connected systems
partners-systems-lead = Your own record system can read here what your organization may see, without anybody at a screen. Each look is in the log under its name, and the person can read it.
partners-systems-none = No system is connected
partners-systems-none-hint = You need none to work here. Connect one when your own software should read what people share with you.
partners-systems-ended = Ended
partners-systems-paused = Shut while your organization is paused
partners-systems-may = Reads as: { $role }. For: { $purpose }.
partners-systems-since = Connected { $when }.
partners-systems-used = Last used { $when }.
partners-systems-never-used = Never used.
partners-systems-ended-at = Ended { $when }.
partners-systems-change = Renew or end { $name }
partners-systems-renew = Make a new secret
partners-systems-renew-hint = The old secret stops working at once. Put the new one into the system right away.
partners-systems-end = End for good
partners-systems-end-hint = It stops reading at its next request. This is final: to go on, connect it again.
partners-systems-connect = Connect a system
partners-systems-connect-text = A system reads and changes nothing. It is on nobody's care team, so it sees nothing that only a care team may see, and nothing about violence at home.
partners-systems-connect-button = Connect it
partners-systems-name = Name of the system
partners-systems-name-hint = As people in your organization call it. It stands in the log.
partners-systems-role = What does it read as?
partners-systems-role-hint = Only roles that look after people. A system never runs an organization or counts people.
partners-systems-purpose = What does it use the data for?
partners-systems-secret-title = The secret of { $name }
partners-systems-once = You see this secret once. Copy it into the system now; we keep only its fingerprint.
partners-systems-id = Id (client_id)
partners-systems-secret = Secret (client_secret)
partners-systems-token-address = Address for tokens
partners-systems-fhir-address = Address of the data (FHIR R4)
partners-systems-how = How to use it
partners-systems-how-token = The system asks for a token, which is good for { $n } minutes. (This command asks you for the secret.)
partners-systems-how-read = With the token it reads one person.
partners-systems-how-see = It sees what people let your organization see, at the moment of each look. A person it may not see is not found.
partners-systems-back = Back to connected systems
partners-system-over = The system has ended.
partners-error-roles-missing = Choose at least one role. To take all away, end their access.
partners-conflict-not-a-member = This organization is not part of the partnership now. Invite it first.
partners-conflict-accepted = They have accepted the invitation already.
partners-conflict-own-roles = Nobody changes their own roles. Another person who manages accounts at your organization does it, or an administrator of the partnership.
partners-conflict-last-administrator = Nobody else could run this install. Make somebody else an administrator first.
partners-conflict-administrator-exists = This partnership has an administrator already. They can invite others under Settings, People and roles.

## Organizations
partners-organizations-title = Organizations
partners-organizations-count = { $n ->
    [one] One organization
   *[other] { $n } organizations
  }
partners-organizations-none = No organization fits
partners-organizations-none-hint = Try fewer filters.
partners-organization = Organization
partners-organization-name = Name of the organization
partners-organization-new = New organization
partners-organization-new-lead = It starts as not asked yet. Invite it when you have talked.
partners-organization-add = Add it
partners-organization-added = Added.
partners-any-sector = Any sector
partners-any-membership = Any standing
partners-filter = Filter
partners-sector = Sector
partners-membership = Standing
partners-membership-change = Change the standing
partners-membership-to = New standing
partners-membership-note = Why
partners-membership-saved = The standing is changed.
partners-controlled-by = Controlled by
partners-controlled-by-hint = Organizations under one control count once where votes are counted.
partners-controlled-by-nobody = Nobody
partners-listing = Listing
partners-description = What they do
partners-description-hint = A few short sentences.
partners-email = Email for requests
partners-email-hint = Requests are sent here. A service that was given its own address in its listing gets them there. Nobody needs an account to answer.
partners-error-contact-theirs = Somebody at this organization has an account. Only they change where their letters and calls go.
partners-contact-none = None
partners-letter-redirected =
    Hello,

    letters of { $partnership } to { $org } go to another e-mail address from now on. If you know of it, there is nothing to do.

    If nobody at your organization asked for this, tell the coordinators of { $partnership } at once: requests that name people may be read by somebody else.
partners-phone = Phone
partners-url = Website
partners-website = Website
partners-city = City
partners-postal-code = ZIP code
partners-timezone = Time zone
partners-timezone-hint = Such as America/New_York
partners-letter-language = Language of emails
partners-confidential = Safety
partners-confidential-choice = Never show where this organization is
partners-confidential-hint = For services for people who are not safe at home. No address is ever listed.
partners-confidential-chip = Address hidden
partners-history = History
partners-history-when = When
partners-history-who = Who
partners-history-what = What
partners-history-created = Added
partners-history-edited = Listing changed
partners-history-imported = Taken from a directory file
partners-history-membership = Standing changed
partners-system = The system
partners-yes = Yes
partners-no = No
partners-conflict-membership = The standing has changed in the meantime, or cannot change in this way.
partners-error-name-missing = Write the name of the organization.
partners-error-name-long = Use at most 200 letters.
partners-error-description-long = Use at most 10,000 letters.
partners-error-email = Write an email address, such as hello@example.org
partners-error-phone = Write a phone number, such as (555) 555-0142
partners-error-url = Write a web address that starts with https:// or http://
partners-error-text-long = This is too long.
partners-error-language = Choose English or Spanish.
partners-error-sector = Choose a sector: healthcare, public_health, payer, social_services, housing, education, faith, business, government or community.
partners-error-control-ring = This would lead back to the organization itself.
partners-error-no-such-organization = There is no such organization.

## The partnership
partners-partnership-title = Partnership
partners-partnership-read-only = An administrator can change these.
partners-partnership-about = About us
partners-partnership-name = Name of the partnership
partners-partnership-place = Place
partners-partnership-place-hint = The area you serve, such as Lake County.
partners-partnership-phone-hint = For people who would rather talk.
partners-colour = Color
partners-colour-hint = # and six signs, such as #1b4d3e. It must be dark enough to read on white.
partners-clock = Time to answer
partners-clock-hint = How soon an organization has to answer a request.
partners-response-days = Business days
partners-response-days-hint = 1 to 10. The same for everybody.
partners-business-days = Which days are business days?
partners-holidays = Days off
partners-holidays-hint = One date on each line, such as 2026-12-25
partners-error-partnership-name = Write a name of 1 to 120 letters.
partners-error-colour = Write the color as # and six signs, such as #1b4d3e
partners-error-colour-light = This color is too light to read on white. Choose a darker one.
partners-error-response-days = Write a whole number from 1 to 10.
partners-error-business-days = Choose at least one business day.
partners-error-holidays = Write each date as year-month-day, such as 2026-12-25
partners-error-timezone = Write a time zone such as America/New_York
partners-error-no-such-setting = There is no such setting.

## Audit log
partners-checkpoint-title = Proof that the log is whole
partners-checkpoint-lead = Nobody should have to trust whoever runs the computer. Keep a checkpoint of the log at your place: a short text that fits this log only. If somebody changes or removes a line later, even the whole log, your checkpoint shows it.
partners-checkpoint-keep = Keep one
partners-checkpoint-keep-text = Save the file outside this system. It holds no names and nothing about anybody. Privacy officers also get a short one by e-mail each week.
partners-checkpoint-after = From which line on
partners-checkpoint-after-hint = The last line of the file that you keep already, so that the next one goes on from there. Empty: from the first line.
partners-checkpoint-download = Download a checkpoint
partners-checkpoint-check = Check those that you keep
partners-checkpoint-kept = The text of your files or letters
partners-checkpoint-kept-hint = Paste one or several, whole. Words around them do no harm. For long files: tandem check --checkpoint FILE
partners-checkpoint-do = Check
partners-checkpoint-unreadable = This cannot be used: { $why }.
partners-checkpoint-fits = { $n ->
    [one] The log fits your checkpoint up to line { $last }. It now has { $all } lines.
   *[other] The log fits your { $n } checkpoints up to line { $last }. It now has { $all } lines.
}
partners-checkpoint-wrong = The log is not as it was. { $fault }.
partners-checkpoint-wrong-next = Keep your checkpoint. Tell the other partners, and ask who runs the install what happened. An older copy that was put back looks like lines that were cut off.
partners-checkpoint-foreign = A checkpoint was signed with another key: it is from another partnership, or the key file here was replaced.
partners-audit-title = Audit log
partners-audit-lead = Who did what, and when, with the data of your organization. Nobody can change this log. That you look at it is written in it too.
partners-audit-lead-no-persons = Who did what, and when. It does not say about which person: only an organization's privacy officer sees that. That you look at it is written in it too.
partners-audit-lead-own-persons = Who did what, and when, in all organizations. Which person it was about stands only in the lines of your own organization. Nobody can change this log. That you look at it is written in it too.
partners-audit-none = No entries
partners-audit-none-hint = Nothing fits these filters.
partners-audit-csv = Download as a table (CSV)
partners-audit-member = Done by
partners-audit-any-member = Anybody
partners-audit-any-organization = All organizations
partners-audit-kind = What it was about
partners-audit-any-kind = Anything
partners-audit-person = Person
partners-audit-person-hint = The id of a person's record.
partners-audit-show = Show
partners-audit-show-all = Everything
partners-audit-show-changes = Only what was changed
partners-audit-taken = Took away: { $role }
partners-audit-did-accept = Accepted it
partners-audit-did-decline = Said no
partners-audit-did-send = Sent it
partners-audit-did-sent = Sent it
partners-audit-did-start = Began to help
partners-audit-did-hold = Put it on hold
partners-audit-did-resume = Went on helping
partners-audit-did-complete = Help was given
partners-audit-did-fail = It came to nothing
partners-audit-did-cancel = Took it back
partners-audit-did-expire = It went to somebody else
partners-audit-did-undo = Undid the last step
partners-audit-did-late = It was late
partners-audit-did-question = Asked a question
partners-audit-did-answer = Answered the question
partners-audit-did-claimed = Claimed an open offer
partners-audit-did-service-received = Said: the person got help
partners-audit-did-service-not-received = Said: the person did not get help
partners-audit-did-resolved-yes = Said: the need is met
partners-audit-did-resolved-partly = Said: the need is partly met
partners-audit-did-resolved-no = Said: the need is not met
partners-audit-did-work-list = Work list
partners-audit-did-inbox = Requests to the organization
partners-audit-did-survey--opened = Opened the survey
partners-audit-did-survey--closed = Closed the survey
partners-audit-did-survey--answered = Answered the survey
partners-audit-did-survey--answered-by-link = Answered the survey by the link of a letter
partners-audit-did-survey--links-sent = Sent links to answer the survey
partners-audit-did-survey--link-sent-again = Sent one partner a new link to answer the survey
partners-audit-did-value-page--shared-by-link = Made a link to what working together could mean for an organization
partners-audit-did-value-page--opened-by-link = Read by a link what working together could mean for an organization
partners-audit-did-value-page--links-ended = Ended the links to what working together could mean for an organization
partners-audit-did-gives-and-gets = Wrote down what is given
partners-audit-did-gives-and-gets--taken-back = Took back what was written down
partners-audit-did-listened = Wrote down a talk
partners-audit-did-focus = What the partnership works on
partners-audit-did-referral = The whole request
partners-audit-did-tracked-by-the-person = Looked where it stands
partners-audit-did-vault = Sealed requests
partners-audit-did-screening-started = Screening started
partners-audit-did-screening-completed = Screening done
partners-audit-did-screening-answered = Answered the questions
partners-audit-did-screening-imported = Came in with a file
partners-audit-did-copied-to-the-receiver = The organization keeps what it was told
partners-audit-did-answers = The answers
partners-audit-did-listed = In a list
partners-audit-did-questions-to-choose = Which questions to ask
partners-audit-did-emergency-page = The page about an emergency
partners-audit-did-guardians = Who may consent for the person
partners-audit-did-checkpoint = Checkpoint of the log
partners-audit-did-visit = Visit
partners-audit-did-visit-recorded = Visit recorded
partners-audit-did-correction-asked-for = Asked for a correction
partners-audit-did-correction-answered = Answered a correction
partners-audit-did-corrections = Corrections that were asked for
partners-audit-did-correction = A correction that was asked for
partners-audit-did-shared-view-as-a-file = Saved the shared view as a file
partners-audit-did-copy-of-everything = Copy of everything
partners-audit-did-care-team = Care team
partners-audit-did-insight-gap = Behind a gap
partners-audit-did-instrument-imported = Questionnaire added
partners-audit-did-edited = Edited
partners-audit-did-imported = Came in with a file
partners-audit-did-recorded = Written down
partners-audit-did-record = The record
partners-audit-did-created = New record
partners-audit-did-wants-help-set = If help is wanted
partners-audit-did-identifier-added = An id of another system
partners-audit-did-care-team--appointed = Put in charge of a record that no one could open
partners-audit-did-care-team--assigned = Put on the care team
partners-audit-did-care-team--ended = Taken off the care team
partners-audit-did-private-link-made = Made a private link
partners-audit-did-private-links-ended = Ended the private links
partners-audit-did-private-page-opened = Opened the private page
partners-audit-did-private-page--wrong-code = Wrong code for the private page
partners-audit-did-spoken = Said yes out loud
partners-audit-did-signed = Said yes and signed
partners-audit-did-refused = Said no
partners-audit-did-drawn = Said yes and signed by hand on the screen
partners-audit-did-paper = Said yes and signed on paper
partners-audit-did-texted = Said yes with a code from their phone
partners-audit-did-guardian-noted = Noted who may consent
partners-audit-did-noted-as-emancipated = Noted as deciding like an adult
partners-audit-did-guardian-ended = A guardian may no longer consent
partners-audit-did-closed--the-guardian-ended = Sharing closed: the guardian may no longer consent
partners-audit-did-private-link-of-a-guardian-made = Made a private link for a guardian
partners-audit-did-page-of-a-guardian-opened = Opened the page of a guardian
partners-audit-did-what-a-guardian-agreed-to = What a guardian agreed to
partners-audit-did-code-sent-to-the-telephone = Sent a code to the phone
partners-audit-did-scan-of-a-consent = The signed paper of a consent
partners-audit-did-withdrawn = Took consent back
partners-audit-did-withdrawal-undone = Gave consent again
partners-audit-did-what-is-shared = What is shared
partners-audit-did-consent = One consent
partners-audit-did-who-looked = Who looked
partners-audit-did-closed--the-organization-left = Sharing closed: the organization left
partners-audit-did-keys--end-on-a-day = The day its keys are destroyed was set
partners-audit-did-keys--new-version = Its names were sealed with new keys
partners-audit-did-keys--former-version-retired = The former keys were retired
partners-audit-did-keys--new-master-key = A new master key was made
partners-audit-did-asks-to-be-erased = The person asks to be deleted
partners-audit-did-erasure-refused = Deleting was refused, with a reason
partners-audit-did-erased = Who this is was deleted
partners-audit-did-erased-after-a-restore = Who this is was deleted again after a restore
partners-audit-did-compared-by-linkage = Compared with records of other organizations by the program
partners-audit-did-closed-after-a-restore = Sharing closed after a restore
partners-audit-did-searched--found-nobody = Searched, found nobody
partners-audit-did-signed-in--password = With a password
partners-audit-did-signed-out = Signed out
partners-audit-did-sign-in-refused = Sign-in refused
partners-audit-did-session-ended-from-afar = Ended a session from afar
partners-audit-did-other-sessions-ended = Ended the other sessions
partners-audit-did-renamed = Name or language
partners-audit-did-access-ended = Access ended
partners-audit-did-account-ended = Account ended
partners-audit-did-password-set = Password set
partners-audit-did-log = The log
partners-audit-did-log-exported = The log, for a file
partners-audit-did-log-as-csv = The log as a file
partners-audit-did-listing = The listing
partners-audit-did-need = One need
partners-audit-did-signed-in--invite = With the link of an invitation
partners-audit-did-signed-in--sign-in = With a link by email
partners-audit-did-signed-in--recover = With a link for a new password
partners-audit-did-ask-person-next = To do: ask the person where to try next
partners-audit-did-ask-person-consent = To do: ask the person if the next place may be told
partners-audit-did-no-claim = To do: nobody has claimed the offer
partners-audit-did-asked-for-a-call = Asked for a call
partners-audit-did-reminded = Sent a reminder
partners-audit-did-new-link = Sent a new link
partners-audit-did-offered-without-the-person = Offered it without the name
partners-audit-did-claim-lapsed = Its claim ran out
partners-audit-did-claim-refused-by-the-person = The person said no to the claim
partners-audit-did-claim-settled-with-the-person-s-yes = The person said yes to the claim
partners-audit-did-taken-for-review = Taken for review: may two records be one person?
partners-audit-did-compared = Compared with another record
partners-audit-did-one-person = Decided that two records are one person
partners-audit-did-two-people = Decided that two records are two people
partners-audit-did-put-back = Put a pair of records back undecided
partners-audit-did-decision-undone = Took a decision about two records back
partners-audit-did-listed-among-what-people-ask = In the list of what people ask
partners-audit-did-listed-to-the-care-team = In the list of the care team
partners-audit-did-addressed = Closed: the need is met
partners-audit-did-closed = Closed
partners-audit-did-open = Has room
partners-audit-did-limited = Call first
partners-audit-did-waitlist = Waiting list
partners-audit-did-prospective = Not asked yet
partners-audit-did-listening = In conversation
partners-audit-did-invited = Invited
partners-audit-did-member = Member
partners-audit-did-paused = On a break
partners-audit-did-left = Left
partners-audit-did-emergency-look-ended = Ended a look in an emergency
partners-audit-did-listings-taken-out = Took its listings out of Find help
partners-audit-did-name = Name of the partnership
partners-audit-did-place = Place of the partnership
partners-audit-did-holidays = Days off
partners-audit-did-business-days = Business days
partners-audit-did-response-days = Time to answer
partners-audit-did-timezone = Time zone
partners-audit-did-demo = Demo
partners-audit-did-meeting-planned = Planned a meeting
partners-audit-did-meeting-changed = Changed a meeting
partners-audit-did-series-changed = Changed a series of meetings
partners-audit-did-meeting-called-off = Called a meeting off
partners-audit-did-series-called-off = Called a series of meetings off
partners-audit-did-agenda-proposed = Added a point to a meeting
partners-audit-did-agenda-ordered = Ordered the points of a meeting
partners-audit-did-agenda-point-dropped = Took a point off a meeting
partners-audit-did-invitation-answered = Answered an invitation
partners-audit-did-came = Noted that somebody came
partners-audit-did-leaving-undone = Took back that somebody left
partners-audit-did-floor-given = Gave a sector the floor
partners-audit-did-floor-taken = Ended a turn to talk
partners-audit-did-minutes-written = Wrote notes of a meeting
partners-audit-did-decision-written-down = Wrote down a decision
partners-audit-did-action-written-down = Wrote down who does what
partners-audit-did-action-done = Marked a task as done
partners-audit-did-action-not-done = Marked a task as not done
partners-audit-did-undone = Took something back
partners-audit-did-meeting-opened = Opened a meeting
partners-audit-did-meeting-closed = Closed a meeting
partners-audit-did-meeting-closed-by-itself = A meeting that nobody closed ended
partners-audit-did-meeting-reopened = Went on with a meeting
partners-audit-did-minutes-published = Published notes of a meeting
partners-audit-did-minutes-taken-back = Took the notes of a meeting back
partners-audit-did-communication-protocol = Changed who is told what
partners-audit-did-group-made = Made a group
partners-audit-did-group-changed = Changed a group
partners-audit-did-group-ended = Ended a group
partners-audit-did-seat-given = Gave a seat
partners-audit-did-seat-ended = Ended a seat
partners-audit-did-deputy-named = Named who stands in
partners-audit-did-hand-over = Kept a hand-over list
partners-audit-did-conflict-declared = Declared an interest
partners-audit-did-conflict-ended = Ended a declared interest
partners-audit-did-charter-drafted = Began a charter
partners-audit-did-charter-changed = Wrote on the charter
partners-audit-did-charter-laid-open = Laid the charter open
partners-audit-did-charter-taken-back = Took the charter back
partners-audit-did-charter-dropped = Gave a charter up
partners-audit-did-poll-asked = Asked a quick question
partners-audit-did-poll-closed = Closed a quick question
partners-audit-did-charter-ratified-on-paper = Noted a yes to the charter on paper
partners-audit-did-charter-paper-confirmed = Confirmed a yes to the charter on paper
partners-audit-did-charter-paper-struck = Struck a yes to the charter on paper
partners-audit-did-charter-ratified = Said yes to the charter
partners-audit-did-charter-in-force = Brought the charter into force
partners-audit-did-charter-note = Said something about the charter
partners-audit-did-charter-note-answered = Answered about the charter
partners-audit-did-conversation-opened = Opened a conversation
partners-audit-did-conversation-ended = Ended a conversation
partners-audit-did-statement-accepted = Accepted a statement
partners-audit-did-statement-set-aside = Set a statement aside
partners-audit-did-statement-added = Added a statement to a conversation
partners-audit-did-proposal-made = Proposed something
partners-audit-did-proposal-taken-up = Took a proposal up
partners-audit-did-proposal-rewritten = Rewrote a proposal
partners-audit-did-proposal-moved-on = Moved a proposal on
partners-audit-did-proposal-withdrawn = Took a proposal back
partners-audit-did-proposal-remark = Said something about a proposal
partners-audit-did-proposal-question-answered = Answered a question about a proposal
partners-audit-did-proposal-promise-added = Added a promise to a proposal
partners-audit-did-proposal-promise-removed = Removed a promise from a proposal
partners-audit-did-proposal-interest-added = Said that a proposal is about an organization
partners-audit-did-proposal-interest-removed = Said that a proposal is not about an organization
partners-audit-did-proposal-topic-named = Said that the community decides what a proposal is about
partners-audit-did-proposal-topic-taken-back = Took back that the community decides what a proposal is about
partners-audit-did-stance-taken = Said where a seat stands
partners-audit-did-objection-raised = Objected
partners-audit-did-objection-withdrawn = Took an objection back
partners-audit-did-decision-adopted = Adopted a decision
partners-audit-did-decision-confirmed = Confirmed a decision
partners-audit-did-decision-ended = Ended a decision
partners-audit-did-stands-aside = Stood aside from a policy ask
partners-audit-did-joins = Joined a policy ask
partners-audit-did-agreement-drafted = Wrote an agreement
partners-audit-did-agreement-changed = Changed the draft of an agreement
partners-audit-did-agreement-sent-out = Asked the parties to sign an agreement
partners-audit-did-agreement-taken-back = Took an agreement back to change it
partners-audit-did-agreement-given-up = Gave an agreement up
partners-audit-did-agreement-signed = Signed an agreement
partners-audit-did-agreement-in-force = An agreement came into force
partners-audit-did-agreement-word-taken-back = Took back the word under an agreement
partners-audit-did-agreement-said-in-spanish = Said in Spanish what an agreement is called and for
partners-audit-did-agreement-written-down = Wrote down what a meeting agreed
partners-audit-did-agreements-needed-from = Set from when agreements are needed
partners-audit-did-promise-made = Noted a promise
partners-audit-did-promise-kept = Marked a promise as kept
partners-audit-did-promise-not-kept = Marked a promise as not kept
partners-audit-did-promise-dropped = Marked a promise as no longer wanted
partners-audit-did-word-explained = Explained a word
partners-audit-did-training-written = Wrote a training
partners-audit-did-training-retired = Took a training out of use
partners-audit-did-training-completed = Completed a training
partners-audit-did-system-connected = Connected a computer system
partners-audit-did-system-got-a-new-secret = Gave a computer system a new secret
partners-audit-did-system-ended = Ended a computer system
partners-audit-did-system-signed-in = A computer system signed in
partners-audit-did-system-refused = A computer system was refused
partners-audit-did-system-is-told-of-changes = Has a computer system told of changes
partners-audit-did-system-is-told-no-more = Ended that a computer system is told of changes
partners-audit-did-system-told-of-a-change = A computer system was told that something changed
partners-audit-from = From
partners-audit-until = Until
partners-audit-when = When
partners-audit-who = Who
partners-audit-what = What
partners-audit-about = About
partners-audit-this-person = This person
partners-audit-somebody = Somebody
partners-audit-by-link = An organization, by its link
partners-audit-by-person = The person
partners-audit-by-public = Somebody without an account
partners-audit-by-system = The computer system { $name } of { $org }
partners-kind-person = Person
partners-kind-need = Need
partners-kind-screening = Screening
partners-kind-visit = Visit
partners-kind-consent = Consent
partners-kind-referral = Request for help
partners-kind-organization = Organization
partners-kind-service = Service
partners-kind-capacity = Open places
partners-kind-member = Account
partners-kind-instrument = Questionnaire
partners-kind-measure = Figures
partners-kind-identity = Same person or not
partners-kind-audit = Audit log
partners-kind-setting = Settings
partners-kind-governance = Charter, workgroups, meetings and decisions
partners-kind-vote = Community vote
partners-kind-agreement = Agreement
partners-action-read = Looked at
partners-action-write = Changed
partners-action-decide = Decided
partners-action-export = Took out in a file
partners-action-manage = Gave or took access

## Partners, for everybody
partners-title = Partners
partners-key = { $n ->
    [one] One organization works
   *[other] { $n } organizations work
  } together here, from { $sectors ->
    [one] one part
   *[other] { $sectors } parts
  } of community life.
partners-quilt = Each partner adds a patch to the quilt at the top of every page. The shape tells the sector.
partners-none = No partners yet
partners-none-hint = The first ones will show here when they join.

## The demo's outbox
partners-outbox-title = Outbox of the demo
partners-outbox-lead = Emails and text messages that the demo would send. Nothing leaves this computer. Open a link as the person who gets it would.
partners-outbox-none = Nothing yet
partners-outbox-none-hint = Send a request or ask for a sign-in link, then look here.
partners-outbox-to = To: { $to }
partners-outbox-text-message = Text message
partners-outbox-queued = Waiting
partners-outbox-failed = Will be tried again
partners-outbox-sent = Sent
partners-outbox-dead = Given up
mail-error-address = Write one email address, such as ana@example.org
mail-error-phone = Write a phone number with ten digits, such as (555) 555-0142

## Letters about accounts
partners-letter-sign-in =
    Hello { $name },

    here is your link to sign in to { $partnership }. It works once, for 15 minutes.

    { $url }

    You did not ask for it? Then do nothing. Nobody can sign in without this link.
partners-letter-recover =
    Hello { $name },

    here is your link to set a new password at { $partnership }. It works once, for 15 minutes.

    { $url }

    You did not ask for it? Then do nothing. Your password stays as it is.
partners-letter-invite =
    Hello { $name },

    you are invited to work with { $partnership }. Open this link to start. It works once, for 7 days.

    { $url }

    You do not know why you got this? Then do nothing.
partners-letter-access =
    Hello { $name },

    what you can do at { $partnership } has changed: you can now act for one more organization, or in another role. Sign in here:

    { $url }
partners-letter-checkpoint =
    Hello { $name },

    please keep this letter. It holds the state of the audit log of { $partnership } up to line { $last }: no names, nothing about anybody.

    If somebody changed the log later, this text would show it. To check it, sign in, open the audit log, choose "Proof that the log is whole" and paste this letter.

partners-letter-password-changed =
    Hello { $name },

    your password at { $partnership } was changed just now. Was that you? Then all is well.

    If not, set a new one at once. That signs out whoever did it:

    { $url }

partners-minors = Minors
partners-minors-hint = From which age does a minor decide alone whom we tell about these topics? Leave a field empty to keep our own: 14, 14 and 16. State laws differ. Ask your counsel.
partners-minors-substance-use = Treatment for alcohol or drugs
partners-minors-hiv = HIV
partners-minors-mental-health = Mental health
partners-error-minor-age = Write an age from 10 to 21, or nothing

## Listening, before anything is asked
partners-listening-title = Listening
partners-listening-with = Listening to { $name }
partners-listening-count = { $n ->
    [0] Nobody has written down a talk with them yet.
    [one] One talk is written down.
   *[other] { $n } talks are written down.
  }
partners-listening-first = Listen first. They can be invited once a talk is written down.
partners-listening-open = Read or add a talk
partners-listening-read = Read what we heard
partners-listening-lead = We listen before we ask. Two questions start it: What are you doing? How can I help you?
partners-listening-new = Write down a talk
partners-listening-how = Use their words, not ours. A talk cannot be changed later. If you learn more, write down another one.
partners-listening-on = Talk on { $day }
partners-listening-who = { $listened } listened. { $spoke } spoke.
partners-listening-recorded = Written down { $at } by { $by }.
partners-listening-day = Day of the talk
partners-listening-listened = Who listened
partners-listening-spoke = Who spoke for them
partners-listening-spoke-hint = Name and what they do there.
partners-listening-words-hint = In their own words.
partners-listening-does = What are you doing?
partners-listening-would-help = How can I help you?
partners-listening-needs = What do they lack?
partners-listening-serves = Whom do they serve, and where?
partners-listening-relevance = How near is this to what we work on?
partners-listening-focus = We work on this: { $focus }
partners-listening-no-focus = The partnership has not said yet what it works on. An administrator can write it under Settings, Partnership.
partners-listening-why = Why
partners-listening-save = Keep this talk
partners-listening-saved = The talk is kept.
partners-relevance-core = It is the same work
partners-relevance-partly = The two touch
partners-relevance-not-now = Not now
partners-error-interview-day = Write the day of the talk.
partners-error-interview-future = This day is still to come. Write down a talk after it was held.
partners-conflict-not-heard = Listen first: write down a talk with them, then invite them.
partners-partnership-focus = What you work on
partners-partnership-focus-hint = One sentence. New partners hear it, such as: Nobody misses care because of a ride.
partners-error-focus = Use at most 300 letters.
