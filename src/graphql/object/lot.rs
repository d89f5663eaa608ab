//! Lots: one product and one lot number, above any site.

mod asked;

pub(in crate::graphql) use asked::asked_lots;

use super::{
    container::{Container, ContainerStatus},
    hold::Hold,
    ledger_entry::LedgerEntry,
    lot_correction::LotCorrection,
    lot_stock::LotStock,
    product::Product,
    supplier::Supplier,
    trace::LotTrace,
};
use crate::{
    graphql::{
        connection::{Connection, complexity},
        loader::{each, failed, find, page, required},
        right,
        scalar::Date,
    },
    queries::{
        loaders::{
            books::Ledger,
            catalogue::AllSites,
            stockroom::{Containers, FamilyOf, HoldsOf, LotCorrectionsOf, StockOf, SuppliersOf},
        },
        trace::Traced,
    },
    request::Request,
    rules::{
        expiry,
        lot_status::{self, LotStatus as Status},
        refusal::field,
        rights::Right,
        site::zone_of,
    },
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use entity::{
    id::{LotId, SiteId},
    instant::Instant,
    lot, site,
};

/// What kind of date a lot's expiry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "lot::ExpiryBasis")]
pub enum ExpiryBasis {
    /// The manufacturer's expiry date.
    LabelledExpiry,
    /// Best before: quality, not safety.
    BestBefore,
    /// Beyond-use date of a compounded drug.
    BeyondUseDate,
    /// The label has no date.
    NoneDeclared,
}

/// What is to be known of a lot first; the worst that applies: recalled, then held, then expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "lot_status::LotStatus")]
pub enum LotStatus {
    /// None of the others.
    Usable,
    /// All of it is held.
    Held,
    /// Under a recall.
    Recalled,
    /// Past its expiry.
    Expired,
}

/// A lot: one product and one lot number, the same at every site.
#[derive(Description)]
pub struct Lot(pub lot::Model);

impl Lot {
    /// The lots of these ids, in their order.
    pub(in crate::graphql) async fn all(context: &Context<'_>, ids: &[LotId]) -> Result<Vec<Self>> {
        let mut rows = crate::graphql::loader::rows(context)?.load_many(ids.iter().copied()).await.map_err(failed)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).map(Self).collect())
    }

    /// The lot with those that were merged into it.
    pub(super) async fn traced(&self, context: &Context<'_>) -> Result<Traced> {
        let family = find(context, FamilyOf(self.0.id)).await?.unwrap_or_else(|| vec![self.0.id]);
        Ok(Traced { product_id: self.0.product_id, family, stated: vec![] })
    }
}

#[Object(use_type_description)]
impl Lot {
    /// The lot's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The number as printed.
    async fn lot_number(&self) -> &str {
        &self.0.lot_number
    }

    /// The number could not be read: this lot stands for one receipt.
    async fn lot_unknown(&self) -> bool {
        self.0.lot_unknown
    }

    /// Last day of use.
    async fn expires_on(&self) -> Option<Date> {
        self.0.expires_on.map(Date)
    }

    /// What kind of date it is.
    async fn expiry_basis(&self) -> ExpiryBasis {
        self.0.expiry_basis.into()
    }

    /// The worst that applies, at a site or over all of them: without a site it is held only by holds on all sites, and
    /// expired only when it is expired at every site. A hold on a part of it leaves it usable.
    async fn status(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "As this site sees it; as all sites together do, where none is named.")] site_id: Option<ID>,
    ) -> Result<LotStatus> {
        let site = match site_id {
            Some(given) => Some(right::site(context, &[Right::ReadStock], field("siteId"), &given).await?),
            None => None,
        };
        let ended = last_ended_day(context, site.as_ref()).await?;
        let holds = find(context, HoldsOf(self.0.id)).await?.unwrap_or_default();
        let status: Status = lot_status::of(&self.0, &holds, site.map(|site| site.id), ended);
        Ok(status.into())
    }

    /// Its holds at the sites where you may read stock and those at all sites; those that stand, those that were
    /// released, or both.
    async fn holds(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "`true` for those that stand, `false` for those that were released; both when left out.")]
        active: Option<bool>,
    ) -> Result<Vec<Hold>> {
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        let shown = |site: SiteId| sites.as_ref().is_none_or(|sites| sites.contains(&site));
        let holds = find(context, HoldsOf(self.0.id)).await?.unwrap_or_default().into_iter();
        let holds = holds.filter(|hold| hold.site_id.is_none_or(shown));
        Ok(holds.filter(|hold| active.is_none_or(|active| active == hold.released_at.is_none())).map(Hold).collect())
    }

    /// What there is of it, at the sites where you may read stock and where it ever came.
    async fn stock(&self, context: &Context<'_>) -> Result<Vec<LotStock>> {
        let at = context.data::<Request>()?.at.into();
        let balances = find(context, StockOf(self.0.id)).await?.unwrap_or_default();
        let mut stock = Vec::with_capacity(balances.len());
        for balance in balances {
            let site: site::Model = required(context, balance.stock.site_id).await?;
            if right::may_at(context, &[Right::ReadStock], &site)? {
                stock.push(LotStock::new(&site, balance, at));
            }
        }
        Ok(stock)
    }

    /// The containers that were opened of it, at the sites where you may read stock; the last one opened first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn containers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Those of this status alone.")] status: Option<ContainerStatus>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<Container>> {
        let sites = right::sites(context, &[Right::ReadStock]).await?;
        let wanted = Containers { sites, standing: status.map(Into::into) };
        page(context, self.0.id, wanted, (first, after), Container).await
    }

    /// What was keyed wrong of it, or of a lot that turned out to be this one; in the order in which it was set right.
    async fn corrections(&self, context: &Context<'_>) -> Result<Vec<LotCorrection>> {
        each(context, LotCorrectionsOf(self.0.id), LotCorrection::from).await
    }

    /// Who it came from, by name; none where only opening stock is known.
    async fn suppliers(&self, context: &Context<'_>) -> Result<Vec<Supplier>> {
        each(context, SuppliersOf(self.0.id), Supplier).await
    }

    /// Everything that it touched, with what was merged into it.
    async fn trace(&self) -> LotTrace {
        LotTrace(Lot(self.0.clone()))
    }

    /// Its entries, at one site or all where you may read stock, with those of what was merged into it; newest first.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn ledger(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Entries of this site alone.")] site_id: Option<ID>,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<LedgerEntry>> {
        let sites = match site_id {
            Some(given) => Some(vec![right::site(context, &[Right::ReadStock], field("siteId"), &given).await?.id]),
            None => right::sites(context, &[Right::ReadStock]).await?,
        };
        page(context, self.0.id, Ledger { sites }, (first, after), LedgerEntry).await
    }
}

/// The last day that has ended: at a site, or at every site.
pub(in crate::graphql) async fn last_ended_day(
    context: &Context<'_>,
    site: Option<&site::Model>,
) -> Result<Option<chrono::NaiveDate>> {
    let at: Instant = context.data::<Request>()?.at.into();
    if let Some(site) = site {
        return Ok(expiry::last_ended_day(at, zone_of(site)));
    }
    let sites = find(context, AllSites).await?.unwrap_or_default();
    Ok(sites.iter().filter_map(|site| expiry::last_ended_day(at, zone_of(site))).min())
}
