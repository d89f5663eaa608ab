//! Where goods that came back are from: the line of the sale; without a receipt, a product and the lot on the package.

use super::{ReturnOf, SaleLineReference, form::CheckedLine, split};
use crate::{
    error::{Error, Failure},
    operations::{
        Act, lots, named,
        record_usage::{asked::Asked, sources},
        source::StockSource,
    },
    rules::{
        expiry::CLOCKS_DIFFER,
        lot_number,
        refusal::{Field, InputRule, Refusal, field, line_field, of_first_kind},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{LotId, ProductId, SaleId, SaleLineId},
    instant::Instant,
    lot, sale, sale_line, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// What one line is of.
pub(super) struct Origin {
    pub(super) product_id: ProductId,
    /// The lot as it is known now.
    pub(super) lot: Option<lot::Model>,
    pub(super) sale_line: Option<sale_line::Model>,
    /// The lot number as printed, where the books do not have it.
    pub(super) stated: Option<String>,
}

/// Traces every line. One that names a line of the till by its key is as many as that was split over lots.
///
/// # Errors
/// `NOT_FOUND`; `CONFLICT` where several lines of the sale fit.
pub(super) async fn trace<'a>(
    act: &Act<'_>,
    site: &site::Model,
    lines: Vec<CheckedLine<'a>>,
) -> Result<(Vec<CheckedLine<'a>>, Vec<Origin>), Error> {
    let sold = sold(act, &lines).await?;
    let mut traced = Vec::with_capacity(lines.len());
    let mut refusals = Vec::new();
    for line in lines {
        let found = match &line.input.of {
            ReturnOf::SaleLine(id) => sold.by_id(*id, line.number).map(|found| vec![(line, linked(found))]),
            ReturnOf::Reference(of) => sold.by_reference(of, &line, site).map(|found| {
                let parts = split::over(&line, &found, act.terms.cent());
                parts.into_iter().zip(found.into_iter().map(linked)).collect()
            }),
            ReturnOf::Unlinked { source, .. } => match unlinked(act, site, &line, source).await {
                Ok(origin) => Ok(vec![(line, origin)]),
                Err(Error::Refused(found)) => {
                    refusals.extend(found);
                    continue;
                }
                Err(error) => return Err(error),
            },
        };
        match found {
            Ok(parts) => traced.extend(parts.into_iter().filter(|(part, _)| part.quantity > Quantity::ZERO)),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if !refusals.is_empty() {
        return Err(Error::Refused(of_first_kind(refusals)));
    }
    let (lines, origins) = traced.into_iter().unzip();
    Ok((lines, with_lots(act, origins).await?))
}

/// Refuses goods that come back before they were sold, by more than clocks differ.
///
/// # Errors
/// `OUT_OF_RANGE`, with when it was sold.
pub(super) async fn sold_before(act: &Act<'_>, origins: &[Origin], returned_at: Instant) -> Result<(), Error> {
    let sales = origins.iter().filter_map(|origin| origin.sale_line.as_ref()).map(|line| line.sale_id);
    let sales: BTreeSet<SaleId> = sales.collect();
    if sales.is_empty() {
        return Ok(());
    }
    let sales = sale::Entity::find().filter(sale::COLUMN.id.is_in(sales)).all(act.transaction).await?;
    let last = sales.into_iter().map(|sale| sale.sold_at).max();
    match last.filter(|sold_at| returned_at.plus(CLOCKS_DIFFER) < *sold_at) {
        None => Ok(()),
        Some(sold_at) => {
            let sold_at = sold_at.to_utc().to_rfc3339();
            let message = format!("It was sold at {sold_at}: it cannot have come back before that.");
            Err(Refusal::beyond(field("returnedAt"), InputRule::OutOfRange, sold_at, message).into())
        }
    }
}

/// The lines of sales that may be meant, with their sales.
struct Sold {
    sales: BTreeMap<SaleId, sale::Model>,
    lines: Vec<sale_line::Model>,
    numbers: BTreeMap<LotId, String>,
}

async fn sold(act: &Act<'_>, lines: &[CheckedLine<'_>]) -> Result<Sold, Error> {
    let (mut ids, mut references) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        match &line.input.of {
            ReturnOf::SaleLine(id) => drop(ids.insert(*id)),
            ReturnOf::Reference(of) => drop(references.insert(of.sale_id.clone())),
            ReturnOf::Unlinked { .. } => {}
        }
    }
    let mut sold = Sold { sales: BTreeMap::new(), lines: vec![], numbers: BTreeMap::new() };
    if !references.is_empty() {
        let sales = sale::Entity::find().filter(sale::COLUMN.sale_id.is_in(references)).all(act.transaction).await?;
        sold.sales = sales.into_iter().map(|sale| (sale.id, sale)).collect();
    }
    // Each apart: where one of them is of nothing, SQLite would read the whole table for both.
    let of_sales = (!sold.sales.is_empty())
        .then(|| sale_line::COLUMN.sale_id.is_in(sold.sales.keys().copied().collect::<Vec<_>>()));
    let named = (!ids.is_empty()).then(|| sale_line::COLUMN.id.is_in(ids));
    for wanted in [of_sales, named].into_iter().flatten() {
        sold.lines.extend(sale_line::Entity::find().filter(wanted).all(act.transaction).await?);
    }
    sold.lines.sort_by_key(|line| line.id);
    sold.lines.dedup_by_key(|line| line.id);
    if lines.iter().any(|line| line.lot_number.is_some()) {
        let lots = sold.lines.iter().filter_map(|line| line.lot_id).collect();
        let lots = named::lots(act.transaction, &lots).await?;
        sold.numbers = lots.into_iter().map(|(id, lot)| (id, lot.lot_number)).collect();
    }
    Ok(sold)
}

impl Sold {
    fn by_id(&self, id: SaleLineId, number: usize) -> Result<sale_line::Model, Refusal> {
        let found = self.lines.iter().find(|line| line.id == id);
        found.cloned().ok_or_else(|| Refusal::not_found(of_field(number), "line of a sale"))
    }

    /// The line of the sale, or the lots that it was split over; of sales with the same id at several sites, the one of
    /// this site.
    fn by_reference(
        &self,
        of: &SaleLineReference,
        asked: &CheckedLine<'_>,
        site: &site::Model,
    ) -> Result<Vec<sale_line::Model>, Refusal> {
        let sales: Vec<_> = self.sales.values().filter(|sale| sale.sale_id == of.sale_id).collect();
        let here: Vec<_> = sales.iter().filter(|sale| sale.site_id == site.id).copied().collect();
        let sales = if here.is_empty() { sales } else { here };
        let of_sale = |line: &&sale_line::Model| sales.iter().any(|sale| sale.id == line.sale_id);
        let of_key = |line: &&sale_line::Model| of.line_key.is_none() || line.line_key == of.line_key;
        let fits = |line: &&sale_line::Model| {
            line.settled_at.is_none() && of_sale(line) && of_key(line) && self.is_of_lot(line, asked)
        };
        let found: Vec<_> = self.lines.iter().filter(fits).collect();
        let of_one_line = |first: &sale_line::Model| {
            let same = |line: &&sale_line::Model| {
                (line.sale_id, line.line, line.product_id) == (first.sale_id, first.line, first.product_id)
            };
            found.iter().all(same)
        };
        match found[..] {
            [first, ..] if of_one_line(first) => Ok(found.into_iter().cloned().collect()),
            [] => Err(Refusal::not_found(of_field(asked.number), "line of a sale")),
            _ => {
                let message = format!("{} lines of the sale fit: name the key, the lot, or the line.", found.len());
                Err(Refusal::conflict(of_field(asked.number), Some(found.len().to_string()), message))
            }
        }
    }

    fn is_of_lot(&self, line: &sale_line::Model, asked: &CheckedLine<'_>) -> bool {
        let Some((_, canonical)) = &asked.lot_number else { return true };
        let known = line.lot_id.and_then(|id| self.numbers.get(&id));
        let known = known.or(line.stated_lot_number.as_ref()).map(|number| lot_number::canonical(number));
        known.as_ref() == Some(canonical)
    }
}

fn of_field(number: usize) -> Field {
    line_field(number, "of")
}

fn linked(line: sale_line::Model) -> Origin {
    let stated = line.stated_lot_number.clone();
    Origin { product_id: line.product_id, lot: None, sale_line: Some(line), stated }
}

/// Goods without a receipt: the code or the product, and the lot on the package.
async fn unlinked(
    act: &Act<'_>,
    site: &site::Model,
    line: &CheckedLine<'_>,
    source: &StockSource,
) -> Result<Origin, Error> {
    source.stated_lot_number(false, of_field(line.number))?;
    let asked = [Asked::new(line.number, source, line.quantity)];
    let resolved = sources::resolve_all(act.transaction, site, &asked, act.today(site)).await?;
    let resolved = resolved.into_iter().next().ok_or_else(|| Failure::Broken("a line was not resolved".to_owned()))?;
    let (product_id, stated) = (resolved.need.product_id, line.lot_number.clone().or(resolved.stated));
    let mut lot = None;
    if let Some((_, canonical)) = &stated {
        lot = lots::find(act.transaction, product_id, canonical).await?;
    } else if let Some(id) = resolved.lot_id {
        lot = named::lots(act.transaction, &[id].into()).await?.into_values().next();
    }
    let stated = stated.map(|(printed, _)| printed).filter(|_| lot.is_none());
    Ok(Origin { product_id, lot, sale_line: None, stated })
}

/// The lots of what was sold, as they are known now.
async fn with_lots(act: &Act<'_>, mut origins: Vec<Origin>) -> Result<Vec<Origin>, Error> {
    let lot_of = |origin: &Origin| origin.sale_line.as_ref().and_then(|line| line.lot_id);
    let lots = named::lots(act.transaction, &origins.iter().filter_map(lot_of).collect()).await?;
    for origin in &mut origins {
        if let Some(id) = lot_of(origin) {
            origin.lot = lots.get(&id).cloned();
        }
    }
    Ok(origins)
}
