//! Files of treatment usage that already happened, from the EHR or from paper: facts, which no rule of the stockroom
//! refuses.

use super::{
    Format,
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
use entity::{id::ProductId, usage::LateReason};

/// Treatment usage, a line a product used.
#[derive(Debug)]
pub struct Usages;

impl Format for Usages {
    type Operation = RecordUsage;
    const NAME: &'static str = "usages";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key"),
        Column::required("site"),
        Column::required("treatment_id"),
        Column::required("patient_id"),
        Column::required("practitioner_id"),
        Column::required("performed_at"),
        Column::required("sku"),
        Column::required("quantity"),
        Column::optional("wasted"),
        Column::optional("waste_reason"),
        Column::optional("lot_number").for_field("source"),
        Column::optional("expires_on"),
        Column::optional("serial"),
        Column::optional("takes_stock"),
        Column::optional("note").for_field("already_performed"),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<RecordUsage, Error> {
        let site = names.site(line).await?;
        let product_id = names.product(line).await?;
        let text = |column| line.required(column).map(str::to_owned);
        let note = line.text("note").map(str::to_owned);
        Ok(RecordUsage {
            is_another: false,
            site_id: site.id,
            treatment_id: text("treatment_id")?,
            patient_id: text("patient_id")?,
            practitioner_id: text("practitioner_id")?,
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
        serial: line.text("serial").map(str::to_owned),
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
    let number = line.text("lot_number").map(str::to_owned);
    Ok(match (takes_stock, lot, number) {
        (true, Some(lot), _) => StockSource::Lot(lot),
        (true, None, None) => StockSource::Product(product_id),
        (_, _, lot_number) => StockSource::Unbooked(UnbookedStock { product_id, lot_number, expires_on, serial: None }),
    })
}
