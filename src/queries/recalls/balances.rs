//! Every unit of a recall's lots, lot by lot and site by site: what it became, what was counted, what is signed for.

use super::Affected;
use crate::{
    error::Failure,
    rules::recall::accounting::{Accounting, Counted, Moved},
};
use entity::{
    entry,
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, ProductId, RecallId, SiteId},
    lot, lot_spelling, recall_count, recall_explanation, sale, sale_line, stock, usage, usage_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::BTreeMap;

/// A lot at a site.
#[derive(Clone, Debug)]
pub struct LotBalance {
    /// The lot, as it is known now.
    pub lot: lot::Model,
    /// Every unit of it there.
    pub accounting: Accounting,
    /// What the site last counted.
    pub count: Option<recall_count::Model>,
    /// It counted, and nothing came since.
    pub confirmed: bool,
    /// What was last signed for, while it is still the amount that is not accounted for: another amount is signed for
    /// again.
    pub explanation: Option<recall_explanation::Model>,
}

/// Which lot where, and what is known of it there.
type ByPlace<T> = BTreeMap<(LotId, SiteId), T>;

/// The balances of the lots of a recall at every site that ever had them; for one that is not opened, without counts.
///
/// # Errors
/// When the database fails.
pub async fn of(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    recall: Option<RecallId>,
) -> Result<Vec<LotBalance>, Failure> {
    let now = Now::of(affected);
    let moved = moved(connection, &now).await?;
    let unbooked = unbooked(connection, &now).await?;
    let mut places: ByPlace<()> = now.places(stocked(connection, &now).await?.into_iter().map(|place| (place, ())));
    places.extend(unbooked.keys().map(|place| (*place, ())));
    let counts = counts(connection, recall, &now).await?;
    let came_since = came_since(connection, &counts, &now).await?;
    let explanations = explanations(connection, recall, &now).await?;
    let balance = |place: (LotId, SiteId)| {
        let (count, came) = (counts.get(&place).cloned(), came_since.get(&place).copied().unwrap_or_default());
        let last = count.as_ref().map(|row| Counted { booked: row.booked, counted: row.counted, came_since: came });
        let (empty, none) = (Moved::new(), Quantity::ZERO);
        let (moved, unbooked) = (moved.get(&place).unwrap_or(&empty), unbooked.get(&place).unwrap_or(&none));
        let accounting = Accounting::of(place.0, place.1, moved, *unbooked, last);
        let signed = explanations.get(&place).filter(|signed| signed.quantity == accounting.unaccounted());
        Some(LotBalance {
            lot: affected.lots.iter().find(|lot| lot.id == place.0)?.clone(),
            accounting,
            confirmed: count.is_some() && came == Quantity::ZERO,
            count,
            explanation: signed.cloned(),
        })
    };
    Ok(places.into_keys().filter_map(balance).collect())
}

/// What each of the lots, and of those that were merged into them, is known as now.
struct Now(BTreeMap<LotId, LotId>);

impl Now {
    fn of(affected: &Affected) -> Self {
        let members = affected.members().into_iter();
        Self(members.filter_map(|member| Some((member, affected.survivor_of(member)?))).collect())
    }

    fn lots(&self) -> impl Iterator<Item = LotId> {
        self.0.keys().copied()
    }

    fn places<T>(&self, rows: impl Iterator<Item = ((LotId, SiteId), T)>) -> ByPlace<T> {
        rows.filter_map(|((lot, site), row)| Some(((*self.0.get(&lot)?, site), row))).collect()
    }
}

async fn stocked(connection: &impl ConnectionTrait, now: &Now) -> Result<Vec<(LotId, SiteId)>, Failure> {
    let rows = stock::Entity::find()
        .select_only()
        .columns([stock::Column::LotId, stock::Column::SiteId])
        .filter(stock::COLUMN.lot_id.is_in(now.lots()));
    Ok(rows.into_tuple().all(connection).await?)
}

async fn moved(connection: &impl ConnectionTrait, now: &Now) -> Result<ByPlace<Moved>, Failure> {
    let rows: Vec<(LotId, SiteId, LedgerAccount, Quantity)> = entry::Entity::find()
        .select_only()
        .columns([entry::Column::LotId, entry::Column::SiteId, entry::Column::Account])
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "moved")
        .filter(entry::COLUMN.lot_id.is_in(now.lots()))
        .group_by(entry::Column::LotId)
        .group_by(entry::Column::SiteId)
        .group_by(entry::Column::Account)
        .into_tuple()
        .all(connection)
        .await?;
    let mut moved: ByPlace<Moved> = BTreeMap::new();
    for (lot, site, account, quantity) in rows {
        let Some(lot) = now.0.get(&lot) else { continue };
        moved.entry((*lot, site)).or_default().entry(account).or_default().0 += quantity.0;
    }
    Ok(moved)
}

/// A line that was never booked.
struct Unbooked {
    product_id: ProductId,
    /// The lot that it names.
    lot_id: Option<LotId>,
    /// The number that it states, where the books did not have it.
    stated: Option<String>,
    site_id: SiteId,
    quantity: Quantity,
}

/// What the numbers of the lots are, in every spelling.
type Numbers = BTreeMap<(ProductId, String), LotId>;

