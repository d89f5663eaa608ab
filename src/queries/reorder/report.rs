//! The report as it is read: which products are due, what each supplier would be asked for.

use crate::rules::{
    demand::DayLookedAt,
    reorder::{LeadTime, Policy, Suggestion},
};
use chrono::NaiveDate;
use entity::{
    fixed_point::{Money, Quantity},
    id::{ProductId, SupplierId},
    instant::Instant,
    lot, product, purchase_order, reorder_policy, site, supplier, supplier_item,
};
use std::{collections::BTreeMap, sync::Arc};

/// The report of one site at one instant.
#[derive(Clone, Debug)]
pub struct ReorderReport {
    /// The site.
    pub site: site::Model,
    /// The instant.
    pub at: Instant,
    /// Every product that can be ordered: those that are due first, then by name.
    pub lines: Vec<Arc<ReorderLine>>,
}

/// One product in the report.
#[derive(Clone, Debug)]
pub struct ReorderLine {
    /// The product.
    pub product: product::Model,
    /// Who would be asked.
    pub supplier: Option<supplier::Model>,
    /// What they sell it as.
    pub item: Option<supplier_item::Model>,
    /// The policy that was set for it or its category; `None` where the default decides.
    pub policy_row: Option<reorder_policy::Model>,
    /// The policy that decides.
    pub policy: Policy,
    /// How long the supplier takes.
    pub lead_time: Option<LeadTime>,
    /// The days that demand was learnt from, whether they count or not.
    pub demand_days: Vec<DayLookedAt>,
    /// The lots of which something expires before it is used, those that expire first standing first.
    pub expiring_lots: Vec<ExpiringLot>,
    /// What is suggested.
    pub suggestion: Suggestion,
    /// The day on which what is there will be used up.
    pub stockout_on: Option<NaiveDate>,
    /// Orders that it stands on and that something may still come of.
    pub open_orders: Vec<purchase_order::Model>,
}

/// What of a lot is expected to expire unused.
#[derive(Clone, Debug)]
pub struct ExpiringLot {
    /// The lot.
    pub lot: lot::Model,
    /// Base units.
    pub quantity: Quantity,
}

/// What would be ordered from one supplier.
#[derive(Clone, Debug)]
pub struct SupplierTotal {
    /// The supplier.
    pub supplier: supplier::Model,
    /// How many products.
    pub lines: usize,
    /// What they cost together.
    pub total: Money,
}

impl ReorderLine {
    /// Whether it can be ordered as suggested: it is due, somebody sells it, and it is on no open order.
    pub fn is_to_be_ordered(&self) -> bool {
        let Self { suggestion, open_orders, supplier, .. } = self;
        suggestion.due && suggestion.packages > 0 && supplier.is_some() && open_orders.is_empty()
    }

    /// Why nothing is ordered, where something may be expected to be.
    pub fn why_not(&self) -> Option<String> {
        let numbers: Vec<String> = self.open_orders.iter().map(purchase_order::Model::printed_number).collect();
        let open = (self.suggestion.due && !numbers.is_empty())
            .then(|| format!("It stands on {}: no second line is made while that is open.", numbers.join(", ")));
        let reasons: Vec<String> = self.suggestion.why_not.iter().cloned().chain(open).collect();
        (!reasons.is_empty()).then(|| reasons.join(" "))
    }
}

impl ReorderReport {
    /// The report with these lines.
    pub fn new(site: site::Model, at: Instant, lines: Vec<ReorderLine>) -> Self {
        let mut lines: Vec<_> = lines.into_iter().map(Arc::new).collect();
        lines.sort_by(|left, right| sort_key(left).cmp(&sort_key(right)));
        Self { site, at, lines }
    }

    /// The same report of the lines that are wanted.
    #[must_use]
    pub fn only(self, wanted: impl Fn(&ReorderLine) -> bool) -> Self {
        Self { lines: self.lines.into_iter().filter(|line| wanted(line)).collect(), ..self }
    }

    /// What would be ordered from each supplier, by name.
    pub fn by_supplier(&self) -> Vec<SupplierTotal> {
        let mut totals: BTreeMap<(String, SupplierId), SupplierTotal> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.is_to_be_ordered()) {
            let Some(supplier) = &line.supplier else { continue };
            let new = || SupplierTotal { supplier: supplier.clone(), lines: 0, total: Money::ZERO };
            let total = totals.entry((supplier.name.clone(), supplier.id)).or_insert_with(new);
            total.lines += 1;
            total.total = Money(total.total.0.saturating_add(line.suggestion.cost.unwrap_or_default().0));
        }
        totals.into_values().collect()
    }
}

/// Where a line stands: what is due first, then by name.
fn sort_key(line: &ReorderLine) -> (bool, &str, ProductId) {
    (!line.suggestion.due, &line.product.name, line.product.id)
}
