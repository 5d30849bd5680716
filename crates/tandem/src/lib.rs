//! The binary's parts, as a library for its tests and the benchmark: commands, settings, the list of rooms, the demo.

pub mod commands;
pub mod demo;
pub mod keys;
pub mod rooms;
pub mod settings;
