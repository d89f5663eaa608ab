//! What a supplier delivered and took back, entry by entry, the first recorded first.

use super::SupplierAsked;
use crate::{
    database::Reader,
    error::{Error, Failure},
    exports::{
        Broken, Sink,
        html::{self, Column},
        reconciliation::amount,
    },
    queries::{
        family,
        page::{Order, Page, PageRequest},
    },
};
use entity::{
    entry::{self, LedgerAccount},
    id::{AuthorizationId, LotId, PostingId, ProductId, SiteId, StockId},
    lot, posting, product, site, supplier_authorization as licence,
};
use sea_orm::{ColumnTrait, EntityTrait, Order as Direction, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

const DELIVERIES: [Column; 10] = [
    Column::Text("Day"),
    Column::Text("Site"),
    Column::Text("What"),
    Column::Text("Document"),
    Column::Text("Product"),
    Column::Text("Lot"),
    Column::Text("Expires on"),
    Column::Number("Base units"),
    Column::Number("Value"),
    Column::Text("By, on licence"),
];

type Moved = (entry::Model, Option<posting::Model>);

/// Writes them.
pub(super) async fn write(
    asked: &SupplierAsked,
    sites: &[site::Model],
    reader: &Reader,
    sink: &mut Sink,
) -> Result<(), Broken> {
    sink.write(html::heading("Deliveries and returns")).await?;
    sink.write(html::table(&DELIVERIES)).await?;
    let codes: BTreeMap<SiteId, &str> = sites.iter().map(|site| (site.id, site.code.as_str())).collect();
    let mut after = None;
    loop {
        let page = page(asked, sites, reader, &PageRequest::long(after)).await?;
        let moved: Vec<&Moved> = page.rows.iter().map(|listed| &listed.row).collect();
        let names = Names::of(reader, &moved).await?;
        let text: String = moved.iter().filter_map(|moved| names.row(moved, &codes)).collect();
        sink.write(text).await?;
        sink.count(page.rows.len());
        after = page.rows.into_iter().next_back().map(|listed| listed.cursor);
        if !page.has_next_page {
            return Ok(sink.write(html::end_of_table()).await?);
        }
    }
}

/// A page of what moved to or from the supplier, what was taken back included.
async fn page(
    asked: &SupplierAsked,
    sites: &[site::Model],
    reader: &Reader,
    which: &PageRequest,
) -> Result<Page<Moved>, Error> {
    let order: Order<entry::Model, (PostingId, StockId, i64)> = Order {
        columns: vec![
            entry::Column::PostingId.into_expr(),
            entry::Column::StockId.into_expr(),
            entry::Column::Sequence.into_expr(),
        ],
        direction: Direction::Asc,
        key: |entry| (entry.posting_id, entry.stock_id, entry.sequence),
    };
    let entries = entry::Entity::find()
        .find_also_related(posting::Entity)
        .filter(posting::COLUMN.supplier_id.eq(asked.supplier_id))
        .filter(entry::COLUMN.account.is_in([LedgerAccount::Supplier, LedgerAccount::SupplierReturn]))
        .filter(entry::COLUMN.site_id.is_in(sites.iter().map(|site| site.id)))
        .filter(entry::COLUMN.occurred_on.between(asked.from, asked.to));
    let rows = order.slice(entries, which)?.all(reader).await?;
    Ok(which.page(rows, |(entry, _)| (order.key)(entry))?)
}

/// What the ids of a page stand for.
struct Names {
    lots: BTreeMap<LotId, lot::Model>,
    products: BTreeMap<ProductId, product::Model>,
    licences: BTreeMap<AuthorizationId, licence::Model>,
}

impl Names {
    async fn of(reader: &Reader, moved: &[&Moved]) -> Result<Self, Failure> {
        let ids: BTreeSet<LotId> = moved.iter().map(|(entry, _)| entry.lot_id).collect();
        let lots = family::as_known_now(reader, &ids.into_iter().collect::<Vec<_>>()).await?;
        let of_lots = product::COLUMN.id.is_in(lots.values().map(|lot| lot.product_id).collect::<BTreeSet<_>>());
        let products = product::Entity::find().filter(of_lots).all(reader).await?;
        let relied_on: BTreeSet<AuthorizationId> =
            moved.iter().filter_map(|(_, posting)| posting.as_ref()?.authorization_id).collect();
        let licences = licence::Entity::find().filter(licence::COLUMN.id.is_in(relied_on)).all(reader).await?;
        Ok(Self {
            lots,
            products: products.into_iter().map(|product| (product.id, product)).collect(),
            licences: licences.into_iter().map(|licence| (licence.id, licence)).collect(),
        })
    }

    fn row(&self, (entry, posting): &Moved, sites: &BTreeMap<SiteId, &str>) -> Option<String> {
        let posting = posting.as_ref()?;
        let lot = self.lots.get(&entry.lot_id)?;
        let product = self.products.get(&lot.product_id)?;
        let licence = posting.authorization_id.and_then(|id| self.licences.get(&id));
        let cells = [
            entry.occurred_on.to_string(),
            sites.get(&entry.site_id).copied().unwrap_or_default().to_owned(),
            what(entry).to_owned(),
            posting.document.clone().unwrap_or_default(),
            format!("{} ({})", product.name, product.sku),
            lot.lot_number.clone(),
            lot.expires_on.map(|day| day.to_string()).unwrap_or_default(),
            amount(entry.quantity),
            entry.cost().complete().map(|value| value.to_decimal().to_string()).unwrap_or_default(),
            licence
                .map_or(posting.recorded_by.clone(), |licence| format!("{}, {}", posting.recorded_by, licence.number)),
        ];
        Some(html::row(&DELIVERIES, cells))
    }
}

fn what(entry: &entry::Model) -> &'static str {
    match (entry.reverses_sequence.is_some(), entry.account) {
        (true, _) => "taken back",
        (false, LedgerAccount::SupplierReturn) => "returned",
        (false, _) => "delivered",
    }
}
