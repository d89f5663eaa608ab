//! Who is to be told of a recall: everybody who was treated with it, or may have been, and who bought it.

use super::{Affected, buyers, exposures, possible};
use crate::{error::Failure, queries::patients, rules::recall::is_certain};
use entity::{
    id::{SaleId, SiteId, UsageId},
    instant::Instant,
    recall_contact::ContactSubject,
    usage, usage_line,
    usage_line::LotEvidence,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// By what somebody was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// By anything.
    All,
    /// By this usage.
    Usage(UsageId),
    /// By this sale.
    Sale(SaleId),
}

/// Who a recall reached, in a word and by whose id.
pub type Who = (ContactSubject, String);

/// What is known of somebody whom a recall reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Where.
    pub sites: BTreeSet<SiteId>,
    /// When, the last time.
    pub last_at: Option<Instant>,
    /// Whether the lot is known in one case at least.
    pub certain: bool,
}

impl Reached {
    fn add(&mut self, site: SiteId, at: Instant, certain: bool) {
        self.sites.insert(site);
        self.last_at = later(self.last_at, Some(at));
        self.certain |= certain;
    }
}

fn later(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    if one >= other { one } else { other }
}

/// Everybody whom the recall reached: patients by lines that stand, and who bought it.
///
/// # Errors
/// When the database fails.
pub async fn of(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    only: Only,
) -> Result<BTreeMap<Who, Reached>, Failure> {
    let patients = match only {
        Only::All => treated_with(connection, affected, None).await?,
        Only::Usage(usage) => treated_with(connection, affected, Some(usage)).await?,
        Only::Sale(_) => BTreeMap::new(),
    };
    let mut all: BTreeMap<Who, Reached> = BTreeMap::new();
    for (patient, reached) in as_one(connection, patients).await? {
        all.insert((ContactSubject::Patient, patient), reached);
    }
    let buyers = match only {
        Only::All => buyers::of(connection, affected, None).await?,
        Only::Sale(sale) => buyers::of(connection, affected, Some(sale)).await?,
        Only::Usage(_) => vec![],
    };
    for buyer in buyers {
        let who = match buyer.customer_id {
            Some(customer) => (ContactSubject::Customer, customer),
            None => (ContactSubject::Sale, buyer.sale_id),
        };
        all.entry(who).or_default().add(buyer.site_id, buyer.sold_at, buyer.certain);
    }
    Ok(all)
}

/// Every patient, by the id that was recorded.
async fn treated_with(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    only: Option<UsageId>,
) -> Result<BTreeMap<String, Reached>, Failure> {
    let mut patients: BTreeMap<String, Reached> = BTreeMap::new();
    for (ways, certain) in
        [(exposures::ways(connection, affected).await?, true), (possible::ways(connection, affected).await?, false)]
    {
        for way in ways {
            for (patient, site, evidence, at) in treated(connection, way, only).await? {
                let known = is_certain(certain, evidence);
                patients.entry(patient).or_default().add(site, at, known);
            }
        }
    }
    Ok(patients)
}

/// The patients of the lines that `way` leads to and that stand, site by site, with the last time.
async fn treated(
    connection: &impl ConnectionTrait,
    way: Condition,
    only: Option<UsageId>,
) -> Result<Vec<(String, SiteId, LotEvidence, Instant)>, Failure> {
    let rows = usage_line::Entity::find()
        .select_only()
        .inner_join(usage::Entity)
        .column(usage::Column::PatientId)
        .column(usage::Column::SiteId)
        .column(usage_line::Column::Evidence)
        .expr_as(Expr::col((usage::Entity, usage::Column::PerformedAt)).max(), "last_at")
        .filter(way)
        .filter(usage_line::COLUMN.settled_at.is_null())
        .filter(usage_line::COLUMN.voided_at.is_null())
        .filter(Condition::all().add_option(only.map(|id| usage_line::COLUMN.usage_id.eq(id))))
        .group_by(usage::Column::PatientId)
        .group_by(usage::Column::SiteId)
        .group_by(usage_line::Column::Evidence);
    Ok(rows.into_tuple().all(connection).await?)
}

/// Patients that the EHR merged are one: under the first of their ids that the recall reached.
async fn as_one(
    connection: &impl ConnectionTrait,
    patients: BTreeMap<String, Reached>,
) -> Result<BTreeMap<String, Reached>, Failure> {
    let linked = patients::linked_ids_of(connection, &patients.keys().cloned().collect()).await?;
    let mut one: BTreeMap<String, Reached> = BTreeMap::new();
    for (patient, reached) in patients {
        let known = linked.get(&patient).into_iter().flatten().find(|id| one.contains_key(*id)).cloned();
        let same = one.entry(known.unwrap_or(patient)).or_default();
        same.sites.extend(reached.sites);
        same.last_at = later(same.last_at, reached.last_at);
        same.certain |= reached.certain;
    }
    Ok(one)
}
