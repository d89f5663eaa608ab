//! A known sale that is sent again in other words: its lines in another order, with the price said that was the product's
//! anyway, or the other way round. It is compared with what was written then.

use entity::{
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId},
    sale, sale_line, site,
    usage_line::LotEvidence,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    RecordSale,
    basket::{Basket, Item},
    form::CheckedLine,
};
use crate::{
    error::Error,
    operations::{
        Act,
        record_usage::{resolved::Resolved, sources},
    },
    rules::lot_number,
};

/// One product of a line of the till, however it was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sold {
    line_key: Option<String>,
    product_id: ProductId,
    bundle_id: Option<ProductId>,
    /// The lot, where it was named.
    lot_id: Option<LotId>,
    stated: Option<String>,
    quantity: Quantity,
    unit_price: Money,
    discount: Money,
    prescription_id: Option<String>,
    prescriber_id: Option<String>,
}

/// Whether the lines are those of the known sale.
///
/// # Errors
/// When the database fails; lines that cannot be read any more are others.
pub(super) async fn is_the_same(
    input: &RecordSale,
    act: &Act<'_>,
    site: &site::Model,
    lines: &[CheckedLine<'_>],
    known: &sale::Model,
) -> Result<bool, Error> {
    let asked: Vec<_> = lines.iter().map(CheckedLine::asked).collect();
    let needs = match sources::resolve_all(act.transaction, site, &asked, act.today(site)).await {
        Ok(needs) => needs,
        Err(Error::Refused(_)) => return Ok(false),
        Err(failure) => return Err(failure),
    };
    let basket = match Basket::fill(input, act, lines, needs).await {
        Ok(basket) => basket,
        Err(Error::Refused(_)) => return Ok(false),
        Err(failure) => return Err(failure),
    };

    let mut now: Vec<Sold> = basket.items.iter().zip(&basket.needs).map(|(item, need)| said(item, need)).collect();
    let mut then = written(act, known).await?;
    now.sort();
    then.sort();
    Ok(now == then)
}

fn said(item: &Item<'_>, resolved: &Resolved) -> Sold {
    Sold {
        line_key: item.line.line_key.clone(),
        product_id: resolved.need.product_id,
        bundle_id: item.bundle_id,
        lot_id: resolved.lot_id.filter(|_| item.evidence != LotEvidence::Assumed),
        stated: item.stated.as_ref().map(|(_, canonical)| canonical.clone()),
        quantity: resolved.need.quantity,
        unit_price: item.unit_price,
        discount: item.discount,
        prescription_id: item.line.input.prescription_id.clone(),
        prescriber_id: item.line.input.prescriber_id.clone(),
    }
}

/// What was written then: the lots that a line of the till was split over are one again.
async fn written(act: &Act<'_>, known: &sale::Model) -> Result<Vec<Sold>, Error> {
    let rows = sale_line::Entity::find()
        .filter(sale_line::COLUMN.sale_id.eq(known.id))
        // What settles a line from the stock later was not said by the till.
        .filter(sale_line::COLUMN.settles_id.is_null())
        .all(act.transaction)
        .await?;
    let mut sold: Vec<(i32, Sold)> = vec![];
    for row in rows {
        let same = |(line, sold): &&mut (i32, Sold)| (*line, sold.product_id) == (row.line, row.product_id);
        match sold.iter_mut().find(same) {
            Some((_, sold)) => {
                sold.quantity.0 += row.quantity.0;
                sold.discount.0 += row.discount.0;
            }
            None => sold.push((row.line, of_row(row))),
        }
    }
    Ok(sold.into_iter().map(|(_, sold)| sold).collect())
}

fn of_row(row: sale_line::Model) -> Sold {
    Sold {
        line_key: row.line_key,
        product_id: row.product_id,
        bundle_id: row.bundle_id,
        lot_id: row.lot_id.filter(|_| row.evidence != LotEvidence::Assumed),
        stated: row.stated_canonical.map(|number| lot_number::canonical(&number)),
        quantity: row.quantity,
        unit_price: row.unit_price,
        discount: row.discount,
        prescription_id: row.prescription_id,
        prescriber_id: row.prescriber_id,
    }
}
