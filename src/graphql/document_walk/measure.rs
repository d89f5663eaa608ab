//! The measure of a selection, and the walk that takes it.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Field, Selection, SelectionSet};

use super::TooMuch;

/// How deep selections and fragments may be nested, fields or not: the walk, and the executor's checks after it, descend
/// that often.
const MAX_NESTING: usize = 100;

/// What a selection asks for, its fragments written out. Numbers too large to count stay at the largest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) fields: usize,
    pub(super) aliases: usize,
    pub(super) root_fields: usize,
    /// Fields inside one another.
    pub(super) depth: usize,
    /// Fields, inline fragments and named fragments inside one another.
    nesting: usize,
}

impl Measure {
    /// What stands side by side with this.
    pub(super) fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.root_fields = self.root_fields.saturating_add(other.root_fields);
        self.depth = self.depth.max(other.depth);
        self.nesting = self.nesting.max(other.nesting);
    }

    fn nested(self) -> Result<Self, TooMuch> {
        let nesting = self.nesting + 1;
        if nesting > MAX_NESTING { Err(TooMuch::Nesting(MAX_NESTING)) } else { Ok(Self { nesting, ..self }) }
    }

    fn of_field(self, field: &Field) -> Self {
        Self {
            fields: self.fields.saturating_add(1),
            aliases: self.aliases.saturating_add(usize::from(field.alias.is_some())),
            root_fields: 1,
            depth: self.depth + 1,
            nesting: self.nesting,
        }
    }
}

/// A walk over one document that remembers the measure of each fragment.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    document: &'a ExecutableDocument,
    /// `None` while the fragment is being measured: who meets it then is inside it.
    fragments: HashMap<&'a Name, Option<Measure>>,
}

impl<'a> Walk<'a> {
    pub(super) fn of(document: &'a ExecutableDocument) -> Self {
        Self { document, fragments: HashMap::new() }
    }

    /// Measures selections that stand inside `outside` others.
    pub(super) fn selections(&mut self, set: &'a SelectionSet, outside: usize) -> Result<Measure, TooMuch> {
        if outside > MAX_NESTING {
            return Err(TooMuch::Nesting(MAX_NESTING));
        }
        let mut all = Measure::default();
        for selection in &set.items {
            all.add(self.selection(&selection.node, outside)?.nested()?);
        }
        Ok(all)
    }

    fn selection(&mut self, selection: &'a Selection, outside: usize) -> Result<Measure, TooMuch> {
        match selection {
            Selection::Field(field) => {
                let inside = self.selections(&field.node.selection_set.node, outside + 1)?;
                Ok(inside.of_field(&field.node))
            }
            Selection::InlineFragment(fragment) => self.selections(&fragment.node.selection_set.node, outside + 1),
            Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, outside + 1),
        }
    }

    /// Measures a fragment, once. One that does not exist holds nothing: validation says so later.
    pub(super) fn fragment(&mut self, name: &'a Name, outside: usize) -> Result<Measure, TooMuch> {
        match self.fragments.get(name) {
            Some(Some(measure)) => return Ok(*measure),
            Some(None) => return Err(TooMuch::Recursive(name.to_string())),
            None => {}
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Measure::default()) };
        self.fragments.insert(name, None);
        let measure = self.selections(&fragment.node.selection_set.node, outside)?;
        self.fragments.insert(name, Some(measure));
        Ok(measure)
    }
}
