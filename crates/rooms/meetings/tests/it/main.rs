//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod common;
mod ended;
mod invitations;
mod keepers;
mod list;
mod live;
mod news;
