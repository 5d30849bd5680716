# Words that the frame of every page and the components share. Keys start with web-.

web-skip = Skip to main content
web-nav = Main
web-menu = Menu
web-switch-language = Español
web-display = Display
web-display-long = Bigger text, colors
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
web-no-class = No number
web-map-unmatched = { $n ->
    [one] One area is not on the map:
   *[other] { $n } areas are not on the map:
  }
web-map-empty = There is nothing to put on the map yet.
web-map-pins = The numbers on the map are the numbers in the list.
web-map-scale = { $n } miles
web-map-north = North is up.
web-chart-empty = There are no numbers to draw yet.

web-breadcrumbs = You are here
web-pages = Pages
web-previous = Previous
web-next = Next
web-page-n = Page { $n }
web-page-of = Page { $n } of { $total }
web-steps = Steps
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
