//! What a recall is about in the books: its lots, as they are known now, with all that was merged into them, and the
//! numbers that were only ever stated.

use super::scope;
use crate::{
    error::Failure,
    queries::{family, trace::Traced},
    rules::recall::scope::ScopeLine,
};
use entity::{
    component,
    id::{LotId, ProductId, RecallId},
    lot, recall_lot, sale_line, usage_line,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// What a recall is about.
#[derive(Clone, Debug, Default)]
pub struct Affected {
    /// Its lots, as they are known now, in the order of their ids.
    pub lots: Vec<lot::Model>,
    /// The same by product, as a trace asks for them; a product of which no lot is affected is among them.
    pub traced: Vec<Traced>,
    /// The lot that each of the merged ones is now.
    survivors: BTreeMap<LotId, LotId>,
}

impl Affected {
    /// What a recall is about that was opened.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_recall(connection: &impl ConnectionTrait, recall: RecallId) -> Result<Self, Failure> {
        let lots: Vec<LotId> = recall_lot::Entity::find()
            .select_only()
            .column(recall_lot::Column::LotId)
            .filter(recall_lot::COLUMN.recall_id.eq(recall))
            .into_tuple()
            .all(connection)
            .await?;
        let lines = scope(connection, recall).await?;
        Self::of_lots(connection, &lots, lines.iter().map(|(_, line)| line)).await
    }

    /// What a recall of these lots by these lines is about.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_lots<'l>(
        connection: &impl ConnectionTrait,
        lots: &[LotId],
        lines: impl Iterator<Item = &'l ScopeLine>,
    ) -> Result<Self, Failure> {
        let now: BTreeMap<LotId, lot::Model> =
            family::as_known_now(connection, lots).await?.into_values().map(|lot| (lot.id, lot)).collect();
        let lots: Vec<lot::Model> = now.into_values().collect();
        let families = family::of(connection, &lots.iter().map(|lot| lot.id).collect::<Vec<_>>()).await?;
        let lines: Vec<&ScopeLine> = lines.collect();
        let products: BTreeSet<ProductId> = lines.iter().map(|line| line.product_id).collect();
        let stated = stated(connection, &products).await?;
        let traced = products.into_iter().map(|product_id| {
            let own = lots.iter().filter(|lot| lot.product_id == product_id);
            let family = own.filter_map(|lot| families.get(&lot.id)).flatten().copied().collect();
            let means =
                |number: &str| lines.iter().any(|line| line.product_id == product_id && line.is_about_stated(number));
            let numbers = stated.iter().filter(|(product, number)| *product == product_id && means(number));
            Traced { product_id, family, stated: numbers.map(|(_, number)| number.clone()).collect() }
        });
        let survivors = families.iter().flat_map(|(lot, members)| members.iter().map(|member| (*member, *lot)));
        Ok(Self { traced: traced.collect(), survivors: survivors.collect(), lots })
    }

    /// The ids of its lots.
    pub fn lot_ids(&self) -> BTreeSet<LotId> {
        self.lots.iter().map(|lot| lot.id).collect()
    }

    /// The lot that this one is now.
    pub fn survivor_of(&self, lot: LotId) -> Option<LotId> {
        self.survivors.get(&lot).copied()
    }

    /// The ids of its lots with those that were merged into them.
    pub fn members(&self) -> Vec<LotId> {
        self.traced.iter().flat_map(|traced| traced.family.iter().copied()).collect()
    }
}

/// The numbers that were stated of these products where the books knew no such lot.
async fn stated(
    connection: &impl ConnectionTrait,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeSet<(ProductId, String)>, Failure> {
    let by_lines = usage_line::Entity::find()
        .select_only()
        .columns([usage_line::Column::ProductId, usage_line::Column::StatedCanonical])
        .distinct()
        .filter(usage_line::COLUMN.stated_canonical.is_not_null())
        .filter(usage_line::COLUMN.lot_id.is_null())
        .filter(usage_line::COLUMN.product_id.is_in(products.iter().copied()));
    let mixed_in = component::Entity::find()
        .select_only()
        .columns([component::Column::ProductId, component::Column::StatedCanonical])
        .distinct()
        .filter(component::COLUMN.stated_canonical.is_not_null())
        .filter(component::COLUMN.lot_id.is_null())
        .filter(component::COLUMN.product_id.is_in(products.iter().copied()));
    let sold = sale_line::Entity::find()
        .select_only()
        .columns([sale_line::Column::ProductId, sale_line::Column::StatedCanonical])
        .distinct()
        .filter(sale_line::COLUMN.stated_canonical.is_not_null())
        .filter(sale_line::COLUMN.lot_id.is_null())
        .filter(sale_line::COLUMN.product_id.is_in(products.iter().copied()));
    let mut stated: BTreeSet<(ProductId, String)> = by_lines.into_tuple().all(connection).await?.into_iter().collect();
    stated.extend(mixed_in.into_tuple::<(ProductId, String)>().all(connection).await?);
    stated.extend(sold.into_tuple::<(ProductId, String)>().all(connection).await?);
    Ok(stated)
}
