//! The text of a notice in pieces: words and numbers, and how wide the gap before each is.

use super::word::{self, Meaning};

/// What stands before a piece, from narrow to wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Blanks.
    Blank,
    /// A comma, a bracket or another mark.
    Mark,
    /// A semicolon.
    Semicolon,
    /// The end of a line.
    Line,
    /// An empty line, or the beginning.
    Paragraph,
}

/// A word or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// As it is written, without marks at its ends.
    pub(super) text: &'t str,
    /// What stands before it.
    pub(super) gap: Gap,
    /// It numbers a paragraph: `1)`.
    pub(super) counts: bool,
}

/// Takes compatibility forms and marks of ownership out of a text, so that it can be cut.
pub(super) fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let is_mark = |character: char| matches!(character, '®' | '©' | '™' | '℠');
    text.chars().map(|character| if is_mark(character) { ' ' } else { character }).nfkc().collect()
}

/// Cuts a plain text; its length bounds the work.
pub(super) fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut gap, mut opened) = (Gap::Paragraph, false);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|character| is_separator(character) != is_separator(first)).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        if is_separator(first) {
            gap = gap.max(width(part));
            opened = part.contains('(');
            if part.contains(['–', '—']) {
                pieces.push(Piece { text: "-", gap, counts: false });
                gap = Gap::Blank;
            }
        } else {
            let counts =
                !opened && behind.starts_with(')') && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
            add(&mut pieces, part, gap, counts);
            gap = Gap::Blank;
        }
        rest = behind;
    }
    pieces
}

/// Adds a piece, with a label that is written without a blank before it (`Exp.07/2014`) apart.
fn add<'t>(pieces: &mut Vec<Piece<'t>>, part: &'t str, gap: Gap, counts: bool) {
    let text = part.trim_matches(|character: char| !character.is_alphanumeric());
    if text.is_empty() {
        if matches!(part, "-" | "--" | "&") {
            pieces.push(Piece { text: "-", gap, counts });
        }
        return;
    }
    match text.split_once('.') {
        Some((label, value)) if is_label(label) && !value.is_empty() => {
            pieces.push(Piece { text: label, gap, counts: false });
            pieces.push(Piece { text: value, gap: Gap::Mark, counts: false });
        }
        _ => pieces.push(Piece { text, gap, counts }),
    }
}

fn is_label(text: &str) -> bool {
    matches!(word::meaning(text), Meaning::Lot | Meaning::Date | Meaning::Code | Meaning::Filler)
}

/// Marks that never stand inside a lot number.
fn is_separator(character: char) -> bool {
    let mark = |character| ",;:()[]{}\"'|#=<>*!?~^\\`“”‘’„•·–—…".contains(character);
    character.is_whitespace() || character.is_control() || mark(character)
}

fn width(separators: &str) -> Gap {
    match separators.matches(['\n', '\u{2029}']).count() {
        0 if separators.contains(';') => Gap::Semicolon,
        0 if separators.chars().all(char::is_whitespace) => Gap::Blank,
        0 => Gap::Mark,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    }
}
