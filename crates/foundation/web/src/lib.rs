//! What every page is made of: words, assets, components, charts, maps and the frame around them.

pub mod messages;
