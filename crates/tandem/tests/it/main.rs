//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod access_matrix;
mod command_line;
mod common;
mod demo;
mod disk_full;
mod kill;
mod leave;
mod looks;
mod modes;
mod one_person;
mod part_2;
mod raised;
mod reading;
mod routes;
mod schema;
mod systems;
mod tally;
