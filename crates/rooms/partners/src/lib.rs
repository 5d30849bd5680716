//! The partners room: organizations, the people who act for them, and how the partnership is set up.

pub mod model;
