# The words of the screening room. Keys start with screening-.

screening-nav-instruments = Questionnaires
screening-panel = Screenings
screening-panel-none = No screening yet.
screening-panel-none-hint = A screening is a few questions about food, housing and other things that matter for health.
screening-start = Start a screening
screening-open = Open
screening-when = When
screening-what = Questions
screening-state = State
screening-status-draft = Draft
screening-status-answered = Answers saved, help not asked yet
screening-status-completed = Done

screening-choose-title = Which questions would you like to ask?
screening-choose-for = For { $name }.
screening-choose-intro = Say first: the person may skip any question. Nothing is shared unless they say yes.
screening-choose-count = { $n ->
    [one] 1 question
   *[other] { $n } questions
  }
screening-choose-english-only = English only
screening-choose-both = English and Spanish
screening-choose-begin = Begin
screening-choose-none = There are no questionnaires to choose from
screening-choose-none-hint = An administrator can offer one under Settings.
screening-choose-source = Where these questions come from

screening-questions-for = For { $name }
screening-words-en = Show the questions in English
screening-words-es = Muestre las preguntas en español
screening-words-only = These questions are not translated. Ask an interpreter to help.
screening-alone = Ask the questions about safety only when no one else can hear. The answers stay with your organization.
screening-only-if = Only if the answer to "{ $question }" is { $answer }.
screening-only-if-not = Only if the answer to "{ $question }" is not { $answer }.
screening-only-if-answered = Only if "{ $question }" is answered.
screening-only-if-fits = Only if it fits the answer to "{ $question }".
screening-any-number = Choose all that fit.
screening-yes = Yes
screening-no = No
screening-other = Something else
screening-unit = Unit
screening-unit-is = In { $unit }.
screening-nth = { $title } { $n }
screening-add-another = Add another
screening-next = Next: ask about help
screening-save-draft = Save and finish later
screening-draft-saved = The draft is saved. You can finish it later.
screening-nothing-answered = Nothing is answered yet. Answer at least one question, or go back.

screening-review-title = Would you like help with any of these?
screening-review-intro = Ask about each one. It does not matter what the answers were. “Not now” means: ask me again another time.
screening-review-nothing = These questions do not look for needs, so there is nothing to ask here.
screening-choice-yes = Yes
screening-choice-no = No
screening-choice-later = Not now
screening-review-save = Save
screening-review-rest = Save, and “no” to the rest
screening-review-back = Back to the questions
screening-review-step = The results come after this page.

screening-result-done = The screening is done
screening-result-wants = { $n ->
    [0] No help is wanted right now.
    [one] Help is wanted with one thing.
   *[other] Help is wanted with { $n } things.
  }
screening-result-next = Next step
screening-result-consent = Ask for consent
screening-result-help = Choose help
screening-result-help-about = for { $need }
screening-result-domain = Need
screening-result-risk = The answers say
screening-result-wish = Wants help
screening-risk-yes = At risk
screening-risk-no = No risk found
screening-risk-unknown = Not known
screening-wish-yes = Yes
screening-wish-no = No
screening-wish-later = Not now
screening-wish-none = Not asked
screening-result-local = Stays here
screening-result-local-text = Answers about violence stay with your organization. Only the care team sees them.
screening-result-answers = Answers
screening-result-no-answers = There are no answers that you may see.
screening-result-go-on = Go on
screening-result-not-done = This screening is not finished.
screening-result-person = Back to { $name }
screening-result-table = What was found and what help is wanted
screening-print = To keep a paper copy, print this page from your browser. What was said about safety at home is left out.

screening-topic-housing-instability = A place to live
screening-topic-inadequate-housing = Repairs or problems in your home
screening-topic-food-insecurity = Food
screening-topic-transportation-insecurity = Rides
screening-topic-utility-insecurity = Power, gas or water bills
screening-topic-material-hardship = Clothes, child care or other basics
screening-topic-health-insurance-coverage-status = Health insurance or medical costs
screening-topic-financial-insecurity = Money
screening-topic-employment-status = Work
screening-topic-educational-attainment = School or training
screening-topic-language-access = An interpreter or English classes
screening-topic-digital-access = Phone or internet
screening-topic-social-connection = Company, people to talk to
screening-topic-stress = Stress
screening-topic-incarceration-status = Life after jail or prison
screening-topic-veteran-status = Help for veterans
screening-topic-intimate-partner-violence = Feeling safe at home

screening-instruments-title = Questionnaires
screening-instruments-intro = These are the questions your partnership can ask. Two come with Tandem. You can add your own as a FHIR Questionnaire file.
screening-instruments-name = Name
screening-instruments-version = Version
screening-instruments-languages = Languages
screening-instruments-state = State
screening-instruments-change = Change
screening-instruments-offered = Offered
screening-instruments-retired = Retired
screening-instruments-retire = Retire
screening-instruments-offer = Offer again
screening-instruments-shipped = Comes with Tandem
screening-instruments-add = Add a questionnaire
screening-instruments-file = File (FHIR R4 Questionnaire, JSON)
screening-instruments-paste = Or paste it here
screening-instruments-terms = Check first that you may use it: many questionnaires have owners who set terms. PRAPARE, for example, is free to use once you accept its terms at prapare.org.
screening-instruments-preview = Look at it first
screening-instruments-preview-title = Is this the right questionnaire?
screening-instruments-questions = Questions
screening-instruments-domains = Needs it can find
screening-instruments-dropped = Left out
screening-instruments-dropped-text = These questions are about immigration status. Tandem never asks or keeps that.
screening-instruments-unscored = Asked, but no need comes of it
screening-instruments-owner = Owner and terms
screening-instruments-no-owner = The file names no owner or terms.
screening-instruments-import = Add this questionnaire
screening-instruments-imported = The questionnaire is added.
screening-instruments-changed = Saved.
screening-instruments-sources = Where the rules come from
screening-instruments-notice = Source and terms of use of what comes with Tandem

screening-error-empty-file = Choose a file, or paste the text of one
screening-error-file = This file cannot be used: { $fault }
screening-error-answers = Some answers do not fit the questions. Check them and save again.
screening-error-choice = Choose yes, no or not now
screening-error-missing = Answer this question
screening-error-boolean = Choose yes or no
screening-error-integer = Write a whole number, like 3
screening-error-decimal = Write a number, like 2.5
screening-error-date = Write a date, like 2026-03-31
screening-error-time = Write a time, like 14:30
screening-error-date-time = Choose a day and a time
screening-error-url = Write a web address that starts with https://
screening-error-exclusive = “None” does not go with other answers. Keep one or the other.
screening-error-value = This answer does not fit: { $fault }

screening-conflict-completed = This screening is done and can no longer be changed. Start a new one.
screening-conflict-not-answered = Save the answers first.
screening-conflict-retired = This questionnaire is no longer offered. Choose another one.
screening-conflict-team = Some of these questions are for the care team only. Ask someone on the care team of this person to add you.
screening-conflict-instrument-used = This version has been used and must stay as it is. Give the changed questionnaire a new version number.
