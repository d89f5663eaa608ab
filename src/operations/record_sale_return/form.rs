//! The form of a return: what it must say before anything is read.

use super::{RecordSaleReturn, ReturnLine, ReturnOf};
use crate::{
    error::Error,
    operations::{Act, Terms, receive_stock::line_count},
    rules::{
        external_id,
        form::Form,
        lot_number, money, person, quantity,
        refusal::{field, line_field},
        sale_return,
    },
};
use entity::fixed_point::{Money, Quantity};

/// A line whose form is right.
#[derive(Clone)]
pub(super) struct CheckedLine<'a> {
    pub(super) number: usize,
    pub(super) input: &'a ReturnLine,
    pub(super) quantity: Quantity,
    pub(super) reason: String,
    /// The lot number that it names: as printed, and as it is matched.
    pub(super) lot_number: Option<(String, String)>,
    /// What is said to be paid back, in whole cents.
    pub(super) refund: Option<Money>,
}

/// Every line, or the refusals of all that is wrong with the form.
pub(super) fn check<'a>(input: &'a RecordSaleReturn, act: &Act<'_>) -> Result<Vec<CheckedLine<'a>>, Error> {
    let mut form = Form::default();
    form.take(act.not_in_the_future(input.returned_at, field("returnedAt")).map(drop));
    form.take(line_count(input.lines.len()));
    let terms = act.terms;
    let lines = input.lines.iter().enumerate().map(|(number, own)| line(&mut form, number, own, terms)).collect();
    form.finish(lines).map_err(Error::Refused)
}

fn line<'a>(form: &mut Form, number: usize, input: &'a ReturnLine, terms: &Terms) -> CheckedLine<'a> {
    let at = |name: &str| line_field(number, name);
    let lot_number = match &input.of {
        ReturnOf::SaleLine(_) => None,
        ReturnOf::Reference(of) => {
            form.take(external_id::check(at("of"), &of.sale_id).map(drop));
            of.lot_number.as_deref()
        }
        ReturnOf::Unlinked { lot_number, .. } => {
            form.take(sale_return::without_receipt(at("disposition"), input.disposition));
            lot_number.as_deref()
        }
    };
    let refund = input.refund.as_ref().map(|refund| money::in_currency(&at("refund"), refund, &terms.currency));
    CheckedLine {
        number,
        input,
        quantity: form.take(quantity::positive(at("quantity"), input.quantity)),
        reason: form.take(person::none_in(at("reason"), &input.reason)),
        lot_number: form.take_optional(lot_number.map(|number| lot_number::check(at("of"), number))),
        refund: form.take_optional(refund).map(|refund| refund.rounded_to(terms.cent())),
    }
}
