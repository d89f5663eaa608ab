//! The lot numbers that a text names, read word by word: what stands behind `Lot` is one, what stands behind `Exp` or
//! `NDC` is none, and what looks like one may be one.

use super::{
    date,
    piece::{Gap, Piece},
    shape::Shape,
    word::{self, Meaning},
};
use crate::{lot_number, recall::lot_range::LotRange};

/// Longest lot number that is looked for, in bytes: stored ones have 80 characters at most.
const LONGEST: usize = 160;
/// Longest number that is printed with blanks inside it.
const LONGEST_JOINED: usize = 24;
/// How many pieces one number may be printed in.
const MOST_JOINED: usize = 3;

/// How sure the text is that a number is one of a lot, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Somewhere in the description.
    Mentioned,
    /// In the text that lists lots, without a label.
    Listed,
    /// Behind the word `lot`.
    Labelled,
}

/// A number that may be one of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// In the form that numbers are matched by.
    pub(super) canonical: String,
    /// Where it stands.
    pub(super) place: Place,
    /// It is the first thing behind its label, in capitals.
    pub(super) direct: bool,
}

/// What a text says of lots.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// The numbers, in the order of the text; one may come twice.
    pub(super) lots: Vec<Mention>,
    /// The ranges, and where they stand.
    pub(super) ranges: Vec<(LotRange, Place)>,
    /// All lots are meant.
    pub(super) all_lots: bool,
    /// The pieces that stand where a code of the product does.
    pub(super) codes: Vec<String>,
}

/// What is expected next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Anything,
    Lots,
    Date { seen: bool, then_lots: bool },
    Code,
}

