//! Setting right what a product was said to be: class, category, prescription, and what is asked of its receipts. What is
//! recorded from then on is judged by it; what it was before is kept as history.

use super::{Act, Operation};
use crate::{
    error::{Error, Failure},
    rules::{
        person, product as rule,
        refusal::{Reason, Refusal, field},
        rights::Right,
    },
};
use entity::{
    id::ProductId,
    product::{self, ProductCategory, RegulatoryClass},
    product_fact_change,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::LockType,
};
use serde::{Deserialize, Serialize};

/// Sets the facts that are named, and leaves the others.
#[derive(Clone, Debug, Serialize)]
pub struct SetProductFacts {
    /// The product.
    pub product_id: ProductId,
    /// What is right.
    pub facts: Facts,
    /// Why.
    pub reason: String,
}

/// What a product is said to be; what is not named is not meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is to the clinic.
    pub category: Option<ProductCategory>,
    /// What it is to the regulator.
    pub regulatory_class: Option<RegulatoryClass>,
    /// Sold only on a prescription.
    pub prescription_only: Option<bool>,
    /// May be sold at the till.
    pub retail: Option<bool>,
    /// Receipts need a lot number.
    pub lot_tracked: Option<bool>,
    /// Receipts need an expiry date.
    pub expiry_required: Option<bool>,
    /// Receipts need a serial number for each container.
    pub serial_required: Option<bool>,
}

/// The product that was set right.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetProductFactsDone {
    /// The product.
    pub product_id: ProductId,
}

impl Operation for SetProductFacts {
    type Done = SetProductFactsDone;
    const NAME: &'static str = "setProductFacts";

    async fn perform(&self, act: &Act<'_>) -> Result<SetProductFactsDone, Error> {
        act.require_somewhere(Right::ManageStock)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        let before = self.locked(act).await?;
        let after = self.facts.onto(before.clone());
        if after == before {
            let message = "The product is said to be that already.".to_owned();
            return Err(Refusal::new(field("productId"), Reason::AlreadyDone { message }).into());
        }
        rule::check(&after).map_err(Error::Refused)?;

        keep(act, &before, reason).await?;
        act.update(after.into_active_model().reset_all()).await?;
        Ok(SetProductFactsDone { product_id: self.product_id })
    }
}

impl SetProductFacts {
    /// The product, whose facts nobody else changes meanwhile.
    async fn locked(&self, act: &Act<'_>) -> Result<product::Model, Error> {
        let product = product::Entity::find_by_id(self.product_id).lock(LockType::NoKeyUpdate);
        let product = product.one(act.transaction).await?;
        Ok(product.ok_or_else(|| Refusal::not_found(field("productId"), "product"))?)
    }
}

impl Facts {
    /// All facts of a product.
    pub fn of(product: &product::Model) -> Self {
        Self {
            category: Some(product.category),
            regulatory_class: Some(product.regulatory_class),
            prescription_only: Some(product.prescription_only),
            retail: Some(product.retail),
            lot_tracked: Some(product.lot_tracked),
            expiry_required: Some(product.expiry_required),
            serial_required: Some(product.serial_required),
        }
    }

    fn onto(self, product: product::Model) -> product::Model {
        product::Model {
            category: self.category.unwrap_or(product.category),
            regulatory_class: self.regulatory_class.unwrap_or(product.regulatory_class),
            prescription_only: self.prescription_only.unwrap_or(product.prescription_only),
            retail: self.retail.unwrap_or(product.retail),
            lot_tracked: self.lot_tracked.unwrap_or(product.lot_tracked),
            expiry_required: self.expiry_required.unwrap_or(product.expiry_required),
            serial_required: self.serial_required.unwrap_or(product.serial_required),
            ..product
        }
    }
}

/// Keeps what the product was said to be until now.
async fn keep(act: &Act<'_>, before: &product::Model, reason: String) -> Result<(), Error> {
    let of_product = product_fact_change::COLUMN.product_id.eq(before.id);
    let earlier = product_fact_change::Entity::find().filter(of_product).count(act.transaction).await?;
    let facts = serde_json::to_string(&Facts::of(before));
    let change = product_fact_change::Model {
        product_id: before.id,
        sequence: i32::try_from(earlier + 1).unwrap_or(i32::MAX),
        at: act.now(),
        by: act.person().to_owned(),
        reason,
        before: facts.map_err(|cause| Failure::Broken(format!("facts cannot be written down: {cause}")))?,
    };
    act.insert(change).await?;
    Ok(())
}
