//! Pages of the front room: one file for each.

pub mod display;
pub mod files;
pub mod home;
pub mod menu;
pub mod privacy;
