//! Files of treatment usage that already happened, from the EHR or from paper: facts, which no rule of the stockroom
//! refuses.

use super::{
    Format, fault,
    line::{Column, Line, filled},
    names::{Names, moment},
};
use crate::{
    error::Error,
    operations::{
        record_usage::{AlreadyPerformed, RecordUsage, UsageLine},
        source::{StockSource, UnbookedStock},
    },
};
use entity::{entry::WasteReason, id::ProductId, usage::LateReason};

/// Treatment usage, a line a product used.
#[derive(Debug)]
pub struct Usages;

impl Format for Usages {
    type Operation = RecordUsage;
    const NAME: &'static str = "usages";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("site"),
        Column::required("treatment_id").holding(fault::identifier),
        Column::required("patient_id").holding(fault::identifier),
        Column::required("practitioner_id").holding(fault::identifier),
        Column::required("performed_at").holding(fault::moment),
        Column::required("sku").holding(fault::identifier),
        Column::required("quantity").holding(fault::decimal),
        Column::optional("wasted").holding(fault::decimal),
        Column::optional("waste_reason").holding(fault::word::<WasteReason>),
        Column::optional("lot_number").for_field("source").holding(fault::identifier),
        Column::optional("expires_on").holding(fault::day),
        Column::optional("serial").holding(fault::identifier),
        Column::optional("takes_stock").holding(fault::flag),
        Column::optional("note").for_field("already_performed"),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<RecordUsage, Error> {
        let site = names.site(line).await?;
        let product_id = names.product(line).await?;
        let id = |column| filled(column, line.identifier(column));
        let note = line.text("note").map(str::to_owned);
        Ok(RecordUsage {
            is_another: false,
            site_id: site.id,
            treatment_id: id("treatment_id")?,
            patient_id: id("patient_id")?,
            practitioner_id: id("practitioner_id")?,
            performed_at: filled("performed_at", moment(line, "performed_at", &site))?,
            already_performed: Some(AlreadyPerformed { why: LateReason::ImportedHistory, note }),
            lines: vec![usage_line(line, names, product_id).await?],
        })
    }
}

async fn usage_line(line: &Line, names: &mut Names<'_>, product_id: ProductId) -> Result<UsageLine, Error> {
    Ok(UsageLine {
        line_key: None,
        source: source(line, names, product_id).await?,
        quantity: filled("quantity", line.decimal("quantity"))?,
        wasted: line.decimal("wasted")?,
        waste_reason: line.word("waste_reason")?,
        keep_remainder: false,
        serial: line.identifier("serial")?,
        components: vec![],
        reservation_id: None,
        in_use_override_reason: None,
        body_sites: vec![],
    })
}

/// History from before the stock was counted moves nothing; what was used since then is taken from the lot that is named,
/// or, where none is, from the one that expires first.
async fn source(line: &Line, names: &mut Names<'_>, product_id: ProductId) -> Result<StockSource, Error> {
    let takes_stock = line.flag("takes_stock")?;
    let expires_on = line.day("expires_on")?;
    let lot = if takes_stock { names.lot(line, product_id).await? } else { None };
    let number = line.identifier("lot_number")?;
    Ok(match (takes_stock, lot, number) {
        (true, Some(lot), _) => StockSource::Lot(lot),
        (true, None, None) => StockSource::Product(product_id),
        (_, _, lot_number) => StockSource::Unbooked(UnbookedStock { product_id, lot_number, expires_on, serial: None }),
    })
}
