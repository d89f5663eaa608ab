//! One balance, proved: its entries are followed from the first, as if they were posted again, and what is stored of
//! each, and of the balance at the end, is compared. Pure: rows in, findings out.

use super::{
    finding::{Findings, Row},
    words::{cost_word, hash_word, moment, money_word},
};
use crate::ledger::{
    chain,
    valuation::{Holding, OlderHolding},
};
use entity::{
    cost::Cost,
    entry::{self, LedgerAccount},
    fixed_point::Quantity,
    instant::Instant,
    lot,
    posting::{self, PostingKind},
    product, stock,
};

#[cfg(test)]
mod tests;

/// A balance with the rows around it.
#[derive(Clone, Debug)]
pub(super) struct Balance {
    pub(super) stock: stock::Model,
    pub(super) lot: Option<lot::Model>,
    pub(super) product: Option<product::Model>,
    /// The sum of what remains in its open containers.
    pub(super) open_containers: Quantity,
}

/// How far the entries of a balance were followed, and what they came to so far.
///
/// After a fault it goes on from what the entry says, so that one changed row is one finding and not thousands.
pub(super) struct Replay {
    balance: Balance,
    sequence: i64,
    head: Vec<u8>,
    held: Holding,
    /// The same by the rule of an older release, as far as its entries reach.
    older: OlderHolding,
    /// The entry before.
    before: Option<entry::Model>,
    last_recorded_at: Instant,
}

impl Replay {
    pub(super) fn new(balance: Balance) -> Self {
        let (sequence, last_recorded_at) = (0, Instant(i64::MIN));
        let head = chain::genesis(balance.stock.id);
        let (held, older) = (Holding::EMPTY, OlderHolding::EMPTY);
        Self { balance, sequence, head, held, older, before: None, last_recorded_at }
    }

    /// The hash of the newest entry that was followed.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Follows the next entry, which belongs to `posting`.
    pub(super) fn follow(&mut self, entry: &entry::Model, posting: Option<&posting::Model>, findings: &mut Findings) {
        let row = Row::Entry(entry.stock_id, entry.sequence);
        findings.compare(row, "its number", entry.sequence, self.sequence + 1);
        findings.compare(row, "its lot", entry.lot_id, self.balance.stock.lot_id);
        findings.compare(row, "its site", entry.site_id, self.balance.stock.site_id);
        match posting {
            Some(posting) => self.compare_with_posting(row, entry, posting, findings),
            None => findings.add(row, "its posting", "missing", entry.posting_id),
        }
        self.count(row, entry, posting, findings);
        (self.sequence, self.last_recorded_at) = (entry.sequence, entry.recorded_at);
        self.head.clone_from(&entry.hash);
        self.before = Some(entry.clone());
    }

    fn compare_with_posting(&self, row: Row, entry: &entry::Model, posting: &posting::Model, findings: &mut Findings) {
        let recorded_at = posting.recorded_at.max(self.last_recorded_at);
        findings.compare_as(row, "when it was recorded", (entry.recorded_at, recorded_at), moment);
        findings.compare_as(row, "when it happened", (entry.occurred_at, posting.occurred_at), moment);
        findings.compare(row, "the site of its posting", posting.site_id, entry.site_id);
        let hash = chain::hash(&self.head, &chain::digest(posting), entry);
        findings.compare_as(row, "its hash", (&entry.hash[..], &hash[..]), hash_word);
    }

    /// Counts the entry by the rule of the release that wrote it, and compares what it left.
    fn count(&mut self, row: Row, entry: &entry::Model, posting: Option<&posting::Model>, findings: &mut Findings) {
        let counted = if entry.sequence <= self.balance.stock.older_valuation_through {
            self.count_by_the_older_rule(row, entry, posting, findings)
        } else {
            self.count_by_the_rule(row, entry, posting, findings)
        };
        match counted {
            Some(held) => {
                findings.compare(row, "the balance after it", entry.balance_after, held.on_hand);
                self.held = held;
            }
            None => findings.add(row, "the balance after it", entry.balance_after, "beyond what can be counted"),
        }
        if entry.balance_after < Quantity::ZERO {
            findings.add(row, "the balance after it", entry.balance_after, "0 or more");
        }
        self.held.on_hand = entry.balance_after;
        self.older.on_hand = entry.balance_after;
    }

