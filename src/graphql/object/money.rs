//! Amounts of money, in the deployment's currency.

use crate::{graphql::scalar::Decimal, operations::Deployment};
use async_graphql::{Context, Result, SimpleObject};
use entity::fixed_point;

/// An amount of money.
#[derive(Clone, Debug, SimpleObject)]
pub struct Money {
    /// How much.
    amount: Decimal,
    /// ISO 4217 code of what.
    currency: String,
}

impl Money {
    /// A stored amount, in the currency that all of them are in.
    ///
    /// # Errors
    /// When the schema was built without a deployment.
    pub(in crate::graphql) fn new(context: &Context<'_>, amount: fixed_point::Money) -> Result<Self> {
        let currency = context.data::<Deployment>()?.terms.currency.clone();
        Ok(Self { amount: amount.into(), currency })
    }
}
