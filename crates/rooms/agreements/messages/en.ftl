# Words of the agreements room.

## Agreements
agreements-nav = Agreements
agreements-title = Agreements
agreements-key = { $n ->
    [0] No agreement is in force now.
    [one] One agreement is in force now. { $sharing ->
        [0] It opens no facts about people.
       *[other] It says which facts about people may be shared.
      }
   *[other] { $n } agreements are in force now. { $sharing ->
        [0] None of them opens facts about people.
        [one] One of them says which facts about people may be shared.
       *[other] { $sharing } of them say which facts about people may be shared.
      }
  }
agreements-lead = This is what our partners have promised each other: who, what for, and until when. Nobody's facts are shared between partners without a data use agreement and the person's own yes.
agreements-new = Write an agreement
agreements-edit = Change the draft
agreements-filter = Choose which to show
agreements-any = All
agreements-count = { $n ->
    [one] One agreement
   *[other] { $n } agreements
  }
agreements-none = There is no agreement here
agreements-none-hint = Agreements stand here as soon as all partners in them have signed.
agreements-name = Name
agreements-kind = Kind
agreements-kind-memorandum = Memorandum of understanding
agreements-kind-memorandum-hint = Who does what together.
agreements-kind-data-use = Data use agreement
agreements-kind-data-use-hint = Which facts about people the partners may share. Sharing needs the person's own yes as well.
agreements-kind-shared-outcome = Shared results agreement
agreements-kind-shared-outcome-hint = The results that the partners answer for together.
agreements-parties = Parties
agreements-party = Party
agreements-spanish = In Spanish
agreements-spanish-hint = People who read Spanish see this name and purpose. What is signed is the text as it stands.
agreements-spanish-do = Save
agreements-purpose = What it is for
agreements-purpose-hint = One or two sentences that everybody can read. They are public.
agreements-classes = Facts about people it covers
agreements-classes-hint = Only for a data use agreement.
agreements-class-contact = Your name and how to reach you
agreements-class-needs = What you need help with, who was asked, and how it goes
agreements-class-answers = Your answers to our questions
agreements-class-visits = Your visits to hospitals and clinics
agreements-first-day = First day
agreements-last-day = Last day
agreements-last-day-hint = Five years at most. Then write a new term.
agreements-body = What the parties promise
agreements-body-hint = Leave an empty line between paragraphs. The name, the parties, the days and the facts are put above it.
agreements-language = Language of the text
agreements-follows = Follows
agreements-followed-by = Followed by
agreements-reason = Why
agreements-state = Where it stands
agreements-state-draft = Draft
agreements-state-out = Waits for signatures
agreements-state-signed = Signed, not begun
agreements-state-in-force = In force
agreements-state-expired = Its time is over
agreements-state-ended = Ended early
agreements-state-stopped = Given up
agreements-save = Save
agreements-save-draft = Save the draft
agreements-cancel = Cancel
agreements-saved = Saved.
agreements-drafted = The draft is saved. Read it, then ask the parties to sign.

agreements-is-draft = This is a draft. Nobody has been asked to sign it.
agreements-is-out = Waits for: { $who }.
agreements-is-signed = All have signed. It begins on { $day }.
agreements-is-in-force = It is in force until the end of { $day }.
agreements-is-ending = It is in force until the end of { $day }, because a party takes back its word.
agreements-is-expired = Its last day was { $day }.
agreements-is-ended = It ended early, on { $day }.
agreements-is-stopped = It was given up before it came into force.

agreements-signature = Signed
agreements-has-signed = Signed
agreements-not-signed = Not signed yet
agreements-gone = Took back its word on { $day }
agreements-leaves = Takes back its word on { $day }
agreements-how-typed = name typed
agreements-how-drawn = drawn
agreements-how-paper = on paper
agreements-drawn-by = The signature of { $name }
agreements-text = The text
agreements-text-members = People who work at a partner can read the whole text when they sign in.
agreements-hash = Version { $version }. Its fingerprint (SHA-256): { $hash }
agreements-version = Version { $version }, { $day }

