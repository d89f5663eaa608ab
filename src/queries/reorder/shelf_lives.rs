//! For how long deliveries of a product are good, as the lots show that came to the site in the last two years.

use crate::{
    error::Failure,
    rules::{reorder::ShelfLife, site::day_of},
};
use chrono::{Days, NaiveDate};
use entity::{
    entry,
    id::{ProductId, SupplierId},
    instant::Instant,
    lot, posting, product, site, stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef, RelationTrait,
};
use std::collections::{BTreeMap, BTreeSet};

/// For so many days back lots tell: a drug is good for two years or three, and what sells slowly comes as seldom.
const SHOWN_BY_DAYS: u64 = 730;

/// How long the lots of each product were good when they came, with whom they came from; nobody is known to have sent
/// what was there when the books were opened, or came from another site.
pub(super) struct ShelfLives(BTreeMap<ProductId, Vec<(Option<SupplierId>, f64)>>);

impl ShelfLives {
    /// What the dated lots show that first came to `site` in the last two years, of these products or of all.
    pub(super) async fn load(
        connection: &impl ConnectionTrait,
        site: &site::Model,
        today: NaiveDate,
        products: Option<&BTreeSet<ProductId>>,
    ) -> Result<Self, Failure> {
        let since = today.checked_sub_days(Days::new(SHOWN_BY_DAYS)).unwrap_or(today);
        let since: Instant = since.and_time(chrono::NaiveTime::MIN).and_utc().into();
        // The first entry of a balance is the one that brought the lot.
        let lots = stock::Entity::find()
            .select_only()
            .column(stock::Column::ProductId)
            .column(stock::Column::FirstReceivedAt)
            .column(lot::Column::ExpiresOn)
            .column(posting::Column::SupplierId)
            .join(JoinType::InnerJoin, of_balance(stock::Column::LotId, lot::Entity, lot::Column::Id))
            .join(JoinType::InnerJoin, of_balance(stock::Column::Id, entry::Entity, entry::Column::StockId))
            .join(JoinType::InnerJoin, entry::Relation::Posting.def())
            .filter(stock::COLUMN.site_id.eq(site.id))
            .filter(super::only(stock::Column::ProductId, products))
            .filter(stock::COLUMN.first_received_at.gte(since))
            .filter(entry::COLUMN.sequence.eq(1))
            .filter(lot::COLUMN.expires_on.is_not_null());
        let rows: Vec<(ProductId, Instant, NaiveDate, Option<SupplierId>)> = lots.into_tuple().all(connection).await?;

        let mut shown: BTreeMap<ProductId, Vec<(Option<SupplierId>, f64)>> = BTreeMap::new();
        for (product, came_at, expires_on, supplier) in rows {
            let days = (expires_on - day_of(came_at, site)).num_days().max(0);
            shown.entry(product).or_default().push((supplier, days as f64));
        }
        Ok(Self(shown))
    }

    /// For how long the next delivery of a product is expected to be good, from `supplier` where one is known.
    pub(super) fn of(&self, product: &product::Model, supplier: Option<SupplierId>) -> Option<ShelfLife> {
        let lots = self.0.get(&product.id).map_or(&[][..], Vec::as_slice);
        let own = lots.iter().filter(|(from, _)| supplier.is_some() && *from == supplier);
        let own: Vec<f64> = own.map(|(_, days)| *days).collect();
        let all: Vec<f64> = lots.iter().map(|(_, days)| *days).collect();
        let asked_for = product.min_shelf_life_days.filter(|days| *days > 0).map(f64::from);
        ShelfLife::known(&own, &all, asked_for)
    }
}

fn of_balance<E: EntityTrait>(from: stock::Column, to: E, column: E::Column) -> RelationDef {
    stock::Entity::belongs_to(to).from(from).to(column).into()
}