/// Reads the pieces of one text; `otherwise` is the place of what stands behind no label.
pub(super) fn read(pieces: &[Piece<'_>], otherwise: Place, into: &mut Mentions) {
    let mut reader = Reader::new(otherwise, into);
    let mut rest = pieces;
    while let Some(piece) = rest.first() {
        let taken = reader.take(piece, rest).max(1);
        rest = rest.get(taken..).unwrap_or_default();
    }
}

struct Reader<'m, 't> {
    found: &'m mut Mentions,
    otherwise: Place,
    expected: Expected,
    /// A label was read, and no value since.
    label_stands: bool,
    /// It was read right before, but for `number` and the like.
    label_is_near: bool,
    /// How many pieces ago `all` stood.
    since_all: usize,
    /// The values right before, with nothing but blanks between them and to the next.
    run: Vec<&'t str>,
    /// The number that a range may begin with.
    last: Option<String>,
    /// `through` stands behind that number.
    through: bool,
}

impl<'m, 't> Reader<'m, 't> {
    fn new(otherwise: Place, found: &'m mut Mentions) -> Self {
        let (run, last) = (Vec::new(), None);
        Self {
            found,
            otherwise,
            expected: Expected::Anything,
            label_stands: false,
            label_is_near: false,
            since_all: usize::MAX,
            run,
            last,
            through: false,
        }
    }

    /// Reads a piece, and tells how many were taken with it.
    fn take(&mut self, piece: &Piece<'t>, rest: &[Piece<'t>]) -> usize {
        self.pass(piece.gap);
        self.since_all = self.since_all.saturating_add(1);
        let meaning = word::meaning(piece.text);
        if meaning != Meaning::None {
            self.run.clear();
            self.label(meaning);
            return 1;
        }
        if piece.counts {
            return 1;
        }
        self.value(piece, rest)
    }

    /// What a gap ends.
    fn pass(&mut self, gap: Gap) {
        if gap > Gap::Blank {
            self.run.clear();
        }
        self.expected = match self.expected {
            Expected::Date { seen: true, then_lots } if gap >= Gap::Mark => if_lots(then_lots),
            Expected::Code if gap >= Gap::Semicolon && !self.label_stands => Expected::Anything,
            _ if gap == Gap::Paragraph && !self.label_stands => Expected::Anything,
            expected => expected,
        };
    }

    fn label(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Lot => {
                self.found.all_lots |= self.since_all <= 3;
                self.expect(Expected::Lots);
            }
            // `Lot numbers and expiry dates:` is one label.
            Meaning::Date if self.expected == Expected::Lots && self.label_stands => self.label_is_near = false,
            Meaning::Date => {
                let then_lots =
                    self.expected == Expected::Lots || matches!(self.expected, Expected::Date { then_lots: true, .. });
                self.expect(Expected::Date { seen: false, then_lots });
            }
            Meaning::Code => self.expect(Expected::Code),
            Meaning::All => self.since_all = 0,
            Meaning::Through => self.through = self.last.is_some(),
            Meaning::Joint => self.label_is_near = false,
            Meaning::Filler | Meaning::None => {}
        }
    }

    fn expect(&mut self, expected: Expected) {
        (self.expected, self.label_stands, self.label_is_near) = (expected, true, true);
        (self.last, self.through) = (None, false);
    }

    fn value(&mut self, piece: &Piece<'t>, rest: &[Piece<'t>]) -> usize {
        let direct = std::mem::take(&mut self.label_stands);
        let length = date::length(rest);
        let named_a_lot = direct && self.label_is_near && self.expected == Expected::Lots;
        if length > 0 && !(named_a_lot && length == 1) {
            self.pass_date();
            return length;
        }
        if let Expected::Date { then_lots, .. } = self.expected {
            if may_end_a_date(piece.text) {
                self.pass_date();
                return 1;
            }
            self.expected = if_lots(then_lots);
        }
        if self.expected == Expected::Code {
            self.found.codes.push(lot_number::canonical(piece.text));
            return 1;
        }
        let near = std::mem::take(&mut self.label_is_near);
        self.lot(piece.text, direct && near && self.expected == Expected::Lots && is_capital(piece.text));
        1
    }

    fn pass_date(&mut self) {
        if let Expected::Date { seen, .. } = &mut self.expected {
            *seen = true;
        }
        self.run.clear();
        (self.last, self.through) = (None, false);
    }

    /// A value that may be a number of a lot, by itself, in parts, or with those before it.
    fn lot(&mut self, text: &'t str, direct: bool) {
        if text.len() > LONGEST {
            self.run.clear();
            return;
        }
        let place = if self.expected == Expected::Lots { Place::Labelled } else { self.otherwise };
        let canonical = lot_number::canonical(text);
        self.close_range(&canonical, place);
        self.hyphened_range(&canonical, place);
        self.mention(&canonical, place, direct);
        for part in parts(text) {
            self.mention(&lot_number::canonical(part), place, direct);
        }
        self.join(text, place);
        self.last = Some(canonical);
    }

    fn mention(&mut self, canonical: &str, place: Place, direct: bool) {
        if canonical.chars().nth(1).is_some() {
            self.found.lots.push(Mention { canonical: canonical.to_owned(), place, direct });
        }
    }

    fn close_range(&mut self, last: &str, place: Place) {
        if std::mem::take(&mut self.through)
            && let Some(range) = self.last.as_deref().and_then(|first| range(first, last))
        {
            self.found.ranges.push((range, place));
        }
    }

    /// `07110002-07110009`: two numbers, or one with a hyphen; both are looked for.
    fn hyphened_range(&mut self, canonical: &str, place: Place) {
        let Some((first, last)) = canonical.split_once('-') else { return };
        let numbers = [first, last].map(Shape::of).iter().all(|shape| matches!(shape, Shape::Code | Shape::Number));
        if numbers && let Some(range) = range(first, last) {
            self.found.ranges.push((range, place));
        }
    }

    /// FDA prints one lot as `C3016 C3` and elsewhere without the space.
    fn join(&mut self, text: &'t str, place: Place) {
        if !is_capital(text) {
            self.run.clear();
            return;
        }
        for start in 0..self.run.len() {
            let before = self.run.get(start..).unwrap_or_default();
            let joined = lot_number::canonical(&format!("{}{text}", before.concat()));
            if joined.len() <= LONGEST_JOINED && Shape::of(&joined) == Shape::Code {
                self.mention(&joined, place, false);
            }
        }
        self.run.push(text);
        if self.run.len() >= MOST_JOINED {
            self.run.remove(0);
        }
    }
}

/// The range between two numbers, where there is one; words make none.
fn range(first: &str, last: &str) -> Option<LotRange> {
    let has_digit = first.contains(|character: char| character.is_ascii_digit());
    LotRange::new(vec![], first.to_owned(), last.to_owned()).ok().filter(|_| has_digit)
}

fn if_lots(lots: bool) -> Expected {
    if lots { Expected::Lots } else { Expected::Anything }
}

/// What may belong to a date where one is expected.
fn may_end_a_date(text: &str) -> bool {
    let short = text.len() <= 4 && text.chars().all(|character| character.is_ascii_digit());
    let word = text.chars().all(|character| character.is_alphabetic());
    short || word || date::is_bare(text) || date::is_glued(text)
}

/// The parts of `C3016C3/C3121C3` that may be numbers of their own.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let several = text.contains('/');
    text.split('/').filter(move |part| several && part.len() >= 5 && part.contains(|c: char| c.is_ascii_digit()))
}

fn is_capital(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_uppercase() || character.is_ascii_digit())
}
