//! Products of the catalogue.

use async_graphql::{ID, Object};
use entity::product;

/// A product of the catalogue.
pub struct Product(pub product::Model);

#[Object]
impl Product {
    /// The product's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The clinic's own code for it.
    async fn sku(&self) -> &str {
        &self.0.sku
    }

    /// What the label says.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The base unit that everything is counted in: `U`, `mL`, `mg`, `each`.
    async fn unit(&self) -> &str {
        &self.0.unit
    }
}
