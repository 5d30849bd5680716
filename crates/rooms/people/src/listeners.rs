//! What the room does when something happens elsewhere.

use crate::actions::{
    Ending, carry_out_erasure, close_for_departure, close_need, end_seats, hide_choices, tell_records,
};
use crate::letters;
use tandem_access::Error;
use tandem_events::{Event, Listener};

/// The person said that a need is resolved: it is. "Partly" and "no" leave it open, and one that was closed or is no
/// longer there stays so.
pub(crate) const CONFIRMED: Listener = Listener {
    name: "people.need_confirmed",
    on: |tx, event| {
        let Event::NeedConfirmed { need, resolved } = event else { return Ok(()) };
        if resolved != "yes" {
            return Ok(());
        }
        match close_need(tx, *need, Ending::Addressed) {
            Err(Error::NotFound) => Ok(()),
            other => other,
        }
    },
};

/// A person was erased: what this room keeps of them is overwritten, whoever could see it.
pub(crate) const ERASED: Listener = Listener {
    name: "people.person_erased",
    on: |tx, event| match event {
        Event::PersonErased { person } => carry_out_erasure(tx, *person),
        _ => Ok(()),
    },
};

/// Somebody works with people no longer: they look after nobody there. Their seats do not wait for them to come back in another role.
pub(crate) const ROLES_ENDED: Listener = Listener {
    name: "people.roles_ended",
    on: |tx, event| match event {
        Event::RolesEnded { member, organization } => end_seats(tx, *member, *organization),
        _ => Ok(()),
    },
};

/// An organization left: what was shared with it and by it ends, and its records leave what other rooms derive from them.
pub(crate) const LEFT: Listener = Listener {
    name: "people.organization_left",
    on: |tx, event| match event {
        Event::OrganizationLeft { organization } => {
            close_for_departure(tx, *organization)?;
            tell_records(tx, *organization)
        }
        _ => Ok(()),
    },
};

/// An organization became confidential: the choices that name it are hidden as those made since would be, and its records leave the
/// person index. When the mark is taken off, its records come back there; no choice is shown again.
pub(crate) const VEILED: Listener = Listener {
    name: "people.confidentiality_changed",
    on: |tx, event| match event {
        Event::ConfidentialityChanged { organization } => {
            hide_choices(tx, *organization)?;
            tell_records(tx, *organization)
        }
        _ => Ok(()),
    },
};

/// A person asks for something that somebody has to answer.
pub(crate) const ASKED: Listener = Listener {
    name: "people.person_asks",
    on: |tx, event| match event {
        Event::PersonAsks { person } => letters::asked(tx, *person),
        _ => Ok(()),
    },
};
