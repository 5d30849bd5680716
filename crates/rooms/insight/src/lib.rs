//! Insight: what the partnership's own work comes to, with numerator, denominator, interval, source and date.

pub mod model;
