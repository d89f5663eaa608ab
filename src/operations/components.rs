//! What is mixed in: diluent into a vial, lidocaine at the chair. Each component is drawn from the books like anything
//! that is used, and kept with the container or the line that it went into, so that its lot finds every patient.

use super::{Act, source::StockSource};
use crate::{
    error::Error,
    ledger::Movement,
    rules::{
        allocation::Draw,
        quantity,
        refusal::{Field, InputRule, Refusal},
    },
};
use entity::{
    component,
    entry::{ConsumptionReason, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ComponentId, ContainerId, PostingId, UsageLineId},
};
use rust_decimal::Decimal;
use serde::Serialize;

/// Most components of one container or line.
const MOST_COMPONENTS: usize = 20;

/// Something that is mixed in.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentGiven {
    /// From where.
    pub source: StockSource,
    /// Base units of it.
    pub quantity: Decimal,
}

/// A component whose form is right.
pub(super) struct CheckedComponent<'a> {
    /// Its place among the components.
    pub(super) place: usize,
    pub(super) source: &'a StockSource,
    pub(super) quantity: Quantity,
    /// The lot number as stated, and its canonical form, where the books do not have it.
    pub(super) stated: Option<(String, String)>,
}

/// Every component, in the field `at`.
pub(super) fn check<'a>(
    given: &'a [ComponentGiven],
    at: &Field,
    fact: bool,
) -> Result<Vec<CheckedComponent<'a>>, Refusal> {
    if given.len() > MOST_COMPONENTS {
        let message = format!("At most {MOST_COMPONENTS} components.");
        return Err(Refusal::beyond(at.clone(), InputRule::TooMany, MOST_COMPONENTS, message));
    }
    let component = |(place, component): (usize, &'a ComponentGiven)| {
        let at = |name: &str| [&at[..], &[place.to_string(), name.to_owned()]].concat();
        Ok(CheckedComponent {
            place,
            source: &component.source,
            quantity: quantity::positive(at("quantity"), component.quantity)?,
            stated: component.source.stated_lot_number(fact, at("source"))?,
        })
    };
    given.iter().enumerate().map(component).collect()
}

/// One draw for a component, with what was stated of it.
pub(super) struct Mixed<'a> {
    pub(super) id: ComponentId,
    pub(super) draw: &'a Draw,
    pub(super) stated: Option<&'a (String, String)>,
}

/// What a component was mixed into.
#[derive(Clone, Copy)]
pub(super) enum MixedInto {
    Container(ContainerId),
    UsageLine(UsageLineId),
}

impl Mixed<'_> {
    /// What leaves the stock: what was mixed in is consumed, the rest of a single-use container is waste.
    pub(super) fn movements(&self) -> impl Iterator<Item = Movement> + use<> {
        let Draw { lot_id, container_id, quantity, wasted, booked, .. } = *self.draw;
        let component_id = Some(self.id);
        let movement = move |account, quantity: Quantity| {
            let lot_id = lot_id.filter(|_| booked && quantity > Quantity::ZERO)?;
            Some(Movement { container_id, component_id, ..Movement::new(lot_id, account, quantity.negated()) })
        };
        let used = movement(LedgerAccount::Consumption, quantity);
        let used = used.map(|used| Movement { consumption_reason: Some(ConsumptionReason::Preparation), ..used });
        let rest = movement(LedgerAccount::Waste, wasted);
        let rest = rest.map(|rest| Movement { waste_reason: Some(WasteReason::SingleUseRemainder), ..rest });
        used.into_iter().chain(rest)
    }

    fn row(&self, into: MixedInto, posting_id: Option<PostingId>) -> component::Model {
        let (stated_lot_number, stated_canonical) = self.stated.cloned().unzip();
        let (container_id, usage_line_id) = match into {
            MixedInto::Container(id) => (Some(id), None),
            MixedInto::UsageLine(id) => (None, Some(id)),
        };
        component::Model {
            id: self.id,
            container_id,
            usage_line_id,
            product_id: self.draw.product_id,
            lot_id: self.draw.lot_id,
            stated_lot_number,
            stated_canonical,
            from_container_id: self.draw.container_id,
            quantity: self.draw.quantity,
            posting_id: posting_id.filter(|_| self.draw.booked),
        }
    }
}

/// Writes what was mixed in, each with what it went into. `posting_id` is the posting of all that was booked.
pub(super) async fn write<'a>(
    act: &Act<'_>,
    mixed: impl IntoIterator<Item = (MixedInto, &'a Mixed<'a>)>,
    posting_id: Option<PostingId>,
) -> Result<(), Error> {
    let drawn = mixed.into_iter().filter(|(_, mixed)| mixed.draw.quantity > Quantity::ZERO);
    Ok(act.insert_all(drawn.map(|(into, mixed)| mixed.row(into, posting_id)).collect()).await?)
}
