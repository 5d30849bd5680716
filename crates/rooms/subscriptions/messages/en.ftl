# At a system, in the list of connected systems.
subscriptions-none = Not told of changes
subscriptions-status-requested = Will be told of changes
subscriptions-status-active = Told of changes
subscriptions-status-error = Could not be told
subscriptions-status-off = Not told of changes
subscriptions-open = Changes
subscriptions-open-about = Is { $name } told of changes?

# Its own page.
subscriptions-title = Tell { $name } of changes
subscriptions-lead = When something changes in what your organization may see of a person, we call your system. The message holds an id and nothing else. Your system then reads what it may, with its own secret.
subscriptions-now = Now
subscriptions-last = { $n ->
    [0] Greeted on { $when }. Nothing has changed since.
    [one] Told of one change. Last on { $when }.
   *[other] Told of { $n } changes. Last on { $when }.
}
subscriptions-never = Not reached yet. We try within seconds, and again for about a day and a half.
subscriptions-failed = The last call failed:
subscriptions-failed-next = We stopped calling. What has changed since is not told later: when it is told again, let your system read what it keeps once more.
subscriptions-again = Tell it again
subscriptions-end = Tell it no more
subscriptions-ask = Where should we call?
subscriptions-other = Call another address
subscriptions-endpoint = Address of your system
subscriptions-endpoint-hint = It begins with https://. This server may call: { $hosts }
subscriptions-bearer = What your system asks to be shown
subscriptions-bearer-hint = We send it with each call as a bearer token, so that your system knows us. We keep it sealed and never show it again.
subscriptions-ask-button = Tell it of changes
subscriptions-no-hosts = This server may not call any other system yet. Whoever runs it lists the hosts that it may call: the setting webhook_hosts.
subscriptions-back = Back to connected systems
subscriptions-asked = Your system will be greeted in a few seconds.
subscriptions-ended = Your system is told no more.

subscriptions-error-endpoint = This server may not call that address. Check how it is written, and that its host is in the list beside the field.
subscriptions-error-confidential = A confidential organization's people are told to no system, so there is nothing to tell it of.
subscriptions-error-bearer = Use letters, digits and signs without spaces, 2,000 at most.
