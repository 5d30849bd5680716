//! Rules of the room, pure.

pub mod code;
pub mod floor;
pub mod ics;
pub mod meeting;
pub mod protocol;
pub mod rule;

pub use code::{Answer, ItemKind, Need, NeedState, State, Way};
pub use meeting::{
    Agreed, Answered, Arranged, Change, Decided, Item, Meeting, NewItem, NewPlan, Place, Plan, Presence,
    Quorum, Task, Turn,
};
pub use protocol::{Audience, News, Timing};
pub use rule::{Ends, Repeats, Rule};
