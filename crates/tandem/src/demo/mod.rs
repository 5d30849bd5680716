//! The demo: an invented partnership with eighteen months behind it.
//!
//! Everything is made through the rooms' own actions, each at its own time and by its own hand, so that what the demo
//! shows is what the product does. The same seed and the same day give the same people, places and history.

mod chance;
mod city;
mod clock;
mod organizations;

pub use clock::DemoClock;
