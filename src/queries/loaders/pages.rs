//! Pages of lists that stand in lists: the same page of many of them in one statement.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use super::SharedFailure;
use crate::{
    error::{Error, Failure},
    queries::page::PageRequest,
    rules::refusal::Refusal,
};

/// One page of the list that belongs to one thing: whose, which of its rows, and which page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked<Of, Filter> {
    /// Whose list.
    pub of: Of,
    /// Which of its rows.
    pub filter: Filter,
    /// Which page.
    pub page: PageRequest,
}

impl<Of: Copy, Filter: Clone + Eq + Hash> Asked<Of, Filter> {
    /// Those that ask for the same page, together: each group is one statement.
    pub(super) fn grouped(asked: &[Self]) -> HashMap<(Filter, PageRequest), Vec<Of>> {
        super::gathered(asked.iter().map(|asked| ((asked.filter.clone(), asked.page.clone()), asked.of)))
    }
}

/// Why a page was not read; all who waited for it learn the same.
#[derive(Clone, Debug)]
pub enum NotLoaded {
    /// It was asked for wrongly.
    Refused(Vec<Refusal>),
    /// Something failed.
    Failed(SharedFailure),
}

impl From<Error> for NotLoaded {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusals) => Self::Refused(refusals),
            Error::Failed(failure) => Self::Failed(Arc::new(failure)),
            // Rights are asked for before anything is loaded, and only acts take a second person.
            forbidden @ (Error::Forbidden { .. } | Error::AwaitsApproval(_)) => {
                Self::Failed(Arc::new(Failure::Broken(forbidden.to_string())))
            }
        }
    }
}
