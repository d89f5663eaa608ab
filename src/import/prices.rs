//! Files of prices at the till: one line a product.

use super::{
    Format, catalogue, fault,
    line::{Column, Line, filled},
    names::Names,
};
use crate::{error::Error, operations::update_product::UpdateProduct};

/// Prices of one base unit at the till.
#[derive(Debug)]
pub struct Prices;

impl Format for Prices {
    type Operation = UpdateProduct;
    const NAME: &'static str = "prices";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("sku").for_field("product_id").holding(fault::identifier),
        Column::required("retail_price").holding(fault::decimal),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<UpdateProduct, Error> {
        let price = catalogue::price(line, "retail_price", names.currency());
        Ok(UpdateProduct {
            product_id: names.product(line).await?,
            name: None,
            identifiers: None,
            add_identifiers: vec![],
            remove_identifiers: vec![],
            storage: None,
            in_use_hours: None,
            min_shelf_life_days: None,
            retail_price: Some(filled("retail_price", price)?),
            archived: None,
            replaces_id: None,
            waste_witness: None,
        })
    }
}
