//! What belongs to postings, and entries by themselves.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{
    entry,
    id::{EntryId, LotId, PostingId, SiteId},
    posting, received_serial, sale, usage,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{Asked, NotLoaded, Rows, SharedFailure, gathered, shared};
use crate::{
    error::Error,
    queries::{family, ledger, page::Page},
};

impl Loader<EntryId> for Rows {
    type Value = entry::Model;
    type Error = SharedFailure;

    async fn load(&self, ids: &[EntryId]) -> Result<HashMap<EntryId, entry::Model>, SharedFailure> {
        let key = Expr::tuple([Expr::col(entry::Column::StockId), Expr::col(entry::Column::Sequence)]);
        let named = key.in_tuples(ids.iter().map(|id| (id.stock, id.sequence)));
        let rows = entry::Entity::find().filter(named).all(&self.0).await.map_err(shared)?;

        Ok(rows.into_iter().map(|row| (EntryId { stock: row.stock_id, sequence: row.sequence }, row)).collect())
    }
}

/// The entries of a posting, balance by balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntriesOf(pub PostingId);

impl Loader<EntriesOf> for Rows {
    type Value = Vec<entry::Model>;
    type Error = SharedFailure;

    async fn load(&self, postings: &[EntriesOf]) -> Result<HashMap<EntriesOf, Self::Value>, SharedFailure> {
        let rows = entry::Entity::find()
            .filter(entry::COLUMN.posting_id.is_in(postings.iter().map(|posting| posting.0)))
            .order_by_asc(entry::COLUMN.stock_id)
            .order_by_asc(entry::COLUMN.sequence)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (EntriesOf(row.posting_id), row))))
    }
}

/// The serial numbers that came with a delivery, in the order of their lots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SerialsOf(pub PostingId);

impl Loader<SerialsOf> for Rows {
    type Value = Vec<received_serial::Model>;
    type Error = SharedFailure;

    async fn load(&self, postings: &[SerialsOf]) -> Result<HashMap<SerialsOf, Self::Value>, SharedFailure> {
        let rows = received_serial::Entity::find()
            .filter(received_serial::COLUMN.posting_id.is_in(postings.iter().map(|posting| posting.0)))
            .order_by_asc(received_serial::COLUMN.lot_id)
            .order_by_asc(received_serial::COLUMN.serial)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (SerialsOf(row.posting_id), row))))
    }
}

/// The usage that a posting books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UsageOf(pub PostingId);

impl Loader<UsageOf> for Rows {
    type Value = usage::Model;
    type Error = SharedFailure;

    async fn load(&self, postings: &[UsageOf]) -> Result<HashMap<UsageOf, usage::Model>, SharedFailure> {
        let booked = usage::COLUMN.posting_id.is_in(postings.iter().map(|posting| posting.0));
        let rows = usage::Entity::find().filter(booked).all(&self.0).await.map_err(shared)?;

        Ok(rows.into_iter().filter_map(|row| Some((UsageOf(row.posting_id?), row))).collect())
    }
}

/// The sale that a posting books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SaleOf(pub PostingId);

impl Loader<SaleOf> for Rows {
    type Value = sale::Model;
    type Error = SharedFailure;

    async fn load(&self, postings: &[SaleOf]) -> Result<HashMap<SaleOf, sale::Model>, SharedFailure> {
        let booked = sale::COLUMN.posting_id.is_in(postings.iter().map(|posting| posting.0));
        let rows = sale::Entity::find().filter(booked).all(&self.0).await.map_err(shared)?;

        Ok(rows.into_iter().filter_map(|row| Some((SaleOf(row.posting_id?), row))).collect())
    }
}

/// The postings that take one back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReversalsOf(pub PostingId);

impl Loader<ReversalsOf> for Rows {
    type Value = Vec<posting::Model>;
    type Error = SharedFailure;

    async fn load(&self, postings: &[ReversalsOf]) -> Result<HashMap<ReversalsOf, Self::Value>, SharedFailure> {
        let rows = posting::Entity::find()
            .filter(posting::COLUMN.reverses_id.is_in(postings.iter().map(|posting| posting.0)))
            .order_by_asc(posting::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((ReversalsOf(row.reverses_id?), row)))))
    }
}

/// Which entries of a lot, and of what was merged into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ledger {
    /// Those at these sites; `None` stands for all.
    pub sites: Option<Vec<SiteId>>,
}

impl Loader<Asked<LotId, Ledger>> for Rows {
    type Value = Page<entry::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<LotId, Ledger>],
    ) -> Result<HashMap<Asked<LotId, Ledger>, Page<entry::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), lots) in Asked::grouped(asked) {
            let families = family::of(&self.0, &lots).await.map_err(Error::from)?;
            let pages = ledger::of_lots(&self.0, &families, filter.sites.as_deref(), &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(lot, entries)| (key(lot), entries)));
        }
        Ok(found)
    }
}
