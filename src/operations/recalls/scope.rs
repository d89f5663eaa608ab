//! The scope of a recall: checked as it was handed in, and written down line by line.

use crate::{
    error::Error,
    operations::{Act, named},
    rules::{
        recall::scope::{self, MOST_LINES, ScopeGiven, ScopeLine},
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
    },
};
use entity::{
    id::{LotId, ProductId, RecallId},
    recall_lot, recall_scope,
};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;

/// Every line, when all of them can mean something and their products are known.
///
/// # Errors
/// The refusals of the first kind, over all lines.
pub async fn check(connection: &impl ConnectionTrait, given: &[ScopeGiven]) -> Result<Vec<ScopeLine>, Error> {
    match given.len() {
        0 => {
            return Err(Refusal::invalid(field("scope"), InputRule::Required, "Say which lots are recalled.").into());
        }
        1..=MOST_LINES => {}
        many => {
            let message = format!("{many} lines; at most {MOST_LINES}.");
            return Err(Refusal::beyond(field("scope"), InputRule::TooMany, MOST_LINES, message).into());
        }
    }
    let ids: BTreeSet<ProductId> = given.iter().map(|line| line.product_id).collect();
    let products = named::products(connection, &ids).await?;
    let (mut lines, mut refusals) = (Vec::new(), Vec::new());
    for (number, line) in given.iter().enumerate() {
        if !products.contains_key(&line.product_id) {
            refusals.push(Refusal::not_found(at(number)("productId"), "product"));
        }
        match scope::check(line, &at(number)) {
            Ok(line) => lines.push(line),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(lines) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

fn at(number: usize) -> impl Fn(&str) -> Field {
    move |name| vec!["scope".to_owned(), number.to_string(), name.to_owned()]
}

/// Writes down `lines`, numbered from `first`.
pub(in crate::operations) async fn write(
    act: &Act<'_>,
    recall_id: RecallId,
    first: i32,
    lines: &[ScopeLine],
) -> Result<(), Error> {
    let rows = (first..).zip(lines).map(|(number, line)| {
        let criteria = serde_json::to_string(line)
            .map_err(|cause| crate::error::Failure::Broken(format!("a scope cannot be written down: {cause}")))?;
        let (added_at, added_by) = (act.now(), act.person().to_owned());
        let row =
            recall_scope::Model { recall_id, line: number, product_id: line.product_id, criteria, added_at, added_by };
        Ok(row)
    });
    let rows = rows.collect::<Result<Vec<_>, Error>>()?;
    act.insert_all(rows).await?;
    Ok(())
}

/// Writes down that `lots` are affected, each by the line it matched first. One that is affected already stays so.
pub(in crate::operations) async fn write_lots(
    act: &Act<'_>,
    recall_id: RecallId,
    lots: &[(LotId, i32)],
) -> Result<(), Error> {
    let row = |(lot_id, line): &(LotId, i32)| recall_lot::Model {
        recall_id,
        lot_id: *lot_id,
        line: *line,
        matched_at: act.now(),
    };
    act.insert_missing(lots.iter().map(row).collect()).await?;
    Ok(())
}
