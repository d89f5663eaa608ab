//! What somebody asks to be reconciled, and what of it that person may read.

use super::{Days, Reconciled};
use crate::{
    error::{Error, Failure},
    queries::{catalogue, family},
    rules::{
        refusal::{Refusal, path},
        rights::{Caller, Right},
    },
};
use chrono::NaiveDate;
use entity::{
    id::{LotId, ProductId, SiteId, SupplierId},
    site,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// What is asked for; what is not named is not narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciliationAsked {
    /// This product alone.
    pub product_id: Option<ProductId>,
    /// Lots that came from this supplier alone.
    pub supplier_id: Option<SupplierId>,
    /// This lot alone.
    pub lot_id: Option<LotId>,
    /// This site alone.
    pub site_id: Option<SiteId>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl ReconciliationAsked {
    /// What of it the caller may read: at the sites where the caller may read figures.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for days, `NOT_FOUND`, `FORBIDDEN`; when the database fails.
    pub async fn by(&self, connection: &impl ConnectionTrait, caller: &Caller) -> Result<Reconciled, Error> {
        let days = Days::new(self.from, self.to)?;
        let sites = sites(connection, caller, self.site_id).await?;
        let lots = match self.lot_id {
            Some(lot) => Some(all_of(connection, lot).await?),
            None => None,
        };
        Ok(Reconciled { sites, product_id: self.product_id, supplier_id: self.supplier_id, lots, days })
    }
}

/// The sites where the caller may read figures, or the one that is named.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; when the database fails.
pub async fn sites(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    named: Option<SiteId>,
) -> Result<Vec<site::Model>, Error> {
    let right = Right::ReadFigures;
    if !caller.may_somewhere(right) {
        return Err(Error::Forbidden { right, site: "any site".to_owned() });
    }
    let mut sites = catalogue::sites(connection).await?;
    if let Some(named) = named {
        sites.retain(|site| site.id == named);
        let site = sites.first().ok_or_else(|| Refusal::not_found(path(["filter", "siteId"]), "site"))?;
        if !caller.may(right, &site.code) {
            return Err(Error::Forbidden { right, site: site.code.clone() });
        }
    }
    sites.retain(|site| caller.may(right, &site.code));
    Ok(sites)
}

/// A lot as it is known now, and those that were merged into it.
async fn all_of(connection: &impl ConnectionTrait, lot: LotId) -> Result<Vec<LotId>, Failure> {
    let known = family::as_known_now(connection, &[lot]).await?.remove(&lot).map_or(lot, |lot| lot.id);
    Ok(family::of(connection, &[known]).await?.remove(&known).unwrap_or_else(|| vec![known]))
}
