//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod accounts;
mod audit;
mod clients;
mod common;
mod doors;
mod fence;
mod log;
mod members;
mod roles_doc;
mod sealed;
mod sessions;
mod sign_in;
mod viewers;
