//! The scope of a recall: checked as it was handed in, and written down line by line.

use crate::{
    error::{Error, Failure},
    operations::{Act, named},
    rules::{
        lot_number,
        recall::scope::{self, MOST_LINES, Number, ScopeGiven, ScopeLine},
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
    },
};
use entity::{
    id::{LotId, ProductId, RecallId},
    lot_spelling, recall_lot, recall_scope,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
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
    refusals.extend(several_in_one(connection, &lines).await?);
    if refusals.is_empty() { Ok(lines) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

/// Texts that are several lots of ours, written one after the other: matched as one number they would hold nothing. White
/// space by itself tells no lots apart, so that only what is known decides.
async fn several_in_one(connection: &impl ConnectionTrait, lines: &[ScopeLine]) -> Result<Vec<Refusal>, Failure> {
    let texts = || {
        let numbered = lines.iter().enumerate();
        numbered.flat_map(|(number, line)| line.lot_numbers.iter().map(move |text| (number, line.product_id, text)))
    };
    let wanted: BTreeSet<String> =
        texts().flat_map(|(_, _, text)| parts(&text.printed).into_iter().chain([text.canonical.clone()])).collect();
    if texts().all(|(_, _, text)| parts(&text.printed).is_empty()) {
        return Ok(vec![]);
    }

    let known =
        lot_spelling::Entity::find().filter(lot_spelling::COLUMN.canonical.is_in(wanted)).all(connection).await?;
    let is_known = |product: ProductId, canonical: &str| {
        known.iter().any(|row| row.product_id == product && row.canonical == canonical)
    };
    let several = texts().filter(|(_, product, text)| {
        let parts = parts(&text.printed);
        let are_lots = parts.len() > 1 && parts.iter().all(|part| is_known(*product, part));
        are_lots && !is_known(*product, &text.canonical)
    });
    let refusal = |(number, _, text): (usize, ProductId, &Number)| {
        let message = format!("{} are {} lots: list each by itself.", text.printed, parts(&text.printed).len());
        Refusal::invalid(at(number)("lotNumbers"), InputRule::Other, message)
    };
    Ok(several.map(refusal).collect())
}

/// What a text may be several numbers of, in canonical form; none where it is one word.
fn parts(text: &str) -> Vec<String> {
    let is_between = |character: char| character.is_whitespace() || matches!(character, '/' | '&' | '+');
    let words = text.split(is_between).filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and"));
    let parts: Vec<String> = words.map(lot_number::canonical).collect();
    if parts.len() > 1 { parts } else { vec![] }
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
