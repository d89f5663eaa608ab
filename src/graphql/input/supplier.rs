//! The inputs of suppliers.

use super::id;
use crate::{
    graphql::scalar::{Date, Decimal},
    operations::{create_supplier::CreateSupplier, update_supplier::UpdateSupplier},
    rules::{
        refusal::{Refusal, field},
        supplier::AuthorizationGiven,
    },
};
use async_graphql::{ID, InputObject};

/// A new supplier.
#[derive(Debug, InputObject)]
pub struct CreateSupplierInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Its name; unique without regard to case.
    name: String,
    /// Days from order to delivery.
    lead_time_days: Option<Decimal>,
    /// Its licences.
    authorizations: Option<Vec<SupplierAuthorizationInput>>,
}

/// Changes to a supplier: what is named is changed, the rest stays.
#[derive(Debug, InputObject)]
pub struct UpdateSupplierInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The supplier.
    supplier_id: ID,
    /// Its name.
    name: Option<String>,
    /// Days from order to delivery.
    lead_time_days: Option<Decimal>,
    /// Licences in addition to those on record, which are never changed.
    add_authorizations: Option<Vec<SupplierAuthorizationInput>>,
}

/// A licence to sell, as somebody checked it.
#[derive(Debug, InputObject)]
pub struct SupplierAuthorizationInput {
    /// Number of the licence.
    number: String,
    /// Who issued it.
    authority: String,
    /// First day of validity.
    valid_from: Date,
    /// Last day of validity.
    valid_until: Date,
    /// The day somebody checked it.
    checked_on: Option<Date>,
}

impl CreateSupplierInput {
    /// The operation that is meant.
    pub fn into_operation(self) -> CreateSupplier {
        CreateSupplier {
            name: self.name,
            lead_time_days: self.lead_time_days.map(|days| days.0),
            authorizations: given(self.authorizations),
        }
    }
}

impl UpdateSupplierInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<UpdateSupplier, Refusal> {
        Ok(UpdateSupplier {
            supplier_id: id(field("supplierId"), &self.supplier_id)?,
            name: self.name,
            lead_time_days: self.lead_time_days.map(|days| days.0),
            add_authorizations: given(self.add_authorizations),
        })
    }
}

fn given(licences: Option<Vec<SupplierAuthorizationInput>>) -> Vec<AuthorizationGiven> {
    let given = |licence: SupplierAuthorizationInput| AuthorizationGiven {
        number: licence.number,
        authority: licence.authority,
        valid_from: licence.valid_from.0,
        valid_until: licence.valid_until.0,
        checked_on: licence.checked_on.map(|day| day.0),
    };
    licences.unwrap_or_default().into_iter().map(given).collect()
}
