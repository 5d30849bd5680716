//! The referral loop: one need sent to one service, answered, ended with a reason, and confirmed by the person.

pub mod model;
