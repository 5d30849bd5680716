//! The tree that a screen reader walks: what is a heading, a list, a table, and in which order all is read.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// A part of the tree, before its words have a place on pages.
#[derive(Debug)]
pub enum Branch {
    /// A tag with what is in it.
    Group(Box<TagKind>, Vec<Branch>),
    /// Words, by their number.
    Leaf(usize),
}

impl Branch {
    pub fn group(tag: impl Into<TagKind>, parts: Vec<Branch>) -> Branch {
        Branch::Group(Box::new(tag.into()), parts)
    }

    fn grow(self, places: &[Vec<Identifier>], into: &mut Vec<Node>) {
        match self {
            Branch::Leaf(n) => into.extend(places.get(n).into_iter().flatten().map(|id| Node::Leaf(*id))),
            Branch::Group(tag, parts) => {
                let mut nodes = vec![];
                for part in parts {
                    part.grow(places, &mut nodes);
                }
                into.push(TagGroup::with_children(*tag, nodes).into());
            }
        }
    }
}

/// The tree with the place of each leaf's words: one or more lines, on one page or on two.
pub fn tree(branches: Vec<Branch>, places: &[Vec<Identifier>], language: &str) -> TagTree {
    let mut nodes = vec![];
    for branch in branches {
        branch.grow(places, &mut nodes);
    }
    TagTree::from(nodes).with_lang(Some(language.to_owned()))
}
