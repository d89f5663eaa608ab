//! A new supplier, with the licences that somebody checked.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        form::Form,
        refusal::{Refusal, field},
        rights::Right,
        supplier::{self as rule, AuthorizationGiven},
        text,
    },
};
use entity::{id::SupplierId, supplier, supplier_authorization};
use rust_decimal::Decimal;

use serde::{Deserialize, Serialize};

/// Creates a supplier.
#[derive(Clone, Debug, Serialize)]
pub struct CreateSupplier {
    /// Its name; unique without regard to case.
    pub name: String,
    /// Days from order to delivery.
    pub lead_time_days: Option<Decimal>,
    /// Its licences.
    pub authorizations: Vec<AuthorizationGiven>,
}

/// The supplier that was created.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateSupplierDone {
    /// The supplier.
    pub supplier_id: SupplierId,
}

impl Operation for CreateSupplier {
    type Done = CreateSupplierDone;
    const NAME: &'static str = "createSupplier";

    async fn perform(&self, act: &Act<'_>) -> Result<CreateSupplierDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let (row, licences) = self.rows(act).map_err(Error::Refused)?;
        let (supplier_id, name) = (row.id, row.name.clone());
        // The name is unique by an expression, which SeaORM cannot name: whatever is in conflict, nothing is inserted.
        if act.insert_missing(vec![row]).await?.is_empty() {
            return Err(name_taken(name).into());
        }
        write_licences(act, licences).await?;
        Ok(CreateSupplierDone { supplier_id })
    }
}

impl CreateSupplier {
    fn rows(&self, act: &Act<'_>) -> Result<(supplier::Model, Vec<supplier_authorization::Model>), Vec<Refusal>> {
        let mut form = Form::default();
        let days = self.lead_time_days.map(|days| rule::lead_time(field("leadTimeDays"), days));
        let row = supplier::Model {
            id: SupplierId::new(),
            name: form.take(text::required(field("name"), &self.name, text::SHORT)),
            lead_time_days: form.take_optional(days),
            created_at: act.now(),
        };
        let licences = rule::authorizations(&mut form, "authorizations", &self.authorizations, row.id);
        form.finish((row, licences))
    }
}

/// Refuses the name of another supplier.
pub(super) fn name_taken(name: String) -> Refusal {
    Refusal::conflict(field("name"), Some(name), "There is a supplier of this name.")
}

/// Writes licences; those written before stay.
///
/// # Errors
/// When the database fails.
pub(super) async fn write_licences(act: &Act<'_>, rows: Vec<supplier_authorization::Model>) -> Result<(), Error> {
    Ok(act.insert_all(rows).await?)
}
