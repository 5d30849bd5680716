//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod audit;
mod common;
mod listening;
mod own_hand;
mod pages;
mod systems;
