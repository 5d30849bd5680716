//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod agreed;
mod app;
mod asked;
mod common;
mod erasure;
mod guardians;
mod imports;
mod outside_the_team;
mod pages;
mod proof;
mod rule;
mod schema;
mod sealed;
mod signing;
mod unattended;
mod verbs;