agreements-sign-for = Sign for { $organization }
agreements-sign-lead = Read the text above. You sign this text and no other.
agreements-sign-name = Type your full name
agreements-sign-hint = Your typed name is your signature.
agreements-sign-draw = You can also draw your signature
agreements-sign-draw-hint = Use a finger, a pen or a mouse. You can leave it empty.
agreements-sign-clear = Clear the drawing
agreements-sign = Sign
agreements-signed-one = Signed. The agreement begins when all have signed.
agreements-signed-all = Signed. All have signed, so the agreement is in force.

agreements-withdraw = Take back our word
agreements-withdraw-text = From that day on your organization is not bound by this agreement. What others could see of your people because of it closes at once, and you can no longer see theirs. If only one party is left, the agreement ends.
agreements-withdraw-from = From which day?
agreements-withdraw-do = Take back our word
agreements-withdrawn = Your word is taken back. The other parties get a letter.

agreements-not-heard-title = We listen before we ask. Nobody has written down a talk with:
agreements-not-heard-do = Write down a talk with { $name }
agreements-not-heard-party = Not listened to yet
agreements-next = What next?
agreements-send = Ask the parties to sign
agreements-send-text = From then on the text stands. Each party gets a letter.
agreements-sent = The parties have been asked to sign.
agreements-recall = Take it back to change it
agreements-recall-text = Signatures hold only for the text they stand under. If you change a word, all sign again.
agreements-recalled = It is a draft again.
agreements-stop = Give this agreement up
agreements-stop-do = Give it up
agreements-stopped = The agreement was given up.
agreements-renew = Write the next term
agreements-renew-text = A new draft with the same words, from the day after the last one. All sign it again.
agreements-renewed = Here is the draft of the next term.
agreements-paper = A party signed on paper
agreements-paper-text = Only when you have seen the signed paper. The paper must hold the text above. The signature counts once somebody of that party has confirmed it. If nobody there can sign here, somebody else who keeps agreements or signs for another partner does.
agreements-paper-name = Name of who signed
agreements-paper-day = Day of the signature
agreements-paper-do = Note the signature
agreements-paper-noted = The signature is noted. It counts once somebody else has seen the paper.
agreements-paper-waits = On paper, waits for a second look
agreements-paper-look = Signatures on paper that wait
agreements-paper-look-text = A signature on paper counts once a second pair of hands has seen the paper. Whoever noted it cannot confirm it.
agreements-paper-signed-by = { $name } signed for { $organization } on { $day }.
agreements-paper-confirm = I saw the paper
agreements-paper-confirmed = Thank you. The signature on paper counts.
agreements-paper-strike = Strike it: a mistake
agreements-paper-struck = The signature on paper is gone.

agreements-rule = When an agreement is needed
agreements-rule-always = A person's yes can name a partner only if a data use agreement with that partner is in force.
agreements-rule-from = Until { $day } a person's yes can name a partner without a data use agreement. From that day on it cannot, and what was opened before closes.
agreements-rule-day = Needed from
agreements-rule-hint = For a partnership that needs time to sign. Leave it empty: agreements are needed now.

agreements-error-title = Give it a name of 1 to 160 letters.
agreements-error-purpose = Say what it is for, in up to 600 letters.
agreements-error-body = Write what the parties promise, in up to 40,000 letters.
agreements-error-parties = Choose 2 to 60 organizations.
agreements-error-own-party = Your own organization has to be one of the parties.
agreements-error-no-such-party = Choose one of the parties.
agreements-error-not-heard = Listen first: write down a talk with { $who }, then ask.
agreements-error-classes = Choose at least one kind of fact.
agreements-error-kind = Choose a kind.
agreements-error-language = Choose a language.
agreements-error-day = Write a day, such as 2027-06-30.
agreements-error-expires-before = The last day is before the first one.
agreements-error-expires-late = An agreement lasts five years at most.
agreements-error-expires-past = Its last day is over. Take it back and set a new one.
agreements-error-signature = Type the full name, 2 to 120 letters.
agreements-error-drawing = We could not read the drawing. Clear it and draw again, or leave it empty.
agreements-error-text-changed = The text has changed since you opened it. Read it again, then sign.
agreements-error-day-to-come = This day is still to come.
agreements-error-withdraw-day = Choose a day from today until the last day of the agreement.
agreements-error-reason = Say why, in 3 to 600 letters.
agreements-conflict-changed = Somebody else has changed this agreement. Open it again to see how it stands.
agreements-conflict-signed = Your organization has signed this text already.

