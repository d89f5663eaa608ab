//! One balance, proved: its entries are followed from the first, as if they were posted again, and what is stored of
//! each, and of the balance at the end, is compared. Pure: rows in, findings out.

use super::{
    finding::{Findings, Row},
    words::{hash_word, moment, money_word},
};
use crate::ledger::{chain, valuation::Holding};
use entity::{
    entry,
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
    last_recorded_at: Instant,
}

impl Replay {
    pub(super) fn new(balance: Balance) -> Self {
        let (sequence, last_recorded_at) = (0, Instant(i64::MIN));
        let head = chain::genesis(balance.stock.id);
        Self { balance, sequence, head, held: Holding::EMPTY, last_recorded_at }
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
    }

    fn compare_with_posting(&self, row: Row, entry: &entry::Model, posting: &posting::Model, findings: &mut Findings) {
        let recorded_at = posting.recorded_at.max(self.last_recorded_at);
        findings.compare_as(row, "when it was recorded", (entry.recorded_at, recorded_at), moment);
        findings.compare_as(row, "when it happened", (entry.occurred_at, posting.occurred_at), moment);
        findings.compare(row, "the site of its posting", posting.site_id, entry.site_id);
        let hash = chain::hash(&self.head, &chain::digest(posting), entry);
        findings.compare_as(row, "its hash", (&entry.hash[..], &hash[..]), hash_word);
    }

    /// What leaves carries the average. What comes brings its own value; so does what a reversal moves, back or on to
    /// waste, which is compared with the entry it takes back where reversals are.
    fn count(&mut self, row: Row, entry: &entry::Model, posting: Option<&posting::Model>, findings: &mut Findings) {
        let reverses = posting.is_none_or(|posting| posting.kind == PostingKind::Reversal);
        if entry.quantity < Quantity::ZERO && !reverses {
            let share = self.held.share(entry.quantity);
            findings.compare_as(row, "its value", (entry.value, share), money_word);
        }
        match self.held.after(entry.quantity, entry.value) {
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
    }

    /// Compares the balance with the end of its entries, its open containers, its lot and its product.
    pub(super) fn close(self, findings: &mut Findings) {
        let stock = &self.balance.stock;
        let row = Row::Balance(stock.id);
        findings.compare(row, "the number of its newest entry", stock.sequence, self.sequence);
        findings.compare_as(row, "its head", (&stock.head[..], &self.head[..]), hash_word);
        findings.compare(row, "on hand", stock.on_hand, self.held.on_hand);
        findings.compare_as(row, "its value", (stock.value, self.held.value), money_word);
        let recorded = (stock.last_recorded_at, self.last_recorded_at);
        findings.compare_as(row, "when its newest entry was recorded", recorded, moment);
        opened(&self.balance, findings);
        catalogued(&self.balance, findings);
    }
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
