//! What one scan of a label says: the shape in which every kind of code is handed back to the stockroom.

use std::fmt;

use chrono::NaiveDate;

/// What one code says, and what is wrong with it.
///
/// Only what passed its checks stands in the named fields: a GTIN with a wrong check digit is among the `elements` and the
/// `problems`, but never in `gtin`, so it cannot be matched with a product by accident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The kind of code.
    pub format: BarcodeFormat,
    /// The code without symbology identifier and line ends, as it was read.
    pub text: String,
    /// The parts of the code in the order in which they stand on the label.
    pub elements: Vec<ScanElement>,
    /// What is wrong with the code, warnings included.
    pub problems: Vec<ScanProblem>,
    /// True when the code reads as something that the label most likely does not say.
    /// Such a reading is never received without an explicit confirmation.
    pub suspect: bool,
    /// What the label most likely says, when that can be told.
    pub likely_intended: Option<String>,
    /// GTIN of the trade item, filled up to 14 digits.
    pub gtin: Option<String>,
    /// Another GTIN that the same digits can stand for: eight digits may be a GTIN-8 or a UPC-E.
    pub other_gtin: Option<String>,
    /// Lot number as printed.
    pub lot_number: Option<String>,
    /// Expiry date: the last day that may be used as a whole, of several the earliest. A label that gives a month means its
    /// last day; one that gives an hour means the day before, since all of that day would be too long.
    pub expires_on: Option<NaiveDate>,
    /// Best-before date, when the label gives one.
    pub best_before_on: Option<NaiveDate>,
    /// Production date, when the label gives one.
    pub produced_on: Option<NaiveDate>,
    /// Serial number.
    pub serial: Option<String>,
    /// How many pieces the code says it stands for: a variable count, or the count of items in a case.
    pub count: Option<u32>,
    /// National Drug Codes in their 10-digit form with hyphens. A bare number does not tell where its hyphens stand: then
    /// every place is listed.
    pub ndc: Vec<String>,
    /// Labeler and product of a HIBC label.
    pub hibc: Option<HibcProduct>,
    /// Link character of a HIBC secondary code: equal to the check character of the primary code that it belongs to.
    pub hibc_link: Option<char>,
    /// Label of an opened container, in the spelling in which it is stored.
    pub container_label: Option<String>,
}

impl Reading {
    /// A reading of this text that says nothing yet.
    pub(super) fn new(format: BarcodeFormat, text: &str) -> Self {
        Self {
            format,
            text: text.to_owned(),
            elements: Vec::new(),
            problems: Vec::new(),
            suspect: false,
            likely_intended: None,
            gtin: None,
            other_gtin: None,
            lot_number: None,
            expires_on: None,
            best_before_on: None,
            produced_on: None,
            serial: None,
            count: None,
            ndc: Vec::new(),
            hibc: None,
            hibc_link: None,
            container_label: None,
        }
    }

    /// The problems that make a part of the code unusable. Missing or unexpected companions are warnings: real labels split
    /// their data over two symbols.
    pub fn faults(&self) -> impl Iterator<Item = &ScanProblem> {
        self.problems.iter().filter(|problem| !problem.code.is_warning())
    }

    /// Adds a problem.
    pub(super) fn report(&mut self, code: ScanProblemCode, message: impl Into<String>, at: Option<usize>) {
        self.problems.push(ScanProblem { code, message: message.into(), at });
    }

    /// Adds what an error says as a sentence.
    pub(super) fn report_error(&mut self, code: ScanProblemCode, error: &impl fmt::Display, at: usize) {
        let error = error.to_string();
        let mut characters = error.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        let message: String = first.into_iter().chain(characters).chain(['.']).collect();
        self.report(code, message, Some(at));
    }

    /// Adds an element.
    pub(super) fn add(&mut self, identifier: &str, title: &'static str, value: &str) {
        self.elements.push(ScanElement { identifier: identifier.to_owned(), title, value: value.to_owned() });
    }
}

