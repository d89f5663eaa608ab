//! What is asked of one source, before anything is read: a line of an act, or something that is mixed into it.

use super::form::CheckedLine;
use crate::{
    operations::{components::CheckedComponent, source::StockSource},
    rules::{
        allocation::{Need, Source},
        refusal::{Field, part_field},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ProductId, ReservationId},
};

/// What is asked of one source: a line of an act, or a component of it.
pub(in crate::operations) struct Asked<'a> {
    pub(in crate::operations) line: usize,
    pub(in crate::operations) component: Option<usize>,
    pub(in crate::operations) source: &'a StockSource,
    pub(in crate::operations) quantity: Quantity,
    pub(in crate::operations) wasted: Quantity,
    /// Nobody said why it was wasted.
    pub(in crate::operations) waste_unexplained: bool,
    pub(in crate::operations) keep_remainder: bool,
    pub(in crate::operations) overrides_in_use: bool,
    /// The reservation that it is drawn from.
    pub(in crate::operations) reservation_id: Option<ReservationId>,
    /// The lot number as stated, and its canonical form, where the books do not have it.
    pub(in crate::operations) stated: Option<&'a (String, String)>,
    /// The serial number as stated.
    pub(in crate::operations) serial: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// So much of a source, by itself.
    pub(in crate::operations) fn new(line: usize, source: &'a StockSource, quantity: Quantity) -> Self {
        Self {
            line,
            component: None,
            source,
            quantity,
            wasted: Quantity::ZERO,
            waste_unexplained: false,
            keep_remainder: false,
            overrides_in_use: false,
            reservation_id: None,
            stated: None,
            serial: None,
        }
    }

    /// A component of a line.
    pub(in crate::operations) fn component(line: usize, component: &'a CheckedComponent<'_>) -> Self {
        let own = Self::new(line, component.source, component.quantity);
        Self { component: Some(component.place), stated: component.stated.as_ref(), ..own }
    }

    /// A line of a usage, and what was mixed into it.
    pub(super) fn of_line(line: &'a CheckedLine<'_>) -> impl Iterator<Item = Self> {
        let own = Self {
            wasted: line.wasted,
            waste_unexplained: line.wasted > Quantity::ZERO && line.waste_reason.is_none(),
            keep_remainder: line.input.keep_remainder,
            overrides_in_use: line.in_use_override.is_some(),
            reservation_id: line.input.reservation_id,
            stated: line.stated.as_ref(),
            serial: line.serial.as_deref(),
            ..Self::new(line.number, &line.input.source, line.quantity)
        };
        [own].into_iter().chain(line.components.iter().map(|component| Self::component(line.number, component)))
    }

    pub(super) fn field(&self, name: &str) -> Field {
        part_field(self.line, self.component, name)
    }

    /// Which part of the act it is: the line, and the component of it.
    pub(super) fn part(&self) -> (usize, Option<usize>) {
        (self.line, self.component)
    }

    pub(super) fn need(&self, product_id: ProductId, source: Source) -> Need {
        Need {
            line: self.line,
            component: self.component,
            product_id,
            source,
            quantity: self.quantity,
            wasted: self.wasted,
            keep_remainder: self.keep_remainder,
            overrides_in_use: self.overrides_in_use,
            label: None,
            reservation_id: self.reservation_id,
            breaches: vec![],
        }
    }
}
