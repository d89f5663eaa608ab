//! The basket: the lines of a sale as needs that can be planned, each with what is paid for it.

use super::{RecordSale, catalogue::Catalogue, form::CheckedLine, sets::SetPrice};
use crate::{
    error::Error,
    operations::{Act, record_usage::resolved::Resolved},
    rules::{
        product as product_rule, quantity,
        refusal::{InputRule, Reason, Refusal, line_field, of_first_kind},
        sale,
    },
};
use chrono::NaiveDate;
use entity::{fixed_point::Money, id::ProductId, product, usage_line::LotEvidence};

/// What is sold, ready to be planned: the need of an item has the item's place as its line.
pub(in crate::operations) struct Basket<'a> {
    pub(in crate::operations) needs: Vec<Resolved>,
    pub(in crate::operations) items: Vec<Item<'a>>,
}

/// One product of the basket.
pub(in crate::operations) struct Item<'a> {
    pub(in crate::operations) line: &'a CheckedLine<'a>,
    /// The set that it is sold in.
    pub(in crate::operations) bundle_id: Option<ProductId>,
    pub(in crate::operations) evidence: LotEvidence,
    /// The lot number that it states where the books do not have it: as printed, and as it is matched.
    pub(in crate::operations) stated: Option<(String, String)>,
    /// The last day of use that it states there.
    pub(in crate::operations) stated_expires_on: Option<NaiveDate>,
    pub(in crate::operations) unit_price: Money,
    pub(in crate::operations) discount: Money,
    /// What is paid for all of it.
    pub(in crate::operations) paid: Money,
}

impl<'a> Basket<'a> {
    /// Fills the basket with `needs`, one for each of `lines`.
    ///
    /// # Errors
    /// `INVALID` for what is not whole containers, has no price, or more discount than price.
    pub(super) async fn fill(
        input: &RecordSale,
        act: &Act<'_>,
        lines: &'a [CheckedLine<'a>],
        needs: Vec<Resolved>,
    ) -> Result<Self, Error> {
        let named = needs.iter().map(|resolved| resolved.need.product_id).collect();
        let catalogue = Catalogue::read(input, act, named).await?;
        let (mut basket, mut refusals) = (Self { needs: vec![], items: vec![] }, Vec::new());
        for (line, resolved) in lines.iter().zip(needs) {
            refusals.extend(basket.add(&catalogue, line, resolved, act.terms.cent()).err());
        }
        if refusals.is_empty() { Ok(basket) } else { Err(Error::Refused(of_first_kind(refusals))) }
    }

    fn add(
        &mut self,
        catalogue: &Catalogue,
        line: &'a CheckedLine<'a>,
        resolved: Resolved,
        cent: Money,
    ) -> Result<(), Refusal> {
        let at = |name: &str| line_field(line.number, name);
        let id = resolved.need.product_id;
        let product = catalogue.products.get(&id).ok_or_else(|| Refusal::not_found(at("source"), "product"))?;
        quantity::in_containers(at("quantity"), line.quantity, product)?;
        let price = line.unit_price.or_else(|| catalogue.prices.get(&id).copied()).ok_or_else(|| {
            let message = format!("{} has no price of its own: name one.", product.name);
            Refusal::invalid(at("unitPrice"), InputRule::Required, message)
        })?;
        let discount = line.discount.rounded_to(cent);
        let paid = sale::paid(at("discount"), price, line.quantity, discount, cent)?;
        if product.bundle {
            return self.add_set(catalogue, line, resolved, SetPrice { paid, discount, cent });
        }
        let item = Item {
            line,
            bundle_id: None,
            evidence: resolved.evidence,
            stated: resolved.stated.clone(),
            stated_expires_on: resolved.stated_expires_on,
            unit_price: price,
            discount,
            paid,
        };
        self.push(item, resolved, product);
        Ok(())
    }

    /// Puts an item into it; what is not for retail, or on prescription only and without one, breaks a rule.
    pub(super) fn push(&mut self, item: Item<'a>, mut resolved: Resolved, product: &product::Model) {
        resolved.need.line = self.items.len();
        resolved.need.breaches.extend(product_rule::not_for_retail(product));
        resolved.need.breaches.extend(prescription(item.line, product));
        self.needs.push(resolved);
        self.items.push(item);
    }
}

fn prescription(line: &CheckedLine<'_>, product: &product::Model) -> Option<Reason> {
    let ids = [("prescriptionId", &line.input.prescription_id), ("prescriberId", &line.input.prescriber_id)];
    let missing: Vec<_> = ids.into_iter().filter(|(_, id)| id.is_none()).map(|(name, _)| name).collect();
    let required = product.prescription_only && !missing.is_empty();
    required.then(|| Reason::PrescriptionRequired { product: product.name.clone(), missing })
}
