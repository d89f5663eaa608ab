//! What the plan says, by the lines that the till sent: a set is one line there, and several items of the basket.

use super::basket::Basket;
use crate::{
    error::Error,
    rules::{
        notice::Notice,
        refusal::{Field, Reason},
    },
};

impl Basket<'_> {
    /// The refusals of the plan, by the lines that the till sent.
    pub(super) fn refused_as_asked(&self, error: Error) -> Error {
        let Error::Refused(mut refusals) = error else { return error };
        for refusal in &mut refusals {
            self.name_as_asked(&mut refusal.field);
            match &mut refusal.reason {
                Reason::StockNotUsable { alternative: Some(choice), .. } => choice.line = self.asked(choice.line),
                Reason::InsufficientStock { skipped, .. } => {
                    skipped.iter_mut().for_each(|stock| stock.line = self.asked(stock.line));
                }
                Reason::PrescriptionRequired { .. } => {
                    refusal.field.pop();
                    refusal.field.push("prescriptionId".to_owned());
                }
                _ => {}
            }
        }
        Error::Refused(refusals)
    }

    /// A notice of the plan, by the line that the till sent.
    pub(super) fn noticed_as_asked(&self, mut notice: Notice) -> Notice {
        self.name_as_asked(&mut notice.field);
        notice
    }

    fn name_as_asked(&self, field: &mut Field) {
        if let Some(place) = field.get_mut(1)
            && let Ok(item) = place.parse()
        {
            *place = self.asked(item).to_string();
        }
    }

    fn asked(&self, item: usize) -> usize {
        self.items.get(item).map_or(item, |item| item.line.number)
    }
}
