//! What belongs to usages, treatments and patients.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{
    component, deviation,
    id::{ContainerId, LotId, ProductId, UsageId, UsageLineId},
    lot_spelling, usage, usage_correction, usage_line,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{Rows, SharedFailure, gathered, shared};
use crate::queries::{patients, usages};

/// The lines of a usage, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UsageLinesOf(pub UsageId);

impl Loader<UsageLinesOf> for Rows {
    type Value = Vec<usage_line::Model>;
    type Error = SharedFailure;

    async fn load(&self, usages: &[UsageLinesOf]) -> Result<HashMap<UsageLinesOf, Self::Value>, SharedFailure> {
        let rows = usage_line::Entity::find()
            .filter(usage_line::COLUMN.usage_id.is_in(usages.iter().map(|usage| usage.0)))
            .order_by_asc(usage_line::COLUMN.line)
            .order_by_asc(usage_line::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (UsageLinesOf(row.usage_id), row))))
    }
}

/// The corrections of a usage, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UsageCorrectionsOf(pub UsageId);

impl Loader<UsageCorrectionsOf> for Rows {
    type Value = Vec<usage_correction::Model>;
    type Error = SharedFailure;

    async fn load(
        &self,
        usages: &[UsageCorrectionsOf],
    ) -> Result<HashMap<UsageCorrectionsOf, Self::Value>, SharedFailure> {
        let rows = usage_correction::Entity::find()
            .filter(usage_correction::COLUMN.usage_id.is_in(usages.iter().map(|usage| usage.0)))
            .order_by_asc(usage_correction::COLUMN.at)
            .order_by_asc(usage_correction::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (UsageCorrectionsOf(row.usage_id), row))))
    }
}

/// The deviations of a line of a usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UsageDeviationsOf(pub UsageLineId);

impl Loader<UsageDeviationsOf> for Rows {
    type Value = Vec<deviation::Model>;
    type Error = SharedFailure;

    async fn load(
        &self,
        lines: &[UsageDeviationsOf],
    ) -> Result<HashMap<UsageDeviationsOf, Self::Value>, SharedFailure> {
        let rows = deviation::Entity::find()
            .filter(deviation::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.0)))
            .order_by_asc(deviation::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((UsageDeviationsOf(row.usage_line_id?), row)))))
    }
}

/// What was mixed into a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MixedInto(pub ContainerId);

impl Loader<MixedInto> for Rows {
    type Value = Vec<component::Model>;
    type Error = SharedFailure;

    async fn load(&self, containers: &[MixedInto]) -> Result<HashMap<MixedInto, Self::Value>, SharedFailure> {
        let rows = component::Entity::find()
            .filter(component::COLUMN.container_id.is_in(containers.iter().map(|container| container.0)))
            .order_by_asc(component::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((MixedInto(row.container_id?), row)))))
    }
}

/// What was mixed in at the chair for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MixedFor(pub UsageLineId);

impl Loader<MixedFor> for Rows {
    type Value = Vec<component::Model>;
    type Error = SharedFailure;

    async fn load(&self, lines: &[MixedFor]) -> Result<HashMap<MixedFor, Self::Value>, SharedFailure> {
        let rows = component::Entity::find()
            .filter(component::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.0)))
            .order_by_asc(component::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((MixedFor(row.usage_line_id?), row)))))
    }
}

/// The usages of a treatment, by the EHR's id of it, in the order in which they were performed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UsagesOf(pub String);

impl Loader<UsagesOf> for Rows {
    type Value = Vec<usage::Model>;
    type Error = SharedFailure;

    async fn load(&self, treatments: &[UsagesOf]) -> Result<HashMap<UsagesOf, Vec<usage::Model>>, SharedFailure> {
        let ids = treatments.iter().map(|treatment| treatment.0.as_str());
        let rows = usages::of_treatments(&self.0, ids).await.map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (UsagesOf(row.treatment_id.clone()), row))))
    }
}

/// The lot of a number that a line states, in the form that numbers are matched by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatedLot(pub ProductId, pub String);

impl Loader<StatedLot> for Rows {
    type Value = LotId;
    type Error = SharedFailure;

    async fn load(&self, stated: &[StatedLot]) -> Result<HashMap<StatedLot, LotId>, SharedFailure> {
        let key = Expr::tuple([Expr::col(lot_spelling::Column::ProductId), Expr::col(lot_spelling::Column::Canonical)]);
        let known = key.in_tuples(stated.iter().map(|stated| (stated.0, stated.1.clone())));
        let rows = lot_spelling::Entity::find().filter(known).all(&self.0).await.map_err(shared)?;

        Ok(rows.into_iter().map(|row| (StatedLot(row.product_id, row.canonical), row.lot_id)).collect())
    }
}

/// All the ids of a patient.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkedTo(pub String);

impl Loader<LinkedTo> for Rows {
    type Value = Vec<String>;
    type Error = SharedFailure;

    async fn load(&self, patients: &[LinkedTo]) -> Result<HashMap<LinkedTo, Vec<String>>, SharedFailure> {
        let ids = patients.iter().map(|patient| patient.0.clone()).collect();
        let linked = patients::linked_ids_of(&self.0, &ids).await.map_err(shared)?;

        Ok(linked.into_iter().map(|(id, linked)| (LinkedTo(id), linked)).collect())
    }
}