    /// What leaves carries the average, or takes along again what came just before it. Where the entry before it left a
    /// difference, it is that difference.
    fn count_by_the_rule(
        &self,
        row: Row,
        entry: &entry::Model,
        posting: Option<&posting::Model>,
        findings: &mut Findings,
    ) -> Option<Holding> {
        let due = self.held.variance();
        let is_variance = entry.account == LedgerAccount::CostVariance && entry.quantity == Quantity::ZERO;
        if due.is_some() || is_variance {
            let belongs =
                is_variance && self.before.as_ref().is_some_and(|before| before.posting_id == entry.posting_id);
            let found = if belongs { entry.cost() } else { Cost::ZERO };
            findings.compare_as(row, "the difference that it settles", (found, due.unwrap_or_default()), cost_word);
        } else if leaves_by_itself(entry, posting) {
            let share = self.along(entry, posting).unwrap_or_else(|| self.held.share(entry.quantity));
            findings.compare_as(row, "its value", (entry.cost(), share), cost_word);
        }
        self.held.after(entry.quantity, entry.cost())
    }

    /// The same for an entry of a release that did not keep known and unknown cost apart.
    fn count_by_the_older_rule(
        &mut self,
        row: Row,
        entry: &entry::Model,
        posting: Option<&posting::Model>,
        findings: &mut Findings,
    ) -> Option<Holding> {
        if leaves_by_itself(entry, posting) {
            let along = self.along(entry, posting).map(|cost| cost.value_of(entry.quantity));
            let share = along.unwrap_or_else(|| self.older.share(entry.quantity));
            findings.compare_as(row, "its value", (entry.value, share), money_word);
        }
        self.older = self.older.after(entry.quantity, entry.value)?;
        Some(self.older.taken_over())
    }

    /// What an entry takes along again of the one before it: goods that came back from a customer and are destroyed leave
    /// at what they came back at.
    fn along(&self, entry: &entry::Model, posting: Option<&posting::Model>) -> Option<Cost> {
        let is_return = posting.is_some_and(|posting| posting.kind == PostingKind::SaleReturn);
        let came = self.before.as_ref().filter(|_| is_return && entry.account == LedgerAccount::Destruction)?;
        let is_the_same = came.posting_id == entry.posting_id
            && came.sale_line_id == entry.sale_line_id
            && came.quantity == entry.quantity.negated();
        is_the_same.then(|| came.cost().negated())
    }

    /// Compares the balance with the end of its entries, its open containers, its lot and its product.
    pub(super) fn close(self, findings: &mut Findings) {
        let stock = &self.balance.stock;
        let row = Row::Balance(stock.id);
        findings.compare(row, "the number of its newest entry", stock.sequence, self.sequence);
        findings.compare_as(row, "its head", (&stock.head[..], &self.head[..]), hash_word);
        findings.compare(row, "on hand", stock.on_hand, self.held.on_hand);
        findings.compare_as(row, "its value", (stock.cost(), self.held.cost), cost_word);
        if let Some(missing) = self.held.variance() {
            findings.add(row, "the difference that its entries leave", cost_word(missing), "settled by an entry");
        }
        if stock.older_valuation_through > self.sequence {
            let what = "the last entry that an older release counted";
            findings.add(row, what, stock.older_valuation_through, format_args!("at most {}", self.sequence));
        }
        let recorded = (stock.last_recorded_at, self.last_recorded_at);
        findings.compare_as(row, "when its newest entry was recorded", recorded, moment);
        opened(&self.balance, findings);
        catalogued(&self.balance, findings);
    }
}

/// Whether it takes from the stock at a cost of its own. What a reversal moves, back or on to waste, is compared with the
/// entry it takes back where reversals are.
fn leaves_by_itself(entry: &entry::Model, posting: Option<&posting::Model>) -> bool {
    let reverses = posting.is_none_or(|posting| posting.kind == PostingKind::Reversal);
    entry.quantity < Quantity::ZERO && !reverses
}

/// What is open is what remains in the open containers; what is sealed is whole containers.
fn opened(balance: &Balance, findings: &mut Findings) {
    let stock = &balance.stock;
    let row = Row::Balance(stock.id);
    findings.compare(row, "opened", stock.opened, balance.open_containers);
    if stock.opened > stock.on_hand {
        findings.add(row, "opened", stock.opened, format_args!("at most the {} on hand", stock.on_hand));
    }
    let Some(product) = &balance.product else { return };
    let sealed = stock.on_hand.minus(stock.opened).unwrap_or(stock.on_hand);
    if !sealed.is_multiple_of(product.contents) {
        findings.add(row, "its sealed stock", sealed, format_args!("whole containers of {}", product.contents));
    }
}

fn catalogued(balance: &Balance, findings: &mut Findings) {
    let Balance { stock, lot, product, .. } = balance;
    let row = Row::Balance(stock.id);
    match lot {
        Some(lot) => {
            findings.compare(row, "its product", stock.product_id, lot.product_id);
            if lot.merged_into_id.is_some() {
                let what = "on hand, though it was merged into another lot,";
                findings.compare(Row::Lot(lot.id), what, stock.on_hand, Quantity::ZERO);
            }
        }
        None => findings.add(row, "its lot", "missing", stock.lot_id),
    }
    if product.is_none() {
        findings.add(row, "its product", "missing", stock.product_id);
    }
}
