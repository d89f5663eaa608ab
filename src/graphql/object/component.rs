//! Components: what was mixed into a container, or at the chair into what a line used.

use super::{container::Container, lot::Lot, posting::Posting, product::Product};
use crate::graphql::{
    loader::{Rows, grouped, maybe, required},
    scalar::Decimal,
};
use async_graphql::{Context, ID, Object, Result, dataloader::Loader};
use entity::{
    component,
    id::{ContainerId, UsageLineId},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::{collections::HashMap, sync::Arc};

/// What was mixed in: diluent, lidocaine.
pub struct Component(pub component::Model);

#[Object]
impl Component {
    /// The component's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The lot, as it is known now; null where nobody knows it.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        maybe(context, self.0.lot_id, Lot).await
    }

    /// The lot number as it was stated, where the books did not have it.
    async fn stated_lot_number(&self) -> Option<&str> {
        self.0.stated_lot_number.as_deref()
    }

    /// The opened container that it was drawn from.
    #[graphql(name = "fromContainer")]
    async fn drawn_from(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.from_container_id).await
    }

    /// Base units mixed in.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// The posting that took it off the stock; null where the books did not have it.
    async fn posting(&self, context: &Context<'_>) -> Result<Option<Posting>> {
        maybe(context, self.0.posting_id, Posting).await
    }
}

/// What was mixed into a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct MixedInto(pub(super) ContainerId);

impl Loader<MixedInto> for Rows {
    type Value = Vec<component::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, containers: &[MixedInto]) -> Result<HashMap<MixedInto, Self::Value>, Arc<DbErr>> {
        let rows = component::Entity::find()
            .filter(component::COLUMN.container_id.is_in(containers.iter().map(|container| container.0)))
            .order_by_asc(component::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(Arc::new)?;
        let groups = grouped(rows, |row| row.container_id);
        Ok(groups.into_iter().filter_map(|(id, rows)| Some((MixedInto(id?), rows))).collect())
    }
}

/// What was mixed in at the chair for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct MixedFor(pub(super) UsageLineId);

impl Loader<MixedFor> for Rows {
    type Value = Vec<component::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, lines: &[MixedFor]) -> Result<HashMap<MixedFor, Self::Value>, Arc<DbErr>> {
        let rows = component::Entity::find()
            .filter(component::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.0)))
            .order_by_asc(component::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(Arc::new)?;
        let groups = grouped(rows, |row| row.usage_line_id);
        Ok(groups.into_iter().filter_map(|(id, rows)| Some((MixedFor(id?), rows))).collect())
    }
}
