## The chain from a gap to what came of it
spine-title = The whole story
spine-before = Where this comes from
spine-after = What came of it
spine-kind-gap = Gap
spine-kind-meeting = Meeting
spine-kind-conversation = Open conversation
spine-kind-proposal = Proposal
spine-kind-vote = Community vote
spine-kind-decision = Decision
spine-kind-agreement = Agreement
spine-kind-commitment = Promise
spine-kind-grant = Grant
spine-kind-capacity = More room
spine-kind-outcome = Result
spine-kind-story = Story
spine-conflict-circle = This would make a thing its own cause. Nothing was changed.
