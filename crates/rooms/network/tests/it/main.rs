//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod balance;
mod drill;
mod pages;
