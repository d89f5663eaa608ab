//! Files of opening stock: one line a lot of a site, with what is open of it.

use super::{
    Format, catalogue, cell, fault,
    line::{Column, Line, filled},
    names::{Names, moment},
};
use crate::{
    error::Error,
    operations::record_opening_stock::{OpeningStockLine, RecordOpeningStock},
    rules::{lot_label::LotLabel, opening_stock::OpenedGiven, refusal::Refusal, site::zone_of},
};
use entity::{instant::Instant, lot::ExpiryBasis, site};

/// Opening stock by lot.
#[derive(Debug)]
pub struct OpeningStock;

impl Format for OpeningStock {
    type Operation = RecordOpeningStock;
    const NAME: &'static str = "stock";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("site"),
        Column::required("sku").holding(fault::identifier),
        Column::optional("lot_number").holding(fault::identifier),
        Column::optional("lot_unknown").holding(fault::flag),
        Column::optional("expires_on").holding(fault::day),
        Column::optional("expires_in_month"),
        Column::optional("expiry_basis").holding(fault::word::<ExpiryBasis>),
        Column::required("containers").holding(fault::whole),
        Column::optional("open_remaining").for_field("remaining").holding(fault::decimal),
        Column::optional("opened_at").holding(fault::moment),
        Column::optional("open_label").for_field("label").holding(fault::identifier),
        Column::optional("supplier").for_field("supplier_id"),
        Column::optional("unit_cost").holding(fault::decimal),
        Column::optional("as_of").holding(fault::day_or_moment),
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
    Ok(LotLabel {
        lot_number: line.identifier("lot_number")?,
        lot_unknown: line.flag("lot_unknown")?,
        expires_on: line.day("expires_on")?,
        expires_in_month: line.text("expires_in_month").map(str::to_owned),
        expiry_basis: line.word("expiry_basis")?,
    })
}

/// The opened container of the line; a second one stands on a line of its own.
fn opened(line: &Line, site: &site::Model) -> Result<Option<OpenedGiven>, Refusal> {
    let Some(remaining) = line.decimal("open_remaining")? else { return Ok(None) };
    let opened_at = filled("opened_at", moment(line, "opened_at", site))?;
    Ok(Some(OpenedGiven { remaining, opened_at, label: line.identifier("open_label")? }))
}
