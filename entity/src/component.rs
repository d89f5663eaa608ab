//! A component: what was mixed into an opened container, or into what a usage line used at the chair. A diluent is recalled
//! too: the trace of its lot goes through here. Written by the operations that open containers and record usages, never changed.

use crate::{
    fixed_point::Quantity,
    id::{ComponentId, ContainerId, LotId, PostingId, ProductId, UsageLineId},
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "component")]
pub struct Model {
    /// The component.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ComponentId,
    /// The container that it was mixed into; either this or the line.
    pub container_id: Option<ContainerId>,
    /// The line that it was mixed in for.
    pub usage_line_id: Option<UsageLineId>,
    /// The product that was mixed in.
    pub product_id: ProductId,
    /// Its lot; `None` where nobody knows it.
    pub lot_id: Option<LotId>,
    /// The lot number as stated, where the books did not have it.
    pub stated_lot_number: Option<String>,
    /// The same in the form that numbers are matched by.
    pub stated_canonical: Option<String>,
    /// The opened container that it was drawn from; its own components come along.
    pub from_container_id: Option<ContainerId>,
    /// Base units mixed in.
    pub quantity: Quantity,
    /// The posting that took it off the books; `None` where they did not have it.
    pub posting_id: Option<PostingId>,
    /// The row that `usage_line_id` names.
    #[sea_orm(belongs_to, from = "usage_line_id", to = "id")]
    pub usage_line: BelongsTo<Option<super::usage_line::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
