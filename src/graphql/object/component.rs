//! Components: what was mixed into a container, or at the chair into what a line used.

use super::{container::Container, lot::Lot, posting::Posting, product::Product};
use crate::graphql::{
    loader::{maybe, required},
    scalar::Decimal,
};
use async_graphql::{Context, Description, ID, Object, Result};
use entity::component;

/// What was mixed in: diluent, lidocaine.
#[derive(Description)]
pub struct Component(pub component::Model);

#[Object(use_type_description)]
impl Component {
    /// The component's id.
    pub(super) async fn id(&self) -> ID {
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
