//! One binary for every test of this crate: it links once. A file is a subject; the folder beside it, what its tests share.

mod accuracy;
mod clk;
mod engine;
mod index;
mod mended;
mod parquet;
mod people;
mod places;
mod raw;
