//! What a scanner says about the symbol it read: the symbology identifier in front of the data (ISO/IEC 15424).

/// The data of a symbol, by what its identifier promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier<'a> {
    /// A GS1 element string: GS1-128, DataBar, GS1 DataMatrix, GS1 QR, GS1 DotCode.
    ElementString(&'a str),
    /// An article number of 13, 8 or 14 digits: EAN-13 and UPC, EAN-8, ITF-14.
    ArticleNumber {
        /// The digits.
        number: &'a str,
        /// How many there must be.
        digits: usize,
        /// The element string of the symbol printed above it, if there is one.
        composite: Option<&'a str>,
    },
    /// Anything else: what it is shows in the data.
    Plain(&'a str),
}

/// Bytes of a symbology identifier.
pub(super) const IDENTIFIER_LENGTH: usize = 3;

/// What parts an article number from the element string above it.
const COMPOSITE: &str = "|]e0";

/// Reads the symbology identifier. Nothing when there is none, or none that a scanner of this kind sends.
pub fn open(scan: &str) -> Option<Carrier<'_>> {
    let (identifier, data) = scan.split_at_checked(IDENTIFIER_LENGTH)?;
    match identifier.as_bytes() {
        b"]C1" | b"]e0" | b"]d2" | b"]Q3" | b"]J1" => Some(Carrier::ElementString(data)),
        b"]E0" => Some(article_number(data, 13)),
        b"]E4" => Some(article_number(data, 8)),
        // ITF is used for more than article numbers; fourteen digits are one.
        [b']', b'I', b'0'..=b'9'] if data.len() == 14 => Some(article_number(data, 14)),
        [b']', kind, modifier] if is_kind(*kind) && modifier.is_ascii_alphanumeric() => Some(Carrier::Plain(data)),
        _ => None,
    }
}

fn article_number(data: &str, digits: usize) -> Carrier<'_> {
    let (number, composite) = data.split_once(COMPOSITE).map_or((data, None), |(number, above)| (number, Some(above)));
    Carrier::ArticleNumber { number, digits, composite }
}

/// Code 39, Code 128, Data Matrix, EAN, DataBar, Codabar, Code 93, ITF, DotCode, PDF417, QR, Aztec, other.
fn is_kind(kind: u8) -> bool {
    b"ACdEeFGIJLQz".contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbols_of_gs1_promise_an_element_string() {
        for identifier in ["]C1", "]e0", "]d2", "]Q3", "]J1"] {
            assert_eq!(open(&format!("{identifier}10L1")), Some(Carrier::ElementString("10L1")));
        }
    }

    #[test]
    fn a_symbol_above_an_article_number_is_read_with_it() {
        let expected = Carrier::ArticleNumber { number: "2112345678900", digits: 13, composite: Some("17271130") };
        assert_eq!(open("]E02112345678900|]e017271130"), Some(expected));
    }

    #[test]
    fn a_text_without_symbology_identifier_is_left_to_its_content() {
        for scan in ["", "]", "]d", "]XX", "01", "d2x", "]§"] {
            assert_eq!(open(scan), None, "{scan}");
        }
        assert_eq!(open("]d1+A123"), Some(Carrier::Plain("+A123")));
    }
}
