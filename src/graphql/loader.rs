//! The rows of one answer, gathered: what it needs of a table comes in one statement, however deep it is asked. What is
//! read, and how, the loaders of [`queries`](crate::queries::loaders) say; here is when.
//!
//! A loader lives as long as one request, never longer. Where all of an answer is read at one instant it keeps what it
//! read; what is read after a write is read again.

mod gate;

use std::{hash::Hash, sync::Arc, time::Duration};

use async_graphql::{
    Context, OutputType, Result,
    dataloader::{CacheFactory, DataLoader, HashMapCache, Loader},
};

pub(super) use self::gate::Gate;
use super::{
    connection::{Connection, asked, shown},
    error::graphql_error,
};
use crate::{
    database::Reader,
    error::{Error, Failure},
    queries::{
        loaders::{Asked, NotLoaded, Rows, SharedFailure},
        page::Page,
    },
};

/// The loader of the rows of one request.
pub(super) type RowLoader = DataLoader<Rows, HashMapCache>;

/// The loader of the rows of one request, which keeps what `reader` can't find changed.
pub(super) fn loader(reader: &Reader, gate: &Arc<Gate>) -> RowLoader {
    let loader = through(gate, Rows(reader.clone()), HashMapCache::default());
    loader.enable_all_cache(reader.is_at_one_instant());
    loader
}

/// A loader whose statements pass the gate of its request, once all is asked.
pub(super) fn through<Of, Cache: CacheFactory>(gate: &Arc<Gate>, of: Of, cache: Cache) -> DataLoader<Of, Cache> {
    let gate = gate.clone();
    DataLoader::with_cache(of, move |fetch| gate.send(fetch), cache).delay(Duration::ZERO)
}

/// The loader of this request.
pub(super) fn rows<'a>(context: &Context<'a>) -> Result<&'a RowLoader> {
    context.data::<RowLoader>()
}

/// The row of this id.
///
/// # Errors
/// When the database fails.
pub async fn find<Id>(context: &Context<'_>, id: Id) -> Result<Option<<Rows as Loader<Id>>::Value>>
where
    Id: Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Id, Error = SharedFailure>,
{
    rows(context)?.load_one(id).await.map_err(failed)
}

/// What `id` names, where it names anything that is there, as `show` has it.
///
/// # Errors
/// When the database fails.
pub async fn maybe<Id, Row, Shown>(
    context: &Context<'_>,
    id: Option<Id>,
    show: impl FnOnce(Row) -> Shown,
) -> Result<Option<Shown>>
where
    Id: Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Id, Value = Row, Error = SharedFailure>,
{
    match id {
        Some(id) => Ok(find(context, id).await?.map(show)),
        None => Ok(None),
    }
}

/// Each row of the list that `key` names, such as the lines of a sale, as `show` has it.
///
/// # Errors
/// When the database fails.
pub async fn each<Key, Row, Shown>(
    context: &Context<'_>,
    key: Key,
    show: impl FnMut(Row) -> Shown,
) -> Result<Vec<Shown>>
where
    Key: Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Key, Value = Vec<Row>, Error = SharedFailure>,
{
    let rows = find(context, key).await?.unwrap_or_default();
    Ok(rows.into_iter().map(show).collect())
}

/// The row of an id that another row names: it is there.
///
/// # Errors
/// When the database fails, or the row is gone all the same.
pub async fn required<Id>(context: &Context<'_>, id: Id) -> Result<<Rows as Loader<Id>>::Value>
where
    Id: Send + Sync + Hash + Eq + Clone + std::fmt::Debug + 'static,
    Rows: Loader<Id, Error = SharedFailure>,
{
    let named = id.clone();
    let gone = || graphql_error(Failure::Broken(format!("{named:?} is named and is not there")));
    find(context, id).await?.ok_or_else(gone)
}

/// A failed batch: all who waited for it learn the same cause.
pub(super) fn failed(cause: SharedFailure) -> async_graphql::Error {
    graphql_error(Error::Failed(Failure::Shared(cause)))
}

impl From<NotLoaded> for async_graphql::Error {
    fn from(why: NotLoaded) -> Self {
        match why {
            NotLoaded::Refused(refusals) => graphql_error(Error::Refused(refusals)),
            NotLoaded::Failed(cause) => failed(cause),
        }
    }
}

/// The page `first`, `after` of the list that belongs to `of`, with an object for each row.
///
/// # Errors
/// `INVALID` for a page that cannot be asked for; when the database fails.
pub(super) async fn page<Of, Filter, Row, Node>(
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
    let page = rows(context)?.load_one(key).await?;
    Ok(page.map_or_else(|| Connection::new(false, false), |page| shown(page, node)))
}
