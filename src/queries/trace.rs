//! The trace of a lot: every usage that it may have reached, and the postings that it came and went by.
//!
//! A lot is asked with all that were merged into it (`family`). A line belongs to it when it names it, as every line
//! does that was drawn from one of its containers; when it states its number and the books did not know that number
//! then; when the lot was mixed into what it used, at the chair or into the container that it was drawn from. A line
//! that was settled is left out: the booked lines that settle it stand in its place. Voided lines stay, marked.

mod reach;
mod sales;

pub use sales::{sales, sold};

use super::page::{self, Order, Page, PageRequest};
use crate::error::{Error, Failure};
use entity::{
    component, entry,
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, ProductId, SiteId, SupplierId, UsageLineId},
    posting, stock, supplier, usage, usage_line,
};
use reach::Reach;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Alias, Query, SelectStatement, UnionType},
};
use std::collections::BTreeMap;

/// In how many walks of an index lots are read at most: a statement is made of no more than 500 parts on SQLite.
pub(super) const WALKS: usize = 200;

/// The lot that is traced.
#[derive(Clone, Debug)]
pub struct Traced {
    /// Its product.
    pub product_id: ProductId,
    /// Its id, and those of the lots that were merged into it; those of several lots, where all of them are traced.
    pub family: Vec<LotId>,
    /// Numbers in canonical form that count as its own though no lot is known by them, as somebody stated them.
    pub stated: Vec<String>,
}

/// What a lot did, as it is asked for. Acts that take one back are not listed: the one that they take back names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It came: receipts, and what was there when the books were opened.
    In,
    /// It was wasted or destroyed, whatever the act was.
    Away,
}

/// A page of the lines that the lot may have reached a patient by, the last recorded first; `sites` are those to be
/// shown, `None` stands for all.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn exposures(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<usage_line::Model>, Error> {
    reached(connection, ways(connection, traced, WALKS).await?, sites, asked).await
}

/// A page of the lines that any of `ways` leads to, the last recorded first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn reached(
    connection: &impl ConnectionTrait,
    ways: Vec<Condition>,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<usage_line::Model>, Error> {
    // Each way to be reached has an index of its own, which also orders it: so each is cut to a page by itself.
    let parts = ways.into_iter().map(|way| {
        let lines = lines_at(sites).filter(way).select_only().column(usage_line::Column::Id);
        Ok::<_, Error>(part(newest_first().slice(lines, asked)?.into_query(), "id"))
    });
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    if parts.is_empty() {
        return Ok(asked.page(vec![], newest_first().key)?);
    }
    let list = usage_line::Entity::find().filter(usage_line::Column::Id.in_subquery(united(parts)));
    page::load(connection, list, &newest_first(), asked).await
}

/// Every way in which a line may have been reached by what is traced, each to be read by an index of its own, the lots in at
/// most so many `walks`.
///
/// # Errors
/// When the database fails.
pub(super) async fn ways(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    walks: usize,
) -> Result<Vec<Condition>, Failure> {
    Ok(Reach::of(connection, traced).await?.ways(walks))
}

/// How each of `lines`, to which the lot is traced, was reached inside something else: by what was mixed in.
///
/// # Errors
/// When the database fails.
pub async fn via(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    lines: &[usage_line::Model],
) -> Result<BTreeMap<UsageLineId, component::Model>, Failure> {
    let own = |line: &&usage_line::Model| line.lot_id.is_some_and(|lot| traced.family.contains(&lot));
    let others: Vec<&usage_line::Model> = lines.iter().filter(|line| !own(line)).collect();
    if others.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mixed = Reach::of(connection, traced).await?.mixed_in(connection, &others).await?;
    Ok(mixed.into_iter().filter_map(|(line, mixed)| Some((line, mixed.into_iter().next()?))).collect())
}

/// Everything of what is traced that was mixed into what each of `lines` used, whatever the line itself names.
///
/// # Errors
/// When the database fails.
pub async fn mixed_in(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    lines: &[usage_line::Model],
) -> Result<BTreeMap<UsageLineId, Vec<component::Model>>, Failure> {
    if lines.is_empty() {
        return Ok(BTreeMap::new());
    }
    let lines: Vec<&usage_line::Model> = lines.iter().collect();
    Reach::of(connection, traced).await?.mixed_in(connection, &lines).await
}

/// A page of the lines of a patient, known by any of `patient_ids`, the last recorded first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn exposures_of_patient(
    connection: &impl ConnectionTrait,
    patient_ids: &[String],
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<usage_line::Model>, Error> {
    let theirs = usages(usage::COLUMN.patient_id.is_in(patient_ids));
    let list = lines_at(sites).filter(usage_line::Column::UsageId.in_subquery(theirs));
    page::load(connection, list, &newest_first(), asked).await
}

