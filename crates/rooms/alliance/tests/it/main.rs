//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod common;
mod map;
mod pages;
mod survey;
mod survey_link;
mod value_link;
