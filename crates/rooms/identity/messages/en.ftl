# Identity: which records are one person. Keys start with identity-.

identity-nav = Same person?
identity-title = Is this the same person?
identity-lede = Partners keep their own records. Some records may be about the same person. Where the computer is not sure, you decide.
identity-none = Nothing waits for you
identity-none-text = Every pair of records is clear. New pairs come up when partners add people.
identity-waiting = { $n ->
    [0] No other pair waits
    [one] One pair waits
   *[other] { $n } pairs wait
  }
identity-waiting-text = You get the pair where a mistake would hurt most. You do not choose whom to look at. The two records open for you for 30 minutes, and it is noted that you looked.
identity-take = Look at the next pair
identity-go-on = Go on with your pair
identity-quality = How good the links are
identity-quality-text = Now and then a pair that seems clear comes up too. From what reviewers find, we estimate how often the computer is right.
identity-linked = Linked pairs
identity-linked-text = Records held to be the same person
identity-precision = Links that are right
identity-recall = Found of all that belong together
identity-interval = Between { $low } and { $high }, from { $n } pairs
identity-not-known = Not known yet
identity-not-known-text = No pair of the sample has been looked at
identity-learnt-nothing = What you and others decide teaches the computer how sure it may be. It has learned from no decision yet.
identity-learnt = The computer learned from { $n ->
    [one] one decision
   *[other] { $n } decisions
  }. Since { $when } it says:
identity-learnt-line = { $now } where it would have said { $model } by itself
identity-learnt-range = (from { $least } to { $most }, depending on the two partners)
identity-decided = What you decided
identity-decided-none = You have not decided about any pair yet.
identity-when = When
identity-what = Decision
identity-chance = Computed chance
identity-undo = Undo
identity-undone = Your decision was taken back. The pair waits again.
identity-over = This pair is no longer open for you. Look at the next one.
identity-same = Same person
identity-different = Two people
identity-put-back = Cannot tell, put it back
identity-review-title = Two records
identity-review-lede = Compare the facts. Families share a name, an address and a phone. Twins share a birth date too.
identity-side-by-side = Side by side
identity-fact = Fact
identity-record-a = Record A
identity-record-b = Record B
identity-agree = Compared
identity-agree-yes = The same
identity-agree-no = Different
identity-agree-missing = One is missing
identity-not-given = Not given
identity-given = First name
identity-family = Last name
identity-preferred = Likes to be called
identity-born = Birth date
identity-phone = Phone
identity-email = Email
identity-street = Street
identity-unit = Apartment
identity-city = City
identity-zip = ZIP code
identity-why = Why they may be the same
identity-why-text = Each line adds points or takes points away. Ten points more make it about a thousand times more likely.
identity-why-key = The computed chance that this is one person is { $chance }.
identity-reason = Reason
identity-reason-given-name = First name
identity-reason-family-name = Last name
identity-reason-middle-name = Middle name
identity-reason-date-of-birth = Birth date
identity-reason-sex = Sex
identity-reason-identifier = Number of the person
identity-reason-phone = Phone
identity-reason-e-mail = Email
identity-reason-address = Address
identity-behind = What was compared
identity-points = Points
identity-sum = Sum
identity-prior = Before comparing
identity-prior-note = Two records taken by chance are rarely the same person
identity-rarity = How rare: { $what }
identity-rare-note = Few people have this, so it says more
identity-common-note = Many people have this, so it says less
identity-relative = Could be a relative
identity-relative-note = Families share a name and an address
identity-found = What reviewers found
identity-found-note = Decisions about other pairs show how sure the computer may be
identity-decide = What do you say?
identity-decide-text = You can take it back later. Nothing is deleted either way: each partner keeps its own record.
identity-note = Note
identity-note-hint = Why you decided so. Do not write names here.
identity-error-note-long = Write at most 500 letters.
identity-conflict-decided = This pair was decided or put back in the meantime. Look at the next one.
identity-done-same = Decided: the same person.
identity-done-different = Decided: two people.
identity-done-back = The pair was put back.
identity-panel = Also known at
identity-panel-text = These are other records of this person that you may see.
identity-panel-record = Record at { $org }
identity-panel-own = May be a duplicate
identity-doubt = This is someone else
identity-doubted = The records are being taken apart, and a reviewer will look at them.

identity-emergency-link = Medical emergency: see what other partners know
identity-emergency-end = The emergency is over: close it
identity-emergency-title = Open records in an emergency
identity-emergency-lede = Other partners may know { $name }. In a medical emergency you can see what they wrote down, without consent.
identity-emergency-for = Only to treat a medical emergency that happens now.
identity-emergency-seen = The person and the privacy officers of those partners read that you looked, and the reason you give.
identity-emergency-ends = It closes by itself after 4 hours. You can close it earlier.
identity-emergency-never = What was told about violence at home stays closed.
identity-emergency-reason = What is the emergency?
identity-emergency-reason-hint = One sentence, such as: found unconscious, medicines unknown
identity-emergency-open = Open the records
identity-emergency-cancel = Cancel
identity-emergency-opened = What other partners know is open to you for 4 hours.
identity-emergency-nothing = No other partner has a record that can be opened.
identity-emergency-ended = The records are closed.
identity-conflict-own-hand = You wrote down yourself, less than a day ago, who this is. So that nobody opens records of a person who is not here, somebody else opens them.
identity-emergency-somebody-else = At your organization these people can open the records now. Ask one of them:
identity-emergency-nobody-else = At your organization nobody else may open records in an emergency. Who manages its accounts can give a colleague the role.
identity-emergency-call = It also opens to you as soon as a colleague has written down a visit or a request of this person, or checked the record and changed it. If nobody can, call the place where the person was treated before.
identity-letter-emergency-own =
    Hello { $name },

    A clinician of your organization, { $org }, opened records of other organizations in a medical emergency, without the person's consent.

    Sign in and open the audit log to see who it was. The reason is written there with the person.
identity-letter-emergency =
    Hello { $name },

    A clinician of { $org } opened a record of your organization in a medical emergency, without the person's consent.

    Sign in and open the audit log to see which record it was. The reason is written there with the person.
