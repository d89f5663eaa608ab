//! The form of a sale: what it must say before anything is read.

use super::{RecordSale, SaleLine};
use crate::{
    error::Error,
    operations::{Act, receive_stock::line_count, record_usage::asked::Asked, source::StockSource},
    rules::{
        external_id,
        form::Form,
        money, person, quantity,
        refusal::{InputRule, Refusal, field, line_field},
        text,
    },
};
use entity::fixed_point::{Money, Quantity};

/// A line whose form is right.
pub(in crate::operations) struct CheckedLine<'a> {
    pub(in crate::operations) number: usize,
    pub(in crate::operations) input: &'a SaleLine,
    pub(in crate::operations) quantity: Quantity,
    pub(in crate::operations) line_key: Option<String>,
    pub(in crate::operations) unit_price: Option<Money>,
    pub(in crate::operations) discount: Money,
    /// The lot number as stated, and as it is matched, where the books do not have it.
    pub(in crate::operations) stated: Option<(String, String)>,
}

/// Every line, or the refusals of all that is wrong with the form.
pub(super) fn check<'a>(input: &'a RecordSale, act: &Act<'_>) -> Result<Vec<CheckedLine<'a>>, Error> {
    let mut form = Form::default();
    let note = input.already_performed.as_ref().and_then(|fact| fact.note.as_deref());
    form.take(external_id::check(field("saleId"), &input.sale_id).map(drop));
    form.take_optional(input.customer_id.as_deref().map(|id| external_id::check(field("customerId"), id)));
    form.take(act.not_in_the_future(input.sold_at, field("soldAt")).map(drop));
    form.take(person::none_in_optional(field("alreadyPerformed"), note));
    form.take(line_count(input.lines.len()));
    let currency = &act.terms.currency;
    let fact = input.is_fact();
    let lines = input.lines.iter().enumerate();
    let lines = lines.map(|(number, own)| line(&mut form, number, own, currency, fact)).collect();
    form.finish(lines).map_err(Error::Refused)
}

fn line<'a>(form: &mut Form, number: usize, input: &'a SaleLine, currency: &str, fact: bool) -> CheckedLine<'a> {
    let at = |name: &str| line_field(number, name);
    let ids = [("prescriptionId", &input.prescription_id), ("prescriberId", &input.prescriber_id)];
    for (name, id) in ids {
        form.take_optional(id.as_deref().map(|id| external_id::check(at(name), id)));
    }
    form.refuse_when(matches!(input.source, StockSource::OpenNew { .. }), || {
        Refusal::invalid(at("source"), InputRule::Other, "What is sold is not opened: name the lot or the product.")
    });
    let price = input.unit_price.as_ref().map(|price| money::in_currency(&at("unitPrice"), price, currency));
    let discount = input.discount.as_ref().map(|amount| money::in_currency(&at("discount"), amount, currency));
    CheckedLine {
        number,
        input,
        quantity: form.take(quantity::positive(at("quantity"), input.quantity)),
        line_key: form.take(text::optional(at("lineKey"), input.line_key.as_deref(), text::SHORT)),
        unit_price: form.take_optional(price),
        discount: form.take_optional(discount).unwrap_or_default(),
        stated: form.take(input.source.stated_lot_number(fact, at("source"))),
    }
}

impl<'a> CheckedLine<'a> {
    /// What is asked of its source.
    pub(in crate::operations) fn asked(&'a self) -> Asked<'a> {
        Asked {
            reservation_id: self.input.reservation_id,
            stated: self.stated.as_ref(),
            ..Asked::new(self.number, &self.input.source, self.quantity)
        }
    }
}