/// The kind of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BarcodeFormat {
    /// GS1 application identifiers as a scanner sends them.
    Gs1ElementString,
    /// GS1 application identifiers as people read them: `(01)…(10)…`.
    Gs1HumanReadable,
    /// A web address that carries GS1 application identifiers.
    Gs1DigitalLink,
    /// A bare article number: GTIN-8, UPC-E, GTIN-12 (UPC), GTIN-13 (EAN) or GTIN-14.
    Gtin,
    /// A US National Drug Code.
    Ndc,
    /// A Health Industry Bar Code.
    Hibc,
    /// An ISBT 128 code of blood and tissue: recognised and kept as it is.
    Isbt128,
    /// A label that this service gave to an opened container.
    ContainerLabel,
    /// A lot number by itself. No code tells that of itself: who knows the lots says so.
    LotNumber,
    /// None of these.
    Unknown,
}

/// One part of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanElement {
    /// Application identifier, or the field's name in codes that have none.
    pub identifier: String,
    /// What the part is, in plain words.
    pub title: &'static str,
    /// The value as it stands in the code.
    pub value: String,
}

/// One thing that is wrong with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanProblem {
    /// The kind of problem.
    pub code: ScanProblemCode,
    /// The problem in a sentence for the person who scanned.
    pub message: String,
    /// Where it stands: characters from the start of the code, or nothing when it concerns the code as a whole.
    pub at: Option<usize>,
}

/// The kinds of problems of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScanProblemCode {
    /// A check digit, check character or check pair is wrong.
    CheckDigit,
    /// No such day or time.
    BadDate,
    /// A character that may not stand there.
    BadCharacter,
    /// Too short, too long or empty.
    BadLength,
    /// A value outside its list or range: no such country, more pieces than there are in all.
    BadValue,
    /// No such application identifier.
    UnknownIdentifier,
    /// Something belongs with this that the code does not carry. A warning.
    MissingCompanion,
    /// Something stands here that does not go with the rest. A warning.
    ForbiddenCompanion,
    /// The same identifier occurs twice with different values.
    RepeatedDifferently,
    /// The code gives more than one last day: the earliest counts. A warning.
    LastDaysDiffer,
    /// A separator between two parts was most likely lost.
    MissingSeparator,
    /// A separator stands where none belongs: in front of the code, or twice. It is read all the same. A warning.
    StraySeparator,
    /// The symbol is not marked as GS1 and is read as such by its content. A warning.
    NotMarkedAsGs1,
    /// A number that a spreadsheet or an old scanner damaged.
    DamagedNumber,
    /// The code is longer than any label's.
    TooLong,
    /// Nothing in the code was understood.
    NotRecognised,
}

impl ScanProblemCode {
    /// True for what is odd and does not make a value wrong.
    pub fn is_warning(self) -> bool {
        matches!(
            self,
            Self::MissingCompanion
                | Self::ForbiddenCompanion
                | Self::LastDaysDiffer
                | Self::StraySeparator
                | Self::NotMarkedAsGs1
        )
    }
}

/// A place of a code where a separator may have been lost: a value that may end earlier, and the elements that follow it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleSplit {
    /// Application identifier of the value as it was read.
    pub identifier: String,
    /// The value as it is when it ends here.
    pub value: String,
    /// Identifiers and values that follow then.
    pub behind: Vec<(String, String)>,
    /// Where the separator may have stood: characters from the start of the code.
    pub at: usize,
    /// The whole label as people read it then.
    pub intended: String,
    /// Whether all that follows are identifiers that labels of health care carry.
    pub usual: bool,
    /// Whether what follows holds a date or a check digit, which seldom fit by chance.
    pub verified: bool,
}

impl PossibleSplit {
    /// The value of an identifier that follows then.
    pub fn gives(&self, code: &str) -> Option<&str> {
        self.behind.iter().find(|(given, _)| given == code).map(|(_, value)| value.as_str())
    }
}

/// Labeler, product and package of a HIBC label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HibcProduct {
    /// Labeler identification code: one letter and three letters or digits.
    pub labeler: String,
    /// The labeler's product or catalogue number.
    pub product: String,
    /// Unit of measure: 0 is the single unit, 1 to 8 the packages above it, 9 a variable quantity.
    pub unit_of_measure: char,
}

impl fmt::Display for HibcProduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.labeler, self.product, self.unit_of_measure)
    }
}
