//! The model: a stockroom in a few lines of arithmetic, written from the rules and not from the service.

use lotwise::rules::refusal::Code;

use super::acts::{Act, LOTS};

/// Base units in one container.
pub(super) const CONTENTS: i64 = 10;

/// What somebody with a pencil would know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shelf {
    pub(super) lots: [Lot; LOTS],
    /// What changed sealed stock, and can be taken back: the lot and by how many containers.
    pub(super) changes: Vec<Change>,
}

/// One lot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lot {
    /// Containers nobody opened.
    pub(super) sealed: i64,
    /// What is left in the open ones, the first opened first.
    pub(super) open: Vec<i64>,
}

/// A receipt or an adjustment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    lot: usize,
    containers: i64,
    taken_back: bool,
}

impl Lot {
    pub(super) fn opened(&self) -> i64 {
        self.open.iter().sum()
    }

    pub(super) fn on_hand(&self) -> i64 {
        self.sealed * CONTENTS + self.opened()
    }

    /// Draws from the open container, if there is one, then from sealed ones, which are opened.
    fn draw(&mut self, units: i64, single_use: bool) {
        let from_open = self.open.pop().map_or(0, |left| {
            self.open.push(left - units.min(left));
            units.min(left)
        });
        self.open_sealed(units - from_open, single_use);
    }

    /// Opens as many as it takes; the rest of a single-use one is waste.
    fn open_sealed(&mut self, units: i64, single_use: bool) {
        let containers = (units + CONTENTS - 1) / CONTENTS;
        self.sealed -= containers;
        if !single_use {
            self.open.push(containers * CONTENTS - units);
        }
        self.open.retain(|left| *left > 0);
    }
}

/// Lots of even number are of a vial that is shared; the others of a syringe for one usage.
pub(super) fn is_single_use(lot: usize) -> bool {
    lot % 2 == 1
}

impl Shelf {
    /// Does what the act says, or says why not and stays as it is.
    pub(super) fn act(&mut self, act: &Act) -> Result<(), Code> {
        match *act {
            Act::Receive { lot, containers } => self.change(lot, containers),
            Act::Adjust { lot, containers } => {
                enough(self.lots[lot].sealed, -containers)?;
                self.change(lot, containers)
            }
            Act::TakeBack { change } => self.take_back(change),
            Act::Use { lot, units } => self.draw(lot, units),
            Act::OpenAndUse { lot, units } => {
                enough(self.lots[lot].sealed * CONTENTS, units)?;
                self.lots[lot].open_sealed(units, is_single_use(lot));
                Ok(())
            }
            Act::UseContainer { lot, container, units } => self.measure(lot, container, -units),
            Act::Measure { lot, container, by } => self.measure(lot, container, by),
            Act::Open { lot } => self.open(lot),
            Act::Discard { lot, container, .. } => {
                self.lots[lot].open.remove(container);
                Ok(())
            }
            Act::Waste { lot, containers } => {
                enough(self.lots[lot].sealed, containers)?;
                self.lots[lot].sealed -= containers;
                Ok(())
            }
        }
    }

    fn change(&mut self, lot: usize, containers: i64) -> Result<(), Code> {
        self.lots[lot].sealed += containers;
        self.changes.push(Change { lot, containers, taken_back: false });
        Ok(())
    }

    fn take_back(&mut self, change: usize) -> Result<(), Code> {
        let Change { lot, containers, taken_back } = self.changes[change];
        if taken_back {
            return Err(Code::AlreadyDone);
        }
        if self.lots[lot].sealed < containers {
            return Err(Code::Conflict);
        }
        self.lots[lot].sealed -= containers;
        self.changes[change].taken_back = true;
        Ok(())
    }

    fn draw(&mut self, lot: usize, units: i64) -> Result<(), Code> {
        let single_use = is_single_use(lot);
        let lot = &mut self.lots[lot];
        if lot.open.len() > 1 {
            return Err(Code::AmbiguousContainer);
        }
        enough(lot.on_hand(), units)?;
        lot.draw(units, single_use);
        Ok(())
    }

    /// Another one beside an open one would have to be asked for in so many words.
    fn open(&mut self, lot: usize) -> Result<(), Code> {
        let lot = &mut self.lots[lot];
        if !lot.open.is_empty() {
            return Err(Code::AmbiguousContainer);
        }
        enough(lot.sealed, 1)?;
        lot.sealed -= 1;
        lot.open.push(CONTENTS);
        Ok(())
    }

    fn measure(&mut self, lot: usize, container: usize, by: i64) -> Result<(), Code> {
        let open = &mut self.lots[lot].open;
        enough(open[container], -by)?;
        open[container] += by;
        open.retain(|left| *left > 0);
        Ok(())
    }

    /// Whether the act names something that is there to be named.
    pub(super) fn knows(&self, act: &Act) -> bool {
        match *act {
            Act::TakeBack { change } => change < self.changes.len(),
            Act::UseContainer { lot, container, .. }
            | Act::Measure { lot, container, .. }
            | Act::Discard { lot, container, .. } => container < self.lots[lot].open.len(),
            _ => true,
        }
    }
}

fn enough(there: i64, wanted: i64) -> Result<(), Code> {
    if wanted <= there { Ok(()) } else { Err(Code::InsufficientStock) }
}
