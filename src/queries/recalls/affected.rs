//! What a recall is about in the books: its lots, as they are known now, with all that was merged into them, the numbers
//! that were only ever stated, and what resembles both.

use super::scope;
use crate::{
    error::Failure,
    queries::{family, trace::Traced},
    rules::{
        lot_number,
        recall::{
            look_alike::Likeness,
            resemblance::{Recalled, Resemblance},
            scope::ScopeLine,
        },
    },
};
use entity::{
    component,
    id::{LotId, ProductId, RecallId},
    lot, lot_spelling, recall_lot, sale_line, usage_line,
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
    /// What resembles them, product by product, in the same order.
    pub resembling: Vec<Resembling>,
    /// The lot that each of the merged ones is now.
    survivors: BTreeMap<LotId, LotId>,
}

/// What of a product resembles recalled lots, or may be of them.
#[derive(Clone, Debug, Default)]
pub struct Resembling {
    /// Numbers that were stated, in the form they are matched by, and what each resembles.
    pub stated: BTreeMap<String, Resemblance>,
    /// Numbers that were stated and that resemble nothing: no lot in the books has them.
    pub elsewhere: Vec<String>,
    /// Lots whose number reads like a recalled one. One that is only a slip away is a neighbour more often than a mistake,
    /// and was received by its own label: it is suggested in the scope.
    pub lots: BTreeMap<LotId, Resemblance>,
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
        let spelled = spelled(connection, &products).await?;

        let mut traced = Vec::new();
        let mut resembling = Vec::new();
        for product_id in products {
            let own = lots.iter().filter(|lot| lot.product_id == product_id);
            let family: Vec<LotId> = own.filter_map(|lot| families.get(&lot.id)).flatten().copied().collect();
            let lines: Vec<&ScopeLine> = lines.iter().filter(|line| line.product_id == product_id).copied().collect();
            let numbers = stated.iter().filter(|(product, _)| *product == product_id).map(|(_, number)| number);
            let (meant, others): (Vec<&String>, Vec<&String>) = numbers.partition(|number| is_meant(&lines, number));
            let known = spelled.iter().filter(|row| row.product_id == product_id && !family.contains(&row.lot_id));
            resembling.push(Resembling::of(&Recalled::by(lines), others, &known.collect::<Vec<_>>()));
            traced.push(Traced { product_id, family, stated: meant.into_iter().cloned().collect() });
        }
        let survivors = families.iter().flat_map(|(lot, members)| members.iter().map(|member| (*member, *lot)));
        Ok(Self { traced, resembling, survivors: survivors.collect(), lots })
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

/// Whether a number means one of `lines`: it may have been recorded when numbers were matched by another form.
fn is_meant(lines: &[&ScopeLine], stated: &str) -> bool {
    let canonical = lot_number::canonical(stated);
    lines.iter().any(|line| line.is_about_stated(&canonical))
}

impl Resembling {
    /// What resembles `recalled` lots, to be traced; `None` where nothing does.
    pub fn alike(&self, recalled: &Traced) -> Option<Traced> {
        let family: Vec<LotId> = self.lots.keys().copied().collect();
        let stated: Vec<String> = self.stated.keys().cloned().collect();
        let is_any = !family.is_empty() || !stated.is_empty();
        is_any.then_some(Traced { product_id: recalled.product_id, family, stated })
    }

    /// What was stated by numbers that the books do not have, to be traced; `None` where nothing was.
    pub fn elsewhere(&self, recalled: &Traced) -> Option<Traced> {
        let stated = self.elsewhere.clone();
        let is_any = !stated.is_empty();
        is_any.then_some(Traced { product_id: recalled.product_id, family: vec![], stated })
    }

    /// Of the numbers that were `stated` of a product and are not meant, and of its lots that are `known` and not meant.
    fn of(recalled: &Recalled<'_>, stated: Vec<&String>, known: &[&lot_spelling::Model]) -> Self {
        let mut resembling = Self::default();
        let numbers: BTreeSet<&str> = known.iter().map(|row| row.canonical.as_str()).collect();
        for number in stated {
            let canonical = lot_number::canonical(number);
            let is_known = numbers.contains(canonical.as_str());
            match recalled.resemblance(&canonical) {
                // It turned out to be a lot of its own.
                Some(like) if is_known && like.likeness != Likeness::ReadsAlike => {}
                Some(like) => drop(resembling.stated.insert(number.clone(), like)),
                None if is_known => {}
                None => resembling.elsewhere.push(number.clone()),
            }
        }

        let alike = known.iter().filter_map(|row| Some((row.lot_id, recalled.read_for(&row.canonical)?)));
        resembling.lots = alike.collect();
        resembling
    }
}

/// Every number by which a lot of these products is known.
async fn spelled(
    connection: &impl ConnectionTrait,
    products: &BTreeSet<ProductId>,
) -> Result<Vec<lot_spelling::Model>, Failure> {
    let of_products = lot_spelling::COLUMN.product_id.is_in(products.iter().copied());
    Ok(lot_spelling::Entity::find().filter(of_products).all(connection).await?)
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