/// What was used or sold and never booked: lines that name one of the lots, or state its number.
async fn unbooked(connection: &impl ConnectionTrait, now: &Now) -> Result<ByPlace<Quantity>, Failure> {
    let spelled = lot_spelling::Entity::find().filter(lot_spelling::COLUMN.lot_id.is_in(now.lots()));
    let spelled = spelled.all(connection).await?.into_iter();
    let numbers: Numbers = spelled.map(|row| ((row.product_id, row.canonical), row.lot_id)).collect();
    let mut sums: ByPlace<Quantity> = BTreeMap::new();
    let used = used_unbooked(connection, now, &numbers).await?;
    for line in used.into_iter().chain(sold_unbooked(connection, now, &numbers).await?) {
        let by_number = || numbers.get(&(line.product_id, line.stated?)).copied();
        let Some(lot) = line.lot_id.or_else(by_number).and_then(|lot| now.0.get(&lot)) else { continue };
        sums.entry((*lot, line.site_id)).or_default().0 += line.quantity.0;
    }
    Ok(sums)
}

async fn used_unbooked(
    connection: &impl ConnectionTrait,
    now: &Now,
    numbers: &Numbers,
) -> Result<Vec<Unbooked>, Failure> {
    let named = Condition::all().add(usage_line::COLUMN.lot_id.is_in(now.lots()));
    let stated = Condition::all()
        .add(usage_line::COLUMN.stated_canonical.is_in(numbers.keys().map(|(_, number)| number.as_str())))
        .add(usage_line::COLUMN.lot_id.is_null());
    let mut lines = Vec::new();
    for which in [named, stated] {
        let rows = usage_line::Entity::find()
            .find_also_related(usage::Entity)
            .filter(usage_line::Column::Booked.into_expr().not())
            .filter(usage_line::COLUMN.settled_at.is_null())
            .filter(usage_line::COLUMN.voided_at.is_null())
            .filter(which);
        let unbooked = |(line, usage): (usage_line::Model, Option<usage::Model>)| {
            let (product_id, lot_id, stated) = (line.product_id, line.lot_id, line.stated_canonical);
            let quantity = Quantity(line.quantity.0 + line.wasted.0);
            Some(Unbooked { product_id, lot_id, stated, site_id: usage?.site_id, quantity })
        };
        lines.extend(rows.all(connection).await?.into_iter().filter_map(unbooked));
    }
    Ok(lines)
}

/// Of what was sold, less what came back.
async fn sold_unbooked(
    connection: &impl ConnectionTrait,
    now: &Now,
    numbers: &Numbers,
) -> Result<Vec<Unbooked>, Failure> {
    let named = Condition::all().add(sale_line::COLUMN.lot_id.is_in(now.lots()));
    let stated = Condition::all()
        .add(sale_line::COLUMN.stated_canonical.is_in(numbers.keys().map(|(_, number)| number.as_str())))
        .add(sale_line::COLUMN.lot_id.is_null());
    let mut lines = Vec::new();
    for which in [named, stated] {
        let rows = sale_line::Entity::find()
            .find_also_related(sale::Entity)
            .filter(sale_line::Column::Booked.into_expr().not())
            .filter(sale_line::COLUMN.settled_at.is_null())
            .filter(which);
        let unbooked = |(line, sale): (sale_line::Model, Option<sale::Model>)| {
            let (product_id, lot_id, stated) = (line.product_id, line.lot_id, line.stated_canonical);
            let quantity = Quantity(line.quantity.0 - line.returned.0);
            Some(Unbooked { product_id, lot_id, stated, site_id: sale?.site_id, quantity })
        };
        lines.extend(rows.all(connection).await?.into_iter().filter_map(unbooked));
    }
    Ok(lines)
}

/// The newest count of each.
async fn counts(
    connection: &impl ConnectionTrait,
    recall: Option<RecallId>,
    now: &Now,
) -> Result<ByPlace<recall_count::Model>, Failure> {
    let Some(recall) = recall else { return Ok(BTreeMap::new()) };
    let rows = recall_count::Entity::find()
        .filter(recall_count::COLUMN.recall_id.eq(recall))
        .order_by_asc(recall_count::COLUMN.id)
        .all(connection)
        .await?;
    Ok(now.places(rows.into_iter().map(|row| ((row.lot_id, row.site_id), row))))
}

/// The newest explanation of each.
async fn explanations(
    connection: &impl ConnectionTrait,
    recall: Option<RecallId>,
    now: &Now,
) -> Result<ByPlace<recall_explanation::Model>, Failure> {
    let Some(recall) = recall else { return Ok(BTreeMap::new()) };
    let rows = recall_explanation::Entity::find()
        .filter(recall_explanation::COLUMN.recall_id.eq(recall))
        .order_by_asc(recall_explanation::COLUMN.id)
        .all(connection)
        .await?;
    Ok(now.places(rows.into_iter().map(|row| ((row.lot_id, row.site_id), row))))
}

/// What came to each balance after it was counted.
async fn came_since(
    connection: &impl ConnectionTrait,
    counts: &ByPlace<recall_count::Model>,
    now: &Now,
) -> Result<ByPlace<Quantity>, Failure> {
    let Some(earliest) = counts.values().map(|count| count.at).min() else { return Ok(BTreeMap::new()) };
    let rows: Vec<(LotId, SiteId, i64, Quantity)> = entry::Entity::find()
        .select_only()
        .columns([entry::Column::LotId, entry::Column::SiteId, entry::Column::Sequence, entry::Column::Quantity])
        .filter(entry::COLUMN.lot_id.is_in(now.lots()))
        .filter(entry::COLUMN.quantity.gt(Quantity::ZERO))
        .filter(entry::COLUMN.recorded_at.gte(earliest))
        .into_tuple()
        .all(connection)
        .await?;
    let mut came: ByPlace<Quantity> = BTreeMap::new();
    for (lot, site, sequence, quantity) in rows {
        // Of a lot that was merged since, all that it had came to the one that it is now by an entry of its own.
        let after = counts.get(&(lot, site)).is_some_and(|count| sequence > count.sequence);
        if after && now.0.get(&lot) == Some(&lot) {
            came.entry((lot, site)).or_default().0 += quantity.0;
        }
    }
    Ok(came)
}
