//! The parts of a code, and what is wrong with it.

use crate::rules::barcode::{self, BarcodeFormat as Format, ScanProblemCode as Problem};
use async_graphql::{Description, Enum, Object};

/// The kind of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Format")]
pub enum BarcodeFormat {
    /// GS1 application identifiers as a scanner sends them.
    #[graphql(name = "GS1_ELEMENT_STRING")]
    Gs1ElementString,
    /// GS1 application identifiers as people read them: `(01)…(10)…`.
    #[graphql(name = "GS1_HUMAN_READABLE")]
    Gs1HumanReadable,
    /// A web address that carries GS1 application identifiers.
    #[graphql(name = "GS1_DIGITAL_LINK")]
    Gs1DigitalLink,
    /// A bare article number: GTIN-8, UPC-E, GTIN-12 (UPC), GTIN-13 (EAN) or GTIN-14.
    Gtin,
    /// A US National Drug Code.
    Ndc,
    /// A Health Industry Bar Code.
    Hibc,
    /// An ISBT 128 code of blood and tissue, kept as it is.
    #[graphql(name = "ISBT_128")]
    Isbt128,
    /// The label of a container that was opened here.
    ContainerLabel,
    /// A lot number by itself, which one lot of the books has.
    LotNumber,
    /// None of these.
    Unknown,
}

/// The kinds of problems of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Problem")]
pub enum ScanProblemCode {
    /// A check digit, check character or check pair is wrong.
    CheckDigit,
    /// No such day or time.
    BadDate,
    /// A character that may not stand there.
    BadCharacter,
    /// Too short, too long or empty.
    BadLength,
    /// A value outside its list or range.
    BadValue,
    /// No such application identifier.
    UnknownIdentifier,
    /// Something belongs with this that the code does not carry. A warning: labels split their data over two symbols.
    MissingCompanion,
    /// Something stands here that does not go with the rest. A warning.
    ForbiddenCompanion,
    /// The same identifier occurs twice with different values.
    RepeatedDifferently,
    /// The code gives more than one last day: the earliest counts. A warning.
    LastDaysDiffer,
    /// A separator between two parts was most likely lost, or the scanner sends another character for it.
    MissingSeparator,
    /// A separator stands where none belongs: in front of the code, or twice. It is read all the same. A warning.
    StraySeparator,
    /// The symbol is not marked as GS1 and is read as such by its content. A warning.
    #[graphql(name = "NOT_MARKED_AS_GS1")]
    NotMarkedAsGs1,
    /// A number that a spreadsheet or an old scanner damaged.
    DamagedNumber,
    /// The code is longer than any label's.
    TooLong,
    /// Nothing in the code was understood.
    NotRecognised,
}

/// One part of a code.
#[derive(Description)]
pub(in crate::graphql) struct ScanElement<'a>(pub(super) &'a barcode::ScanElement);

#[Object(use_type_description)]
impl ScanElement<'_> {
    /// Application identifier, or the field's name in codes that have none.
    async fn identifier(&self) -> &str {
        &self.0.identifier
    }

    /// What the part is.
    async fn title(&self) -> &str {
        self.0.title
    }

    /// The value as it stands in the code.
    async fn value(&self) -> &str {
        &self.0.value
    }
}

/// One thing that is wrong with a code.
#[derive(Description)]
pub(in crate::graphql) struct ScanProblem<'a>(pub(super) &'a barcode::ScanProblem);

#[Object(use_type_description)]
impl ScanProblem<'_> {
    /// The kind of problem.
    async fn code(&self) -> ScanProblemCode {
        self.0.code.into()
    }

    /// The problem in a sentence for the person who scanned.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// Where it stands, in characters from the start of the code; null when it concerns the code as a whole.
    async fn at(&self) -> Option<usize> {
        self.0.at
    }
}
