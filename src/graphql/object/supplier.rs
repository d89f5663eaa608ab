//! Suppliers and their licences.

use super::{posting::Posting, supplier_item::SupplierItem};
use crate::{
    graphql::{
        connection::{Connection, complexity},
        loader::{failed, page},
        right,
        scalar::{Date, Decimal},
    },
    queries::loaders::catalogue::{AuthorizationsOf, Items, Receipts},
    rules::rights::Right,
};
use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use entity::{supplier, supplier_authorization};

/// Who sells to the clinic.
#[derive(Description)]
pub struct Supplier(pub supplier::Model);

#[Object(use_type_description)]
impl Supplier {
    /// The supplier's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Days from order to delivery, as somebody said.
    async fn lead_time_days(&self) -> Option<Decimal> {
        self.0.lead_time_days.map(Into::into)
    }

    /// Its licences on record, those that ended included; the one that lasts longest first.
    async fn authorizations(&self, context: &Context<'_>) -> Result<Vec<SupplierAuthorization>> {
        let loader = crate::graphql::loader::rows(context)?;
        let rows = loader.load_one(AuthorizationsOf(self.0.id)).await.map_err(failed)?;
        Ok(rows.unwrap_or_default().into_iter().map(SupplierAuthorization::from).collect())
    }

    /// What it sells.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn items(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<SupplierItem>> {
        page(context, self.0.id, Items, (first, after), SupplierItem).await
    }

    /// What it delivered to the sites where you may read stock, the last first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn receipts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        page(context, self.0.id, Receipts { sites }, (first, after), Posting).await
    }
}

/// A supplier's licence to sell, as somebody checked it. Never changed: a renewal is another one.
#[derive(SimpleObject)]
pub struct SupplierAuthorization {
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

impl From<supplier_authorization::Model> for SupplierAuthorization {
    fn from(row: supplier_authorization::Model) -> Self {
        Self {
            number: row.number,
            authority: row.authority,
            valid_from: Date(row.valid_from),
            valid_until: Date(row.valid_until),
            checked_on: row.checked_on.map(Date),
        }
    }
}
