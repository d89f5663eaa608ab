//! The report of a recall as a page to print, with the numbers that an answer to the firm or FDA asks for: received, used,
//! on hand, quarantined, returned, destroyed, people notified; who says so, and room to sign.

mod amounts;
mod page;

pub use page::page;

use super::words;
use crate::{
    exports::{Broken, Sink},
    operations::{Deployment, Organisation},
    queries::recalls::{self, Affected, balances, contacts, history, matches, progress},
    request::Request,
    rules::{recall::accounting::Accounting, site::zone_of},
};
use amounts::Measure;
use chrono_tz::Tz;
use entity::{
    entry,
    fixed_point::Quantity,
    id::{LotId, PostingId, ProductId, SiteId},
    instant::Instant,
    posting::{self, PostingKind},
    product, recall,
    recall_contact::{ContactStatus, ContactSubject},
    recall_disposal, recall_event, site, supplier,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// What the report says.
#[derive(Clone, Debug)]
pub struct Report {
    /// Who answers for the clinic.
    pub organisation: Organisation,
    /// Who printed it.
    pub printed_by: String,
    /// When.
    pub printed_at: Instant,
    /// The zone of what belongs to no site: of the first site of the recall.
    pub zone: Tz,
    /// The recall.
    pub recall: recall::Model,
    /// Its scope: product, which lots, what was not found.
    pub scope: Vec<(String, String, Vec<String>)>,
    /// Its lots, site by site.
    pub lots: Vec<LotRow>,
    /// What left as recalled.
    pub disposals: Vec<DisposalRow>,
    /// How many contacts of each subject are in each status.
    pub contacts: Vec<(ContactSubject, ContactStatus, i64)>,
    /// Every act.
    pub events: Vec<recall_event::Model>,
}

/// A lot at a site.
#[derive(Clone, Debug)]
pub struct LotRow {
    /// The product.
    pub product: String,
    /// How amounts of it are said.
    pub measure: Measure,
    /// The lot number.
    pub lot_number: String,
    /// Its last day of use.
    pub expires_on: Option<chrono::NaiveDate>,
    /// The site: name and code.
    pub site: String,
    /// Every unit of it.
    pub accounting: Accounting,
    /// On hand under the recall's hold.
    pub quarantined: Quantity,
    /// What was counted, by whom, and when by the site's clock.
    pub counted: Option<(Quantity, String, String)>,
    /// Why something is not accounted for.
    pub explanation: Option<String>,
}

/// Recalled stock that was sent back or destroyed.
#[derive(Clone, Debug)]
pub struct DisposalRow {
    /// When, by the site's clock.
    pub at: String,
    /// The site.
    pub site: String,
    /// Product and lot.
    pub lot: String,
    /// How much.
    pub amount: String,
    /// What became of it.
    pub what: String,
    /// Who witnessed.
    pub witness: String,
    /// How it was destroyed, or the return note.
    pub route: String,
    /// The certificate.
    pub certificate: String,
    /// Who recorded it.
    pub by: String,
}

/// Reads all of it and writes the page.
pub(super) async fn write(
    recall: &recall::Model,
    deployment: &Deployment,
    request: &Request,
    sink: &mut Sink,
) -> Result<(), Broken> {
    let report = read(recall, deployment, request).await?;
    sink.count(report.lots.len());
    Ok(sink.write(page(&report)).await?)
}

async fn read(recall: &recall::Model, deployment: &Deployment, request: &Request) -> Result<Report, Broken> {
    let reader = deployment.database.reader();
    let affected = Affected::of_recall(reader, recall.id).await?;
    let lines: Vec<_> = recalls::scope(reader, recall.id).await?.into_iter().map(|(_, line)| line).collect();
    let matched = matches::of_lines(reader, &lines).await?;
    let balances = balances::of(reader, &affected, Some(recall.id)).await?;
    let known = Known::read(reader, lines.iter().map(|line| line.product_id).collect()).await?;
    let held = progress::holds_of(reader, recall.id).await?;

    let first = balances.iter().filter_map(|balance| known.sites.get(&balance.accounting.site_id));
    let zone = first.min_by(|one, other| one.code.cmp(&other.code)).map_or(Tz::UTC, zone_of);
    let scope = lines
        .iter()
        .zip(matched)
        .map(|(line, matched)| (known.product(line.product_id), line.to_string(), matched.not_found));
    Ok(Report {
        organisation: deployment.terms.organisation.clone(),
        printed_by: request.caller.subject.clone(),
        printed_at: request.at.into(),
        zone,
        scope: scope.collect(),
        disposals: disposals(reader, recall, &known, &balances).await?,
        lots: balances.into_iter().map(|balance| known.lot_row(balance, &held)).collect(),
        contacts: contacts::tally(reader, recall.id).await?,
        events: history::of(reader, [recall.id]).await?,
        recall: recall.clone(),
    })
}

/// What ids stand for.
struct Known {
    products: BTreeMap<ProductId, product::Model>,
    sites: BTreeMap<SiteId, site::Model>,
}

impl Known {
    async fn read(connection: &impl ConnectionTrait, products: BTreeSet<ProductId>) -> Result<Self, Broken> {
        let products = product::Entity::find().filter(product::COLUMN.id.is_in(products)).all(connection).await?;
        let sites = site::Entity::find().all(connection).await?;
        Ok(Self {
            products: products.into_iter().map(|product| (product.id, product)).collect(),
            sites: sites.into_iter().map(|site| (site.id, site)).collect(),
        })
    }

    fn product(&self, id: ProductId) -> String {
        self.products.get(&id).map(|product| product.name.clone()).unwrap_or_default()
    }

    fn measure(&self, id: ProductId) -> Measure {
        self.products.get(&id).map(Measure::of_product).unwrap_or_default()
    }

    fn site(&self, id: SiteId) -> String {
        self.sites.get(&id).map(|site| format!("{} ({})", site.name, site.code)).unwrap_or_default()
    }

    fn local(&self, at: Instant, site: SiteId) -> String {
        words::local(at, self.sites.get(&site).map_or(Tz::UTC, zone_of))
    }

    fn lot_row(&self, balance: balances::LotBalance, held: &BTreeSet<(LotId, Option<SiteId>)>) -> LotRow {
        let site = balance.accounting.site_id;
        let is_held = held.contains(&(balance.lot.id, None)) || held.contains(&(balance.lot.id, Some(site)));
        let count = balance.count.filter(|_| balance.confirmed);
        LotRow {
            product: self.product(balance.lot.product_id),
            measure: self.measure(balance.lot.product_id),
            lot_number: balance.lot.lot_number,
            expires_on: balance.lot.expires_on,
            site: self.site(site),
            quarantined: if is_held { balance.accounting.units.closing } else { Quantity::ZERO },
            counted: count.map(|count| (count.counted, count.by, self.local(count.at, site))),
            explanation: balance.explanation.map(|explanation| explanation.reason),
            accounting: balance.accounting,
        }
    }
}

/// What was sent back and destroyed for the recall, lot by lot, the first one first.
async fn disposals(
    connection: &impl ConnectionTrait,
    recall: &recall::Model,
    known: &Known,
    balances: &[balances::LotBalance],
) -> Result<Vec<DisposalRow>, Broken> {
    let ids = recall_disposal::Entity::find().filter(recall_disposal::COLUMN.recall_id.eq(recall.id));
    let ids: Vec<PostingId> = ids.all(connection).await?.into_iter().map(|row| row.posting_id).collect();
    let postings = posting::Entity::find()
        .filter(posting::COLUMN.id.is_in(ids.iter().copied()))
        .order_by_asc(posting::COLUMN.occurred_at)
        .order_by_asc(posting::COLUMN.id)
        .all(connection)
        .await?;
    let entries = entry::Entity::find().filter(entry::COLUMN.posting_id.is_in(ids)).all(connection).await?;
    let suppliers = supplier::Entity::find()
        .filter(supplier::COLUMN.id.is_in(postings.iter().filter_map(|posting| posting.supplier_id)))
        .all(connection)
        .await?;

    let mut rows = Vec::new();
    for posting in &postings {
        let supplier = suppliers.iter().find(|supplier| Some(supplier.id) == posting.supplier_id);
        let what = match (posting.kind, supplier) {
            (PostingKind::SupplierReturn, Some(supplier)) => format!("Returned to {}", supplier.name),
            (PostingKind::SupplierReturn, None) => "Returned".to_owned(),
            _ => "Destroyed".to_owned(),
        };
        let mut moved: BTreeMap<LotId, Quantity> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.posting_id == posting.id) {
            moved.entry(entry.lot_id).or_default().0 -= entry.quantity.0;
        }
        for (lot_id, quantity) in moved.into_iter().filter(|(_, quantity)| *quantity != Quantity::ZERO) {
            let lot = balances.iter().map(|balance| &balance.lot).find(|lot| lot.id == lot_id);
            let Some(lot) = lot else { continue };
            rows.push(DisposalRow {
                at: known.local(posting.occurred_at, posting.site_id),
                site: known.site(posting.site_id),
                lot: format!("{}, lot {}", known.product(lot.product_id), lot.lot_number),
                amount: known.measure(lot.product_id).said(quantity),
                what: what.clone(),
                witness: posting.witness_id.clone().unwrap_or_else(|| "–".to_owned()),
                route: posting.disposal_route.clone().or(posting.document.clone()).unwrap_or_else(|| "–".to_owned()),
                certificate: posting.certificate.clone().unwrap_or_else(|| "–".to_owned()),
                by: posting.recorded_by.clone(),
            });
        }
    }
    Ok(rows)
}
