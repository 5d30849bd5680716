# Visits. Keys start with visits-.

visits-panel = Visits
visits-panel-more = { $n ->
    [one] One earlier visit is on the timeline.
   *[other] { $n } earlier visits are on the timeline.
  }
visits-class-emergency = Emergency room
visits-class-inpatient = Hospital stay
visits-class-outpatient = Clinic visit
visits-class-home = Home visit
visits-class-virtual = Phone or video visit
visits-class-community = Visit in the community
visits-status-planned = Planned
visits-status-arrived = Arrived
visits-status-in-progress = There now
visits-status-finished = Over
visits-status-cancelled = Cancelled
visits-from-until = { $from } to { $until }
visits-error-class = Say what kind of visit it was
visits-error-times = Say when the visit began. It cannot end before that, or begin in the future.
visits-conflict-other-person = This visit number belongs to someone else.