## The standard data use agreement
agreements-standard-title = Sharing for care
agreements-standard-purpose = So that people tell their story once, and get help from any of us.
agreements-standard-body =
    We share a person's facts with each other only when that person has said yes, and only for what they said yes to.

    Each of us lets only those people see the facts who need them to help. We teach them this first, and we know who they are.

    We do not sell facts about people, and we do not give them to others. We do not use them to judge who may stay in this country, or to punish anybody.

    Records about treatment for alcohol or drugs stay under 42 CFR Part 2. Health records stay under HIPAA. School records stay under FERPA.

    When something goes wrong, we tell the other parties within two business days and the people it is about as soon as we can.

    A person may ask any of us what we know, have it put right, and take back their yes. We do what they ask without delay.

    Any of us may take back our word. From that day on nothing new is shared because of this agreement.

## Promises
agreements-nav-commitments = Promises
agreements-commitments = Promises
agreements-commitments-key = { $kept ->
    [one] One promise was kept,
   *[other] { $kept } promises were kept,
  } { $late ->
    [one] one is late or was not kept,
   *[other] { $late } are late or were not kept,
  } and { $open ->
    [one] one is still open.
   *[other] { $open } are still open.
  }
agreements-commitments-lead = What partners have said they will do, and by when. They come from decisions and agreements. Late ones stand here too.
agreements-commitments-count = { $n ->
    [one] One promise
   *[other] { $n } promises
  }
agreements-commitments-none = There is no promise here
agreements-commitments-none-hint = Promises stand here as soon as a decision or an agreement brings one.
agreements-promise = What is promised
agreements-promise-hint = One sentence that everybody can read. It is public. Name no person who gets help.
agreements-promise-es = The same in Spanish
agreements-promise-new = Add a promise
agreements-owner = Who does it
agreements-due = By
agreements-csv = Download as a table (CSV)
agreements-standing-open = Open
agreements-standing-late = Late
agreements-standing-kept = Kept
agreements-standing-kept-late = Kept, but late
agreements-standing-broken = Not kept
agreements-standing-dropped = Dropped
agreements-said-on = Said on
agreements-outcome = In words
agreements-outcome-hint = What was done, or why not. This is public.
agreements-close = What became of it?
agreements-close-state = Was it done?
agreements-close-done = Yes, it is done
agreements-close-not-done = No, and it will not be done
agreements-close-dropped = It is no longer wanted
agreements-error-words = Say what is promised, in 3 to 400 letters.
agreements-error-owner = Choose an organization.
agreements-error-owner-member = This member does not work there.
agreements-error-outcome = Say it in words, 3 to 600 letters.
agreements-error-outcome-state = Choose what became of it.
agreements-conflict-closed = Somebody has said already what became of this promise.

## Glossary
agreements-nav-glossary = Words we use
agreements-glossary = Words we use
agreements-glossary-key = { $n ->
    [one] One word is explained here.
   *[other] { $n } words are explained here.
  } { $differ ->
    [0] All of us mean the same by them.
    [one] One of them means different things to different groups.
   *[other] { $differ } of them mean different things to different groups.
  }
agreements-glossary-search = Look for a word
agreements-glossary-find = Search
agreements-glossary-count = { $n ->
    [one] One word
   *[other] { $n } words
  }
agreements-glossary-none = There is no such word here
agreements-glossary-none-hint = Ask the coordinator to explain it.
agreements-glossary-new = Explain a word
agreements-glossary-edit = Change this word
agreements-glossary-words = The word, and its other forms
agreements-glossary-words-hint = Put commas between them: case, cases. The first one is the title.
agreements-glossary-plain = In plain words
agreements-glossary-meanings-hint = Does a group of partners mean something of its own by it? Say what.
agreements-glossary-meaning = What they mean by it
agreements-glossary-sectors = What each group means by it
agreements-glossary-differ = { $n ->
    [one] One word here reads differently to different groups
   *[other] { $n } words here read differently to different groups
  }
