//! A finding: one row that breaks the books, what of it is wrong, and both numbers.

use chrono::NaiveDate;
use entity::id::{
    AuditEventId, ComponentId, ContainerId, LotId, PostingId, ProductId, ReservationId, SaleLineId, SiteId, StockId,
    UsageLineId,
};
use std::fmt::{self, Display};

/// Something that does not add up. Printed, it is a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The row that breaks the books.
    pub row: Row,
    /// What of it, in words: `its quantity`.
    pub what: &'static str,
    /// What the row says.
    pub found: String,
    /// What the other rows give.
    pub expected: String,
}

/// A row of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// The balance of a lot at a site.
    Balance(StockId),
    /// An entry of a balance, by number.
    Entry(StockId, i64),
    /// An opened container.
    Container(ContainerId),
    /// A line of a usage.
    UsageLine(UsageLineId),
    /// A line of a sale.
    SaleLine(SaleLineId),
    /// A reservation.
    Reservation(ReservationId),
    /// What was mixed in.
    Component(ComponentId),
    /// A posting.
    Posting(PostingId),
    /// A lot.
    Lot(LotId),
    /// What a product did at a site on a day.
    DemandDay(ProductId, SiteId, NaiveDate),
    /// A seal of the audit log, by number.
    Seal(i64),
    /// An event of the audit log.
    Event(AuditEventId),
    /// An act, by its event of the audit log.
    Act(AuditEventId),
    /// All rows that one proof reads, in words: `Sales`.
    All(&'static str),
}

impl Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Balance(id) => write!(formatter, "Balance {id}"),
            Self::Entry(id, sequence) => write!(formatter, "Entry {sequence} of {id}"),
            Self::Container(id) => write!(formatter, "Container {id}"),
            Self::Component(id) => write!(formatter, "Component {id}"),
            Self::UsageLine(id) => write!(formatter, "Usage line {id}"),
            Self::SaleLine(id) => write!(formatter, "Sale line {id}"),
            Self::Reservation(id) => write!(formatter, "Reservation {id}"),
            Self::Posting(id) => write!(formatter, "Posting {id}"),
            Self::Lot(id) => write!(formatter, "Lot {id}"),
            Self::DemandDay(product, site, day) => write!(formatter, "Demand of {product} at {site} on {day}"),
            Self::Seal(sequence) => write!(formatter, "Seal {sequence}"),
            Self::Event(id) => write!(formatter, "Event {id}"),
            Self::Act(id) => write!(formatter, "Act {id}"),
            Self::All(rows) => write!(formatter, "{rows}"),
        }
    }
}

impl Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, what, found, expected } = self;
        write!(formatter, "{row}: {what} is {found}, but should be {expected}.")
    }
}

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// Finds fault where the two differ.
    pub(super) fn compare<T: PartialEq + Display>(&mut self, row: Row, what: &'static str, found: T, expected: T) {
        if found != expected {
            self.add(row, what, &found, &expected);
        }
    }

    /// The same for what is shown in words of its own, which are only looked for where there is a fault.
    pub(super) fn compare_as<T: PartialEq>(
        &mut self,
        row: Row,
        what: &'static str,
        (found, expected): (T, T),
        word: impl Fn(T) -> String,
    ) {
        if found != expected {
            self.add(row, what, word(found), word(expected));
        }
    }

    /// Finds fault in what is there or missing against what should be.
    pub(super) fn add(&mut self, row: Row, what: &'static str, found: impl Display, expected: impl Display) {
        self.0.push(Finding { row, what, found: found.to_string(), expected: expected.to_string() });
    }

    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::fixed_point::Quantity;

    #[test]
    fn a_finding_is_a_sentence_with_the_row_and_both_numbers() {
        let id = StockId::new();
        let mut findings = Findings::default();
        findings.compare(Row::Entry(id, 3), "the balance after it", Quantity::whole(5), Quantity::whole(6));
        findings.compare(Row::Balance(id), "on hand", Quantity::whole(5), Quantity::whole(5));
        let sentences: Vec<_> = findings.into_vec().iter().map(ToString::to_string).collect();
        assert_eq!(sentences, [format!("Entry 3 of {id}: the balance after it is 5, but should be 6.")]);
    }
}
