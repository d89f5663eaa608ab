//! Suppliers.

use async_graphql::{ID, Object};
use entity::supplier;

/// Who sells to the clinic.
pub struct Supplier(pub supplier::Model);

#[Object]
impl Supplier {
    /// The supplier's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }
}
