//! Files of reorder policies: one line a product or a category of a site.

use super::{
    Format, fault,
    line::{Column, Line, filled},
    names::Names,
};
use crate::{
    error::Error,
    operations::set_reorder_policy::SetReorderPolicy,
    rules::{
        refusal::{InputRule, Refusal, field},
        reorder::PolicyGiven,
    },
};
use entity::product::ProductCategory;

/// Policies by which a site orders: fixed levels, or what levels are made from.
#[derive(Debug)]
pub struct Policies;

impl Format for Policies {
    type Operation = SetReorderPolicy;
    const NAME: &'static str = "policies";
    const COLUMNS: &'static [Column] = &[
        Column::required("row_id").for_field("idempotency_key").holding(fault::identifier),
        Column::required("site").for_field("site_id"),
        Column::optional("sku").for_field("product_id").holding(fault::identifier),
        Column::optional("category").holding(fault::word::<ProductCategory>),
        Column::optional("reorder_point").holding(fault::decimal),
        Column::optional("order_up_to").holding(fault::decimal),
        Column::optional("service_level").holding(fault::decimal),
        Column::optional("review_days").holding(fault::whole),
        Column::optional("demand_window_days").holding(fault::whole),
    ];

    async fn operation(line: &Line, names: &mut Names<'_>) -> Result<SetReorderPolicy, Error> {
        let site = names.site(line).await?;
        let names_product = line.text("sku").is_some();
        let product_id = if names_product { Some(names.product(line).await?) } else { None };
        Ok(SetReorderPolicy { site_id: site.id, product_id, category: line.word("category")?, policy: policy(line)? })
    }
}

/// Levels, where one of them is given; else all that a forecast needs.
fn policy(line: &Line) -> Result<PolicyGiven, Refusal> {
    let has = |column: &&str| line.text(column).is_some();
    let (levels, forecast) = (["reorder_point", "order_up_to"], ["service_level", "review_days", "demand_window_days"]);
    if levels.iter().any(has) && forecast.iter().any(has) {
        let message = "A line has levels (reorder_point, order_up_to), or what they are made from, and not both.";
        return Err(Refusal::invalid(field("reorder_point"), InputRule::Other, message));
    }
    if levels.iter().any(has) {
        return Ok(PolicyGiven::Fixed {
            reorder_point: filled("reorder_point", line.decimal("reorder_point"))?,
            order_up_to: filled("order_up_to", line.decimal("order_up_to"))?,
        });
    }
    Ok(PolicyGiven::Forecast {
        service_level: filled("service_level", line.decimal("service_level"))?,
        review_days: filled("review_days", line.whole("review_days"))?,
        demand_window_days: filled("demand_window_days", line.whole("demand_window_days"))?,
    })
}
