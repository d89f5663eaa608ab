//! Suppliers and their licences.

use super::{
    posting::Posting,
    supplier_item::{Items, SupplierItem},
};
use crate::{
    graphql::{
        connection::{Connection, complexity},
        loader::{Asked, NotLoaded, Rows, failed, grouped, page},
        right,
        scalar::{Date, Decimal},
    },
    queries::{page::Page, receipts},
    rules::rights::Right,
};
use async_graphql::{Context, ID, Object, Result, SimpleObject, dataloader::Loader};
use entity::{
    id::{SiteId, SupplierId},
    posting, supplier, supplier_authorization,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::{collections::HashMap, sync::Arc};

/// Who sells to the clinic.
pub struct Supplier(pub supplier::Model);

#[Object]
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

/// Which deliveries of a supplier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Receipts {
    /// Those at these sites; `None` stands for all.
    sites: Option<Vec<SiteId>>,
}

impl Loader<Asked<SupplierId, Receipts>> for Rows {
    type Value = Page<posting::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<SupplierId, Receipts>],
    ) -> Result<HashMap<Asked<SupplierId, Receipts>, Page<posting::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), suppliers) in Asked::grouped(asked) {
            let pages = receipts::of_suppliers(&self.0, &suppliers, filter.sites.as_deref(), &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(supplier, receipts)| (key(supplier), receipts)));
        }
        Ok(found)
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

/// The licences of a supplier.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct AuthorizationsOf(SupplierId);

impl Loader<AuthorizationsOf> for Rows {
    type Value = Vec<supplier_authorization::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, suppliers: &[AuthorizationsOf]) -> Result<HashMap<AuthorizationsOf, Self::Value>, Arc<DbErr>> {
        let rows = supplier_authorization::Entity::find()
            .filter(supplier_authorization::COLUMN.supplier_id.is_in(suppliers.iter().map(|supplier| supplier.0)))
            .order_by_desc(supplier_authorization::COLUMN.valid_until)
            .order_by_asc(supplier_authorization::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(Arc::new)?;
        Ok(grouped(rows, |row| AuthorizationsOf(row.supplier_id)))
    }
}
