//! Files of opening stock: one line a lot of a site, with what is open of it.

use super::{
    Format, catalogue, cell,
    line::{Column, Line, filled},
    names::{Names, moment},
};
use crate::{
    error::Error,
    operations::record_opening_stock::{OpeningStockLine, RecordOpeningStock},
    rules::{lot_label::LotLabel, opening_stock::OpenedGiven, refusal::Refusal, site::zone_of},
};
use entity::{instant::Instant, site};

/// Opening stock by lot.
#[derive(Debug)]
pub struct OpeningStock;

impl Format for OpeningStock {
    type Operation = RecordOpeningStock;
    const NAME: &'static str = "stock";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key"),
        Column::required("site"),
        Column::required("sku"),
        Column::optional("lot_number"),
        Column::optional("lot_unknown"),
        Column::optional("expires_on"),
        Column::optional("expires_in_month"),
        Column::optional("expiry_basis"),
        Column::required("containers"),
        Column::optional("open_remaining").for_field("remaining"),
        Column::optional("opened_at"),
        Column::optional("open_label").for_field("label"),
        Column::optional("supplier").for_field("supplier_id"),
        Column::optional("unit_cost"),
        Column::optional("as_of"),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<RecordOpeningStock, Error> {
        let site = names.site(line).await?;
        let as_of = as_of(line, &site)?.unwrap_or(names.now());
        let lot = OpeningStockLine {
            product_id: names.product(line).await?,
            label: label(line)?,
            supplier_id: names.supplier(line).await?,
            containers: filled("containers", line.whole("containers"))?,
            open_containers: opened(line, &site)?.into_iter().collect(),
            unit_cost: catalogue::price(line, "unit_cost", names.currency())?,
        };
        Ok(RecordOpeningStock { site_id: site.id, as_of, lines: vec![lot] })
    }
}

/// When it was counted: an instant, or a day, which means its beginning.
fn as_of(line: &Line, site: &site::Model) -> Result<Option<Instant>, Refusal> {
    let start_of_day = |text: &str| match cell::day(text) {
        Ok(day) => cell::moment(&format!("{day} 00:00"), zone_of(site)),
        Err(_) => cell::moment(text, zone_of(site)),
    };
    Ok(line.read("as_of", start_of_day)?.map(Instant::from))
}

fn label(line: &Line) -> Result<LotLabel, Refusal> {
    let text = |column| line.text(column).map(str::to_owned);
    Ok(LotLabel {
        lot_number: text("lot_number"),
        lot_unknown: line.flag("lot_unknown")?,
        expires_on: line.day("expires_on")?,
        expires_in_month: text("expires_in_month"),
        expiry_basis: line.word("expiry_basis")?,
    })
}

/// The opened container of the line; a second one stands on a line of its own.
fn opened(line: &Line, site: &site::Model) -> Result<Option<OpenedGiven>, Refusal> {
    let Some(remaining) = line.decimal("open_remaining")? else { return Ok(None) };
    let opened_at = filled("opened_at", moment(line, "opened_at", site))?;
    Ok(Some(OpenedGiven { remaining, opened_at, label: line.text("open_label").map(str::to_owned) }))
}
