//! The words of notices that say what stands behind them.

/// What a word says of what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Lot numbers follow.
    Lot,
    /// A date follows.
    Date,
    /// A code of the product, a serial number or another number follows, and no lot.
    Code,
    /// It belongs to the label before it.
    Filler,
    /// It joins what stands before it and behind it.
    Joint,
    /// From the value before it to the one behind it.
    Through,
    /// All of what follows.
    All,
    /// Something else.
    None,
}

const LOT: [&str; 9] = ["LOT", "LOTS", "LOT#", "LOTNO", "BATCH", "BATCHES", "BATCH#", "CONTROL", "L/N"];
const DATE: [&str; 22] = [
    "EXP",
    "EXPS",
    "EXPIRY",
    "EXPIRE",
    "EXPIRES",
    "EXPIRED",
    "EXPIRING",
    "EXPIRATION",
    "EXPDATE",
    "BUD",
    "BUDS",
    "BBD",
    "BEST",
    "USE",
    "SELL",
    "BEYOND",
    "BEYOND-USE",
    "DATE",
    "DATES",
    "DATED",
    "DOM",
    "MFG",
];
const CODE: [&str; 30] = [
    "REF",
    "REFS",
    "REFERENCE",
    "NDC",
    "NDCS",
    "UPC",
    "UPCS",
    "EAN",
    "GTIN",
    "GTINS",
    "UDI",
    "UDIS",
    "UDI-DI",
    "DI",
    "SKU",
    "SERIAL",
    "SERIALS",
    "S/N",
    "SN",
    "MODEL",
    "MODELS",
    "ITEM",
    "ITEMS",
    "CATALOG",
    "CATALOGUE",
    "CAT",
    "PART",
    "PRODUCT",
    "RECALL",
    "K-NUMBER",
];
const FILLER: [&str; 12] =
    ["NUMBER", "NUMBERS", "NUMBER/S", "NO", "NOS", "NUM", "CODE", "CODES", "ID", "S", "RANGE", "RANGES"];
const JOINT: [&str; 13] =
    ["THE", "OF", "FOLLOWING", "ARE", "IS", "WITH", "FROM", "AND", "OR", "BY", "IF", "INCLUDING", "INCLUDE"];
const THROUGH: [&str; 5] = ["THRU", "THROUGH", "TO", "UNTIL", "-"];

/// What the word means, however it is written; `Lot/Batch` means what its last part does, where all have a meaning.
pub(super) fn meaning(text: &str) -> Meaning {
    if text.len() > 16 {
        return Meaning::None;
    }
    let word = text.to_ascii_uppercase();
    match one(&word) {
        Meaning::None if word.contains('/') => several(&word),
        meaning => meaning,
    }
}

fn one(word: &str) -> Meaning {
    let lists: [(&[&str], Meaning); 6] = [
        (&LOT, Meaning::Lot),
        (&DATE, Meaning::Date),
        (&CODE, Meaning::Code),
        (&FILLER, Meaning::Filler),
        (&JOINT, Meaning::Joint),
        (&THROUGH, Meaning::Through),
    ];
    match lists.into_iter().find(|(words, _)| words.contains(&word)) {
        Some((_, meaning)) => meaning,
        None if word == "ALL" => Meaning::All,
        None => Meaning::None,
    }
}

fn several(word: &str) -> Meaning {
    let meanings: Vec<Meaning> = word.split('/').map(one).collect();
    if meanings.contains(&Meaning::None) {
        return Meaning::None;
    }
    if meanings.contains(&Meaning::Lot) { Meaning::Lot } else { meanings.last().copied().unwrap_or(Meaning::None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_however_they_are_written() {
        for label in ["Lot", "LOTS", "lot", "Lot/Batch", "Batch", "EXP/LOT"] {
            assert_eq!(meaning(label), Meaning::Lot, "{label}");
        }
        assert_eq!(meaning("Exp"), Meaning::Date);
        assert_eq!(meaning("Code/UDI"), Meaning::Code);
        for word in ["C3016", "allotted", "expert", "N/A", "07/2014"] {
            assert_eq!(meaning(word), Meaning::None, "{word}");
        }
    }
}
