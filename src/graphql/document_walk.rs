//! How much a parsed document asks for, found out before anything is done for it.
//!
//! A few lines of fragments that name each other twice ask for millions of fields, and the executor's own checks write
//! them out. Here each fragment is measured once, and its measure is added wherever it is named: the time is that of
//! reading the document, whatever it asks for.

mod measure;

use async_graphql::parser::types::ExecutableDocument;

use self::measure::{Measure, Walk};

/// What one document may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentLimits {
    /// Fields, fragments written out, all operations and fragments of the document together.
    pub fields: usize,
    /// Renamed fields, counted in the same way.
    pub aliases: usize,
    /// Fields at the top of one operation.
    pub root_fields: usize,
    /// Fields inside one another.
    pub depth: usize,
}

/// Why a document is not executed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More fields than [`DocumentLimits::fields`].
    #[error("the document selects more than {0} fields, its fragments written out")]
    Fields(usize),
    /// More than [`DocumentLimits::aliases`].
    #[error("the document renames more than {0} fields, its fragments written out")]
    Aliases(usize),
    /// More than [`DocumentLimits::root_fields`].
    #[error("an operation selects more than {0} fields at its top")]
    RootFields(usize),
    /// More than [`DocumentLimits::depth`].
    #[error("the document nests fields more than {0} deep")]
    Depth(usize),
    /// Fragments in fragments in fragments, however few their fields.
    #[error("the document nests selections and fragments more than {0} deep")]
    Nesting(usize),
    /// A fragment that contains itself.
    #[error("the fragment {0} contains itself")]
    Recursive(String),
}

/// Measures all operations and fragments of a document against the limits.
///
/// # Errors
/// [`TooMuch`] says which limit is passed.
pub fn check(document: &ExecutableDocument, limits: &DocumentLimits) -> Result<(), TooMuch> {
    let mut walk = Walk::of(document);
    let mut all = Measure::default();
    for (_, operation) in document.operations.iter() {
        let measure = walk.selections(&operation.node.selection_set.node, 0)?;
        if measure.root_fields > limits.root_fields {
            return Err(TooMuch::RootFields(limits.root_fields));
        }
        all.add(measure);
    }
    for name in document.fragments.keys() {
        all.add(walk.fragment(name, 0)?);
    }
    within(&all, limits)
}

fn within(all: &Measure, limits: &DocumentLimits) -> Result<(), TooMuch> {
    if all.depth > limits.depth {
        return Err(TooMuch::Depth(limits.depth));
    }
    if all.fields > limits.fields {
        return Err(TooMuch::Fields(limits.fields));
    }
    if all.aliases > limits.aliases {
        return Err(TooMuch::Aliases(limits.aliases));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
