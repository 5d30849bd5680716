# Words that the frame of every page and the components share. Keys start with web-.

web-skip = Skip to main content
web-nav = Main
web-menu = Menu
web-switch-language = Español
web-display = Display
web-display-short = Bigger text
web-display-more = , colors
web-sign-in = Sign in
web-sign-out = Sign out
web-account = Your account
web-account-of = Account: { $name }
web-demo-title = This is a demo
web-demo-text = The people, places and phone numbers here are made up.
web-footer-help = Need help now?
web-footer-call-211 = Call { $number }
web-footer-danger = In danger?
web-footer-call-911 = Call { $number }
web-footer-privacy = Privacy in plain words
web-footer-display = Display and language
web-footer-source = Tandem is open source.
web-footer-links = About this site
web-description = { $page }. { $partnership } is a group of neighbors and partners who work together for health.

web-error-title = There is a problem
web-error-prefix = Error:
web-errors-in-title = Error: { $title }
web-optional = (you can skip this)
web-show-table = See the numbers in a table
web-table-region = Table: { $title }
web-too-few = Too few to show
web-not-asked = Not asked
web-no-data = No numbers yet
web-suppressed-at-source = Hidden by the source
web-goal = Goal: { $value }
web-no-number = No number
web-class-under = Under { $value }
web-class-between = { $from } to under { $to }
web-class-over = { $value } or more
web-area = Area
web-number = Number
web-map-unmatched = { $n ->
    [one] One area is not on the map:
   *[other] { $n } areas are not on the map:
  }
web-map-empty = There is nothing to put on the map yet.
web-map-pins = The numbers on the map are the numbers in the list.
web-map-scale = { $n ->
    [one] 1 mile
   *[other] { $n } miles
  }
web-map-north = North is up.
web-chart-empty = There are no numbers to draw yet.

web-breadcrumbs = You are here
web-pages = Pages
web-previous = Previous
web-next = Next
web-page-n = Page { $n }
web-page-of = Page { $n } of { $total }
web-steps = Steps
web-taken-out = Taken out
web-put-in = Put in
web-change-end = end of change
web-changes-legend = What was taken out is crossed out. What was put in is underlined. "…" stands for words that stay.
web-changes-en = The words in English:
web-changes-es = The words in Spanish:
web-step-done = Done:
web-step-now = Now:
web-filters = Filters
web-remove-filter = Remove the filter: { $name }
web-clear-filters = Clear all filters
web-call = Call
web-open = Open
web-close = Close
web-tone-ok = Good news
web-tone-soon = Soon
web-tone-late = Warning
web-tone-info = Note

## Failures: a title, and what to do next.
error-not-found-title = We could not find that page
error-not-found-text = The address may be wrong, or the page may be gone. You can go back, search for help, or start from the home page.
error-forbidden-title = You cannot open this page
error-forbidden-text = It is not part of your role. Ask the person who looks after accounts where you work.
error-signed-out-title = You have been signed out
error-signed-out-text = Sign in again, then send the form once more. Nothing was saved.
error-no-token-title = The token is missing or good no more. Ask for a new one.
error-no-token-text = Computer systems get one at /oauth/token for their id and secret.
error-two-proofs-title = This request says twice who it is from
error-two-proofs-text = Send a session cookie or a bearer token, not both.
error-cross-site-title = We stopped that request
error-cross-site-text = It came from another website. Open the page here and try again.
error-invalid-title = Something in the form needs a change
error-invalid-text = Go back, correct it, and send the form again. Nothing was saved.
error-conflict-title = This has changed in the meantime
error-conflict-text = Open the page again to see how it stands now.
error-keys-destroyed = The keys of this organization were destroyed. It can keep no more names.
error-unavailable-title = We are very busy right now
error-unavailable-text = Please try again in a few seconds. Nothing was saved.
error-too-many-title = That was too often
error-too-many-text = Please wait a little, then try again. Nothing was saved.
error-storage-title = We cannot save right now
error-storage-text = The server has no room left. Nothing was saved. The people who run it need to make room.
error-internal-title = Something went wrong on our side
error-internal-text = Nothing was saved. Please try again. If it happens again, tell the people who run this site.
error-method-title = That page does not work this way
error-method-text = Open the page from the menu and try again.
error-required = Fill this in
error-body-too-large = This is too much text to send at once. Make it shorter.
error-encoding = The form was sent in an encoding we cannot read. It has to be UTF-8.
error-home-link = Go to the home page
error-start-link = Back to my work
error-find-link = Find help
error-sign-in-link = Sign in
