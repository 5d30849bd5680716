//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod common;
mod control;
mod flag;
mod polls;
mod reach;
mod room;
mod told;
mod way;
