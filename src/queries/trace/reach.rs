//! How far a lot reached: the numbers that it is stated by, the containers that it was mixed into, and the lines that it
//! was mixed in for.

use super::Traced;
use crate::error::Failure;
use entity::{
    component,
    id::{ContainerId, UsageLineId},
    lot_spelling, usage_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::IntoCondition,
};
use std::collections::{BTreeMap, BTreeSet};

/// How a lot may have reached a line, beside being named by it.
pub(super) struct Reach<'t> {
    traced: &'t Traced,
    /// Every spelling of its number.
    spellings: Vec<String>,
    /// The containers that were prepared with it, or with what was.
    containers: BTreeSet<ContainerId>,
    /// The lines that it was mixed in for at the chair.
    lines: BTreeSet<UsageLineId>,
}

impl<'t> Reach<'t> {
    /// Reads it: two statements, one more for each container that was prepared from another.
    pub(super) async fn of(connection: &impl ConnectionTrait, traced: &'t Traced) -> Result<Self, Failure> {
        let spellings = spellings(connection, traced).await?;
        let mut reach = Self { traced, spellings, containers: BTreeSet::new(), lines: BTreeSet::new() };
        let mut mixed = reach.mixed();
        loop {
            let rows = component::Entity::find().filter(mixed).all(connection).await?;
            reach.lines.extend(rows.iter().filter_map(|row| row.usage_line_id));
            let containers = rows.iter().filter_map(|row| row.container_id);
            let new: Vec<ContainerId> = containers.filter(|id| reach.containers.insert(*id)).collect();
            if new.is_empty() {
                return Ok(reach);
            }
            mixed = Condition::all().add(component::COLUMN.from_container_id.is_in(new));
        }
    }

    /// Every way in which a line may have been reached, each to be read by an index of its own: lot by lot, as the lines of
    /// one lot lie there in their order, in at most so many `walks`.
    pub(super) fn ways(&self, walks: usize) -> Vec<Condition> {
        let family = &self.traced.family;
        let together = family.len().div_ceil(walks.max(1)).max(1);
        let lots = family.chunks(together).map(|lots| usage_line::COLUMN.lot_id.is_in(lots.iter().copied()));
        lots.map(|named| Condition::all().add(named)).chain(self.unnamed()).collect()
    }

    /// The ways that the lot's balances say nothing of.
    pub(super) fn beyond_the_balances(&self) -> Vec<Condition> {
        let unbooked = Condition::all()
            .add(usage_line::COLUMN.lot_id.is_in(self.traced.family.iter().copied()))
            .add(usage_line::Column::Booked.into_expr().not());
        [unbooked].into_iter().chain(self.unnamed()).collect()
    }

    fn unnamed(&self) -> impl Iterator<Item = Condition> {
        let stated = (!self.spellings.is_empty()).then(|| {
            Condition::all()
                .add(usage_line::COLUMN.stated_canonical.is_in(self.spellings.iter().map(String::as_str)))
                .add(usage_line::COLUMN.product_id.eq(self.traced.product_id))
                .add(usage_line::COLUMN.lot_id.is_null())
        });
        let drawn = (!self.containers.is_empty())
            .then(|| Condition::all().add(usage_line::COLUMN.container_id.is_in(self.containers.iter().copied())));
        let mixed_in = (!self.lines.is_empty())
            .then(|| Condition::all().add(usage_line::COLUMN.id.is_in(self.lines.iter().copied())));
        let settling = (!self.lines.is_empty())
            .then(|| Condition::all().add(usage_line::COLUMN.settles_id.is_in(self.lines.iter().copied())));
        [stated, drawn, mixed_in, settling].into_iter().flatten()
    }

    /// What the lot was mixed in as, for each of `lines` that was reached inside something else: component by component.
    pub(super) async fn mixed_in(
        &self,
        connection: &impl ConnectionTrait,
        lines: &[&usage_line::Model],
    ) -> Result<BTreeMap<UsageLineId, Vec<component::Model>>, Failure> {
        let at_the_chair = lines.iter().flat_map(|line| [Some(line.id), line.settles_id]).flatten();
        let containers: Vec<ContainerId> = lines.iter().filter_map(|line| line.container_id).collect();
        // Of nothing would be a constant, for which SQLite reads the whole table.
        let drawn = (!containers.is_empty()).then(|| component::COLUMN.container_id.is_in(containers));
        let into = Condition::any().add(component::COLUMN.usage_line_id.is_in(at_the_chair)).add_option(drawn);
        let mut mixed = component::Entity::find().filter(into).all(connection).await?;
        mixed.retain(|component| self.is_in(component));
        let of = |line: &usage_line::Model| -> Vec<component::Model> {
            mixed.iter().filter(|component| goes_into(component, line)).cloned().collect()
        };
        let reached = lines.iter().map(|line| (line.id, of(line)));
        Ok(reached.filter(|(_, mixed)| !mixed.is_empty()).collect())
    }

    /// Whether a component is of the lot, or was drawn from a container that the lot is in.
    fn is_in(&self, component: &component::Model) -> bool {
        let named = component.lot_id.is_some_and(|lot| self.traced.family.contains(&lot));
        let stated = component.stated_canonical.as_ref().is_some_and(|number| self.spellings.contains(number));
        let from = component.from_container_id.is_some_and(|container| self.containers.contains(&container));
        named || from || (stated && component.lot_id.is_none() && component.product_id == self.traced.product_id)
    }

    /// The components that are of the lot, or state its number.
    fn mixed(&self) -> Condition {
        let family = component::COLUMN.lot_id.is_in(self.traced.family.iter().copied());
        let stated = (!self.spellings.is_empty()).then(|| {
            Condition::all()
                .add(component::COLUMN.stated_canonical.is_in(self.spellings.iter().map(String::as_str)))
                .add(component::COLUMN.product_id.eq(self.traced.product_id))
                .add(component::COLUMN.lot_id.is_null())
        });
        self.traced.named_or(family, stated)
    }
}

impl Traced {
    /// What names one of the lots, or states a number of theirs.
    pub(super) fn named_or(&self, named: impl IntoCondition, stated: Option<Condition>) -> Condition {
        match stated {
            // Of nothing would be a constant beside an OR, for which SQLite reads the whole table.
            Some(stated) if self.family.is_empty() => stated,
            stated => Condition::any().add(named.into_condition()).add_option(stated),
        }
    }
}

/// Every spelling of its number, those that were only ever stated included.
pub(super) async fn spellings(connection: &impl ConnectionTrait, traced: &Traced) -> Result<Vec<String>, Failure> {
    let spellings = lot_spelling::Entity::find()
        .select_only()
        .column(lot_spelling::Column::Canonical)
        .filter(lot_spelling::COLUMN.lot_id.is_in(traced.family.iter().copied()));
    let mut spellings: Vec<String> = spellings.into_tuple().all(connection).await?;
    spellings.extend(traced.stated.iter().cloned());
    Ok(spellings)
}

/// Whether a component was mixed into what a line used: at the chair, or into its container before.
fn goes_into(component: &component::Model, line: &usage_line::Model) -> bool {
    let at_the_chair = component.usage_line_id.is_some_and(|id| id == line.id || Some(id) == line.settles_id);
    at_the_chair || component.container_id.is_some_and(|id| Some(id) == line.container_id)
}