agreements-reads-differently = Reads differently
agreements-reads-differently-text = This word reads differently to different groups. Say which meaning you use.
agreements-in-spanish = { $what } (in Spanish)
agreements-error-term-words = Write the word, up to 200 letters.
agreements-error-term-plain = Explain it in 3 to 600 letters.
agreements-error-term-meaning = Write the meaning in both languages, up to 600 letters each.
agreements-error-term-known = This word is explained already.

## Training
agreements-nav-training = Training
agreements-training = Training
agreements-training-due = { $n ->
    [one] One training is due for you:
   *[other] { $n } trainings are due for you:
  }
agreements-training-nothing-due = Nothing is due for you.
agreements-training-none = There is no training yet
agreements-training-none-hint = The coordinator writes it.
agreements-training-new = Write a training
agreements-training-edit = Change this training
agreements-training-retire = Take it out of use
agreements-training-module = Training
agreements-training-for = Required for
agreements-training-for-nobody = Nobody; it is open to all
agreements-training-you = You
agreements-training-role-co-lead = Who leads a group with others
agreements-training-role-seat = Everybody with a seat in a group
agreements-training-is-due = Due
agreements-training-done-on = Completed on { $day }
agreements-training-complete-text = Have you read it and understood it? If not, ask your administrator.
agreements-training-complete-do = I have completed it
agreements-training-completed = Noted. Thank you.
agreements-training-members = Members of your organization
agreements-training-member = Member
agreements-training-still-due = Still due
agreements-training-all-done = Nothing due
agreements-training-organizations = How organizations stand
agreements-training-organization = Organization
agreements-training-required = Members with something required
agreements-training-complete = Of them with all completed
agreements-training-title = Title
agreements-training-body = What is to be learned
agreements-training-roles = Required for
agreements-training-version = A new version
agreements-training-again = Everybody has to complete it again
agreements-error-module-body = Write what is to be learned, up to 20,000 letters.
agreements-error-roles = Choose roles from the list.

## Letters
agreements-letter-sign =
    Hello { $name },

    your organization is asked to sign an agreement of { $partnership }: { $title }

    Read it and sign it here:
    { $url }
agreements-letter-sign-address =
    Hello { $name },

    your organization is asked to sign an agreement of { $partnership }: { $title }

    You can sign it on paper, or here once somebody of yours has an account.
agreements-letter-no-account =
    This letter goes to the address of your organization because nobody of yours has an account yet.
    Ask the coordinator of { $partnership } for one, or for the text on paper.
agreements-letter-paper =
    Hello { $name },

    this signature on paper was noted: { $title }
    { $signer } signed for { $organization } on { $day }.

    It does not count yet: somebody else has to see the paper. If it is wrong, say so.
    { $url }

    { $partnership }
agreements-letter-unsigned =
    Hello { $name },

    this agreement of { $partnership } still waits for signatures: { $title }
    Not signed yet: { $who }

    { $url }
agreements-letter-in-force =
    Hello { $name },

    all parties have signed: { $title }
    It holds from { $first } until the end of { $last }.

    { $url }

    { $partnership }
agreements-letter-withdrawn =
    Hello { $name },

    { $organization } takes back its word from { $day } on: { $title }
    Why: { $reason }

    { $url }

    { $partnership }
agreements-letter-expires =
    Hello { $name },

    the last day of this agreement is { $day }: { $title }
    After that day partners can no longer share because of it.
    { $next }

    { $url }

    { $partnership }
agreements-letter-next-none = Nobody has begun the next term yet.
agreements-letter-next-draft = The next term is being written.
agreements-letter-next-unsigned = The next term waits for: { $who }
agreements-letter-soon =
    Hello { $name },

    { $organization } has promised something by { $day }: { $words }
    Is it done? Say so here:
    { $url }

    { $partnership }
agreements-letter-late =
    Hello { $name },

    this was promised by { $organization } for { $day }, and nobody has said that it is done: { $words }
    Say what became of it. It stands as late in public until then.
    { $url }

    { $partnership }
