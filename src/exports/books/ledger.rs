//! The entries that were recorded at a site, newest first, as CSV: all of them, or those against one account.

use super::{FromTo, Shown, maybe, names::Names};
use crate::{
    database::Reader,
    error::Failure,
    exports::{Broken, Sink, csv},
    queries::{
        ledger::{self, LedgerFilter},
        page::PageRequest,
    },
};
use entity::{
    container,
    entry::{self, LedgerAccount},
    id::{ContainerId, PostingId, SupplierId},
    posting, supplier,
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// The first line.
const HEAD: [&str; 32] = [
    "site",
    "posting",
    "kind",
    "occurred at (UTC)",
    "occurred at (site)",
    "recorded at (UTC)",
    "recorded at (site)",
    "recorded by",
    "recorded through",
    "sku",
    "product",
    "unit",
    "lot number",
    "expires on",
    "container",
    "account",
    "quantity",
    "balance after",
    "value",
    "quantity of unknown cost",
    "basis",
    "waste reason",
    "consumption reason",
    "note",
    "reason",
    "document",
    "supplier",
    "witness",
    "disposal route",
    "certificate",
    "reverses posting",
    "hash",
];

/// Writes it.
pub(super) async fn write(
    shown: &Shown,
    days: FromTo,
    account: Option<LedgerAccount>,
    reader: &Reader,
    sink: &mut Sink,
) -> Result<(), Broken> {
    let (from, to) = shown.instants(days).map_err(crate::error::Error::from)?;
    let filter = LedgerFilter {
        sites: Some(vec![shown.site.id]),
        account,
        recorded_from: Some(from),
        recorded_to: Some(to),
        ..LedgerFilter::default()
    };
    sink.write(csv::line(HEAD)).await?;
    let mut after = None;
    loop {
        let page = ledger::page(reader, &filter, &PageRequest::long(after)).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        let entries: Vec<entry::Model> = page.rows.into_iter().map(|listed| listed.row).collect();
        let acts = Acts::load(reader, &entries).await?;
        sink.write(entries.iter().filter_map(|entry| acts.line(shown, entry)).collect::<String>()).await?;
        sink.count(entries.len());
        if after.is_none() {
            return Ok(());
        }
    }
}

/// What the ids of a page of entries stand for.
struct Acts {
    names: Names,
    postings: BTreeMap<PostingId, posting::Model>,
    suppliers: BTreeMap<SupplierId, String>,
    containers: BTreeMap<ContainerId, String>,
}

impl Acts {
    async fn load(reader: &Reader, entries: &[entry::Model]) -> Result<Self, Failure> {
        let postings = posting::COLUMN.id.is_in(entries.iter().map(|entry| entry.posting_id));
        let postings = posting::Entity::find().filter(postings).all(reader).await?;
        let suppliers = supplier::COLUMN.id.is_in(postings.iter().filter_map(|posting| posting.supplier_id));
        let containers = container::COLUMN.id.is_in(entries.iter().filter_map(|entry| entry.container_id));
        let suppliers = supplier::Entity::find().filter(suppliers).all(reader).await?;
        let containers = container::Entity::find().filter(containers).all(reader).await?;
        Ok(Self {
            names: Names::load(reader, entries.iter().map(|entry| entry.lot_id), std::iter::empty()).await?,
            postings: postings.into_iter().map(|posting| (posting.id, posting)).collect(),
            suppliers: suppliers.into_iter().map(|supplier| (supplier.id, supplier.name)).collect(),
            containers: containers.into_iter().map(|container| (container.id, container.label)).collect(),
        })
    }

    /// A row without what it names cannot be: the database keeps them together.
    fn line(&self, shown: &Shown, entry: &entry::Model) -> Option<String> {
        let posting = self.postings.get(&entry.posting_id)?;
        let supplier = posting.supplier_id.and_then(|id| self.suppliers.get(&id));
        let container = entry.container_id.and_then(|id| self.containers.get(&id));
        let cost = entry.cost();

        let act = [shown.site.code.clone(), posting.id.to_string(), posting.kind.to_value()];
        let who = [posting.recorded_by.clone(), maybe(posting.recorded_through.as_deref())];
        let moved = [
            maybe(container.map(String::as_str)),
            entry.account.to_value(),
            entry.quantity.to_string(),
            entry.balance_after.to_string(),
            shown.cost(cost.known),
            shown.cost(cost.unknown),
        ];
        let why = [
            entry.receipt_basis.map(|basis| basis.to_value()).unwrap_or_default(),
            entry.waste_reason.map(|reason| reason.to_value()).unwrap_or_default(),
            entry.consumption_reason.map(|reason| reason.to_value()).unwrap_or_default(),
            maybe(entry.note.as_deref()),
            maybe(posting.reason.as_deref()),
            maybe(posting.document.as_deref()),
            maybe(supplier.map(String::as_str)),
            maybe(posting.witness_id.as_deref()),
            maybe(posting.disposal_route.as_deref()),
            maybe(posting.certificate.as_deref()),
            posting.reverses_id.map(|id| id.to_string()).unwrap_or_default(),
            entry.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        ];
        let times = shown.times(entry.occurred_at).into_iter().chain(shown.times(entry.recorded_at));
        let goods = self.names.product_of(entry.lot_id).into_iter().chain(self.names.lot(Some(entry.lot_id), None));
        Some(csv::line(act.into_iter().chain(times).chain(who).chain(goods).chain(moved).chain(why)))
    }
}