/// A page of the postings by which the lot came or went, the last first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn postings(
    connection: &impl ConnectionTrait,
    traced: &Traced,
    moved: Moved,
    sites: Option<&[SiteId]>,
    asked: &PageRequest,
) -> Result<Page<posting::Model>, Error> {
    let order = |column| Order {
        columns: vec![column],
        direction: Direction::Desc,
        key: |posting: &posting::Model| posting.id,
    };
    let entries = entry::Entity::find()
        .select_only()
        .column(entry::Column::PostingId)
        .distinct()
        .filter(entry::COLUMN.lot_id.is_in(traced.family.iter().copied()))
        .filter(moved.condition())
        .filter(Condition::all().add_option(sites.map(|sites| entry::COLUMN.site_id.is_in(sites.iter().copied()))));
    let entries = order(entry::Column::PostingId.into_expr()).slice(entries, asked)?;
    let ids = part(entries.into_query(), "posting_id");
    let list = posting::Entity::find().filter(posting::Column::Id.in_subquery(ids));
    page::load(connection, list, &order(posting::Column::Id.into_expr()), asked).await
}

/// The suppliers that these lots came from, by lot, in the order of their names; of a merged lot by its own id.
///
/// # Errors
/// When the database fails.
pub async fn suppliers(
    connection: &impl ConnectionTrait,
    lots: &[LotId],
) -> Result<Vec<(LotId, supplier::Model)>, Failure> {
    let rows: Vec<(LotId, SupplierId)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::LotId)
        .column(posting::Column::SupplierId)
        .distinct()
        .inner_join(posting::Entity)
        .filter(entry::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(Moved::In.condition())
        .filter(posting::COLUMN.supplier_id.is_not_null())
        .into_tuple()
        .all(connection)
        .await?;
    let named = supplier::COLUMN.id.is_in(rows.iter().map(|(_, supplier)| *supplier));
    let suppliers = supplier::Entity::find().filter(named).order_by_asc(supplier::COLUMN.name).all(connection).await?;
    let pairs = suppliers.iter().flat_map(|supplier| {
        let lots = rows.iter().filter(|(_, id)| *id == supplier.id);
        lots.map(|(lot, _)| (*lot, supplier.clone()))
    });
    Ok(pairs.collect())
}

/// Every site that the lot ever came to, or was used or sold at. What is booked moved stock there, so that the balances say it
/// already.
///
/// # Errors
/// When the database fails.
pub async fn sites(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Vec<SiteId>, Failure> {
    let stocked = stock::Entity::find()
        .select_only()
        .column(stock::Column::SiteId)
        .filter(stock::COLUMN.lot_id.is_in(traced.family.iter().copied()));
    let beyond = Reach::of(connection, traced).await?.beyond_the_balances().into_iter().map(|way| {
        let lines = usage_line::Entity::find().select_only().column(usage_line::Column::UsageId);
        lines.filter(way).into_query()
    });
    let used = usage::Entity::find()
        .select_only()
        .column(usage::Column::SiteId)
        .distinct()
        .filter(usage::Column::Id.in_subquery(united(beyond.collect())));
    let mut sites: Vec<SiteId> = stocked.into_tuple().all(connection).await?;
    sites.extend(used.into_tuple::<SiteId>().all(connection).await?);
    sites.extend(sales::unbooked_sites(connection, traced).await?);
    sites.sort_unstable();
    sites.dedup();
    Ok(sites)
}

impl Moved {
    fn condition(self) -> Condition {
        let (accounts, quantity) = (entry::COLUMN.account, entry::COLUMN.quantity);
        let all = Condition::all();
        match self {
            Self::In => all
                .add(accounts.is_in([LedgerAccount::Supplier, LedgerAccount::Opening]))
                .add(quantity.gt(Quantity::ZERO)),
            Self::Away => all
                .add(accounts.is_in([LedgerAccount::Waste, LedgerAccount::Destruction]))
                .add(quantity.lt(Quantity::ZERO)),
        }
    }
}

/// The lines of usages at `sites` that no other line settles.
fn lines_at(sites: Option<&[SiteId]>) -> Select<usage_line::Entity> {
    let here = sites.map(|sites| {
        let there = usages(usage::COLUMN.site_id.is_in(sites.iter().copied()));
        usage_line::Column::UsageId.in_subquery(there)
    });
    let lines = usage_line::Entity::find().filter(usage_line::COLUMN.settled_at.is_null());
    lines.filter(Condition::all().add_option(here))
}

fn newest_first() -> Order<usage_line::Model, UsageLineId> {
    Order { columns: vec![usage_line::Column::Id.into_expr()], direction: Direction::Desc, key: |line| line.id }
}

fn usages(wanted: impl sea_orm::sea_query::IntoCondition) -> SelectStatement {
    usage::Entity::find().select_only().column(usage::Column::Id).filter(wanted).into_query()
}

/// A limited SELECT as a part of another: SQLite takes no limit inside a union, and neither database orders one there.
fn part(select: SelectStatement, column: &str) -> SelectStatement {
    Query::select().column(Alias::new(column)).from_subquery(select, Alias::new("part")).take()
}

/// All of several SELECTs of ids, each once.
fn united(selects: Vec<SelectStatement>) -> SelectStatement {
    let mut selects = selects.into_iter();
    let mut all = selects.next().unwrap_or_default();
    all.unions(selects.map(|select| (UnionType::Distinct, select))).take()
}
