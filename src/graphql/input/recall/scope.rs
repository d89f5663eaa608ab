//! The scope of a recall as it is handed in.

use crate::{
    graphql::{input::id, scalar::Date},
    rules::{
        recall::{scope::ScopeGiven, window::Window},
        refusal::{Refusal, path},
    },
};
use async_graphql::{ID, InputObject};

/// Which lots of a product are recalled. Listed lots, a range and serial numbers are each enough; windows of days narrow
/// them; where none of the three is given, `allLots` says that all are meant.
#[derive(Debug, InputObject)]
pub struct RecallScopeInput {
    /// The product.
    product_id: ID,
    /// Lot numbers, in whatever spelling.
    lot_numbers: Option<Vec<String>>,
    /// A run of lot numbers of one shape.
    lot_range: Option<LotRangeInput>,
    /// Serial numbers: every lot that is known to hold one, or whose serial numbers were not all recorded.
    serials: Option<Vec<String>>,
    /// All lots of the product.
    all_lots: Option<bool>,
    /// Only lots that expire on this day or later; undated lots are meant too.
    expires_from: Option<Date>,
    /// Only lots that expire on this day or before; undated lots are meant too.
    expires_to: Option<Date>,
    /// Only lots of which something was received on this day or later.
    received_from: Option<Date>,
    /// Only lots of which something was received on this day or before.
    received_to: Option<Date>,
}

/// A run of lot numbers, both ends included. It says nothing of numbers of another shape: `A100` to `A120` leaves `A1050`
/// out.
#[derive(Debug, InputObject)]
pub(super) struct LotRangeInput {
    /// The first one.
    from: String,
    /// The last one.
    to: String,
}

/// The lines that are meant.
///
/// # Errors
/// `INVALID` for ids of something else.
pub fn lines(given: Vec<RecallScopeInput>) -> Result<Vec<ScopeGiven>, Refusal> {
    given.into_iter().enumerate().map(|(number, line)| line.into_given(number)).collect()
}

impl RecallScopeInput {
    fn into_given(self, number: usize) -> Result<ScopeGiven, Refusal> {
        let window =
            |from: Option<Date>, to: Option<Date>| Window { from: from.map(|day| day.0), to: to.map(|day| day.0) };
        Ok(ScopeGiven {
            product_id: id(path(["scope", number.to_string().as_str(), "productId"]), &self.product_id)?,
            lot_numbers: self.lot_numbers.unwrap_or_default(),
            lot_range: self.lot_range.map(|range| (range.from, range.to)),
            serials: self.serials.unwrap_or_default(),
            all_lots: self.all_lots.unwrap_or_default(),
            expires: window(self.expires_from, self.expires_to),
            received: window(self.received_from, self.received_to),
        })
    }
}
