//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod access;
mod common;
mod copy_pdf;
mod file;
mod own_page;
mod pages;
mod raised;
