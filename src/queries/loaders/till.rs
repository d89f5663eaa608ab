//! What belongs to sales, returns and reservations.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use async_graphql::dataloader::Loader;
use chrono_tz::Tz;
use entity::{
    deviation,
    id::{ProductId, ReservationId, SaleId, SaleLineId, SaleReturnId, SiteId},
    instant::Instant,
    sale_line, sale_return_line,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Rows, SharedFailure, gathered, shared};
use crate::{
    queries::reservations,
    rules::usability::{Circumstance, Purpose},
};

/// The lines of a sale, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SaleLinesOf(pub SaleId);

impl Loader<SaleLinesOf> for Rows {
    type Value = Vec<sale_line::Model>;
    type Error = SharedFailure;

    async fn load(&self, sales: &[SaleLinesOf]) -> Result<HashMap<SaleLinesOf, Self::Value>, SharedFailure> {
        let rows = sale_line::Entity::find()
            .filter(sale_line::COLUMN.sale_id.is_in(sales.iter().map(|sale| sale.0)))
            .order_by_asc(sale_line::COLUMN.line)
            .order_by_asc(sale_line::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (SaleLinesOf(row.sale_id), row))))
    }
}

/// The deviations of a line of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SaleDeviationsOf(pub SaleLineId);

impl Loader<SaleDeviationsOf> for Rows {
    type Value = Vec<deviation::Model>;
    type Error = SharedFailure;

    async fn load(&self, lines: &[SaleDeviationsOf]) -> Result<HashMap<SaleDeviationsOf, Self::Value>, SharedFailure> {
        let rows = deviation::Entity::find()
            .filter(deviation::COLUMN.sale_line_id.is_in(lines.iter().map(|line| line.0)))
            .order_by_asc(deviation::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((SaleDeviationsOf(row.sale_line_id?), row)))))
    }
}

/// The lines of a return, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReturnLinesOf(pub SaleReturnId);

impl Loader<ReturnLinesOf> for Rows {
    type Value = Vec<sale_return_line::Model>;
    type Error = SharedFailure;

    async fn load(&self, returns: &[ReturnLinesOf]) -> Result<HashMap<ReturnLinesOf, Self::Value>, SharedFailure> {
        let rows = sale_return_line::Entity::find()
            .filter(sale_return_line::COLUMN.sale_return_id.is_in(returns.iter().map(|own| own.0)))
            .order_by_asc(sale_return_line::COLUMN.line)
            .order_by_asc(sale_return_line::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (ReturnLinesOf(row.sale_return_id), row))))
    }
}

/// What came back of a line of a sale, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReturnsOf(pub SaleLineId);

impl Loader<ReturnsOf> for Rows {
    type Value = Vec<sale_return_line::Model>;
    type Error = SharedFailure;

    async fn load(&self, lines: &[ReturnsOf]) -> Result<HashMap<ReturnsOf, Self::Value>, SharedFailure> {
        let rows = sale_return_line::Entity::find()
            .filter(sale_return_line::COLUMN.sale_line_id.is_in(lines.iter().map(|line| line.0)))
            .order_by_asc(sale_return_line::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().filter_map(|row| Some((ReturnsOf(row.sale_line_id?), row)))))
    }
}

/// The reservations of a product at a site whose stock is gone at an instant, which is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShortOf {
    /// The site.
    pub site: SiteId,
    /// The product.
    pub product: ProductId,
    /// Now.
    pub at: Instant,
    /// The site's zone, which says when a lot expires.
    pub zone: Tz,
}

impl Loader<ShortOf> for Rows {
    type Value = Arc<BTreeSet<ReservationId>>;
    type Error = SharedFailure;

    async fn load(&self, asked: &[ShortOf]) -> Result<HashMap<ShortOf, Self::Value>, SharedFailure> {
        let mut found = HashMap::new();
        let sites = gathered(asked.iter().map(|asked| ((asked.site, asked.at, asked.zone), *asked)));
        for ((site, at, zone), asked) in sites {
            let circumstance = Circumstance { at, zone, purpose: Purpose::Use, patient_id: None };
            let products = asked.iter().map(|asked| asked.product);
            let short = reservations::short(&self.0, site, products, &circumstance).await.map_err(shared)?;
            let short = Arc::new(short);
            found.extend(asked.into_iter().map(|asked| (asked, Arc::clone(&short))));
        }
        Ok(found)
    }
}
