//! Pages of lists that stand in lists: the same page of many of them in one statement.

use super::{Rows, caused};
use crate::{
    error::Error,
    graphql::{
        connection::{Connection, asked, shown},
        error::graphql_error,
    },
    queries::page::{Page, PageRequest},
    rules::refusal::Refusal,
};
use async_graphql::{Context, OutputType, Result, dataloader::Loader};
use sea_orm::DbErr;
use std::{collections::HashMap, hash::Hash, sync::Arc};

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

/// Why a page was not read; all who waited for it learn the same.
#[derive(Clone, Debug)]
pub enum NotLoaded {
    /// It was asked for wrongly.
    Refused(Vec<Refusal>),
    /// The database failed.
    Failed(Arc<DbErr>),
}

impl From<Error> for NotLoaded {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusals) => Self::Refused(refusals),
            Error::Failed(failure) => Self::Failed(caused(failure)),
            forbidden @ Error::Forbidden { .. } => Self::Failed(Arc::new(DbErr::Custom(forbidden.to_string()))),
        }
    }
}

impl From<NotLoaded> for async_graphql::Error {
    fn from(why: NotLoaded) -> Self {
        match why {
            NotLoaded::Refused(refusals) => graphql_error(Error::Refused(refusals)),
            NotLoaded::Failed(cause) => super::failed(cause),
        }
    }
}

impl<Of: Copy, Filter: Clone + Eq + Hash> Asked<Of, Filter> {
    /// Those that ask for the same page, together: each group is one statement.
    pub fn grouped(asked: &[Self]) -> HashMap<(Filter, PageRequest), Vec<Of>> {
        asked.iter().fold(HashMap::new(), |mut groups, asked| {
            groups.entry((asked.filter.clone(), asked.page.clone())).or_default().push(asked.of);
            groups
        })
    }
}

/// The page `first`, `after` of the list that belongs to `of`, with an object for each row.
///
/// # Errors
/// `INVALID` for a page that cannot be asked for; when the database fails.
pub(in crate::graphql) async fn page<Of, Filter, Row, Node>(
    context: &Context<'_>,
    of: Of,
    filter: Filter,
    (first, after): (Option<i32>, Option<String>),
    node: impl Fn(Row) -> Node,
) -> Result<Connection<Node>>
where
    Of: Clone + Eq + Hash + Send + Sync + 'static,
    Filter: Clone + Eq + Hash + Send + Sync + 'static,
    Row: Clone + Send + Sync + 'static,
    Node: OutputType,
    Rows: Loader<Asked<Of, Filter>, Value = Page<Row>, Error = NotLoaded>,
{
    let key = Asked { of, filter, page: asked(first, after)? };
    let page = super::rows(context)?.load_one(key).await?;
    Ok(page.map_or_else(|| Connection::new(false, false), |page| shown(page, node)))
}
