//! The report of a recall as a page to print, with the numbers that an answer to the firm or FDA asks for: received, used,
//! on hand, quarantined, returned, destroyed, people notified.

mod page;

pub use page::page;

use crate::{
    database::Reader,
    exports::{Broken, Sink},
    queries::recalls::{self, Affected, balances, contacts, history, matches, progress},
    rules::recall::accounting::Accounting,
};
use entity::{
    fixed_point::Quantity,
    id::{ProductId, SiteId},
    product, recall,
    recall_contact::{ContactStatus, ContactSubject},
    recall_event, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// What the report says.
#[derive(Clone, Debug)]
pub struct Report {
    /// The recall.
    pub recall: recall::Model,
    /// Its scope: product, which lots, what was not found.
    pub scope: Vec<(String, String, Vec<String>)>,
    /// Its lots, site by site.
    pub lots: Vec<LotRow>,
    /// How many contacts of each subject are in each status.
    pub contacts: Vec<(ContactSubject, ContactStatus, i64)>,
    /// Every act.
    pub events: Vec<recall_event::Model>,
}

/// A lot at a site.
#[derive(Clone, Debug)]
pub struct LotRow {
    /// The product, with its unit.
    pub product: String,
    /// The lot number.
    pub lot_number: String,
    /// The site's code.
    pub site: String,
    /// Every unit of it.
    pub accounting: Accounting,
    /// On hand under the recall's hold.
    pub quarantined: Quantity,
    /// What was counted, and by whom.
    pub counted: Option<(Quantity, String)>,
    /// Why something is not accounted for.
    pub explanation: Option<String>,
}

/// Reads all of it and writes the page.
pub(super) async fn write(recall: &recall::Model, reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    let report = read(recall, reader).await?;
    sink.count(report.lots.len());
    Ok(sink.write(page(&report)).await?)
}

async fn read(recall: &recall::Model, reader: &Reader) -> Result<Report, Broken> {
    let affected = Affected::of_recall(reader, recall.id).await?;
    let lines: Vec<_> = recalls::scope(reader, recall.id).await?.into_iter().map(|(_, line)| line).collect();
    let matched = matches::of_lines(reader, &lines).await?;
    let ids: BTreeSet<ProductId> = lines.iter().map(|line| line.product_id).collect();
    let products = product::Entity::find().filter(product::COLUMN.id.is_in(ids)).all(reader).await?;
    let products: BTreeMap<ProductId, String> =
        products.into_iter().map(|product| (product.id, format!("{} ({})", product.name, product.unit))).collect();
    let sites: BTreeMap<SiteId, String> =
        site::Entity::find().all(reader).await?.into_iter().map(|site| (site.id, site.code)).collect();
    let name = |id: &ProductId| products.get(id).cloned().unwrap_or_default();
    let held = progress::holds_of(reader, recall.id).await?;
    let lots = balances::of(reader, &affected, Some(recall.id)).await?.into_iter().map(|balance| {
        let (lot, at) = (balance.lot.id, balance.accounting.site_id);
        let is_held = held.contains(&(lot, None)) || held.contains(&(lot, Some(at)));
        LotRow {
            product: name(&balance.lot.product_id),
            lot_number: balance.lot.lot_number,
            site: sites.get(&at).cloned().unwrap_or_default(),
            quarantined: if is_held { balance.accounting.units.closing } else { Quantity::ZERO },
            counted: balance.count.filter(|_| balance.confirmed).map(|count| (count.counted, count.by)),
            explanation: balance.explanation.map(|explanation| explanation.reason),
            accounting: balance.accounting,
        }
    });
    Ok(Report {
        lots: lots.collect(),
        scope: lines
            .iter()
            .zip(matched)
            .map(|(line, matched)| (name(&line.product_id), line.to_string(), matched.not_found))
            .collect(),
        contacts: contacts::tally(reader, recall.id).await?,
        events: history::of(reader, [recall.id]).await?,
        recall: recall.clone(),
    })
}
