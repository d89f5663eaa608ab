//! The separator between two elements, FNC1, and what scanners and keyboards make of it.

/// The character that scanners send for FNC1.
pub(super) const GROUP_SEPARATOR: char = '\u{1d}';

/// What else stands for it: names and escapes that scanners are set to send, and the sign that shows it on a screen. None can
/// be part of a sensible value: most hold characters that GS1 does not allow.
const STAND_INS: [&str; 9] = ["<GS>", "{GS}", "[GS]", "^]", "~d029", "<FNC1>", "{FNC1}", "\\x1d", "\u{241d}"];

/// Length in bytes of the separator that the text begins with; nothing when it begins with none.
pub(super) fn length_at_start(text: &str) -> Option<usize> {
    match text.as_bytes().first()? {
        0x1d => Some(1),
        byte if is_start(*byte) => STAND_INS.iter().find(|name| starts_with(text, name)).map(|name| name.len()),
        _ => None,
    }
}

/// Bytes before the first separator of a text.
pub(super) fn find(text: &str) -> Option<usize> {
    let candidates = text.bytes().enumerate().filter(|(_, byte)| is_start(*byte));
    candidates.map(|(at, _)| at).find(|at| text.get(*at..).and_then(length_at_start).is_some())
}

/// True when the text holds a separator.
pub(super) fn occurs_in(text: &str) -> bool {
    find(text).is_some()
}

fn is_start(byte: u8) -> bool {
    matches!(byte, 0x1d | b'<' | b'{' | b'[' | b'^' | b'~' | b'\\' | 0xe2)
}

fn starts_with(text: &str, name: &str) -> bool {
    text.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_and_its_stand_ins_are_found_where_they_stand() {
        for name in ["\u{1d}", "<GS>", "{gs}", "^]", "~d029", "␝"] {
            assert_eq!(find(&format!("L1{name}17")), Some(2), "{name}");
        }
    }

    #[test]
    fn a_text_that_only_looks_like_one_is_left_alone() {
        for text in ["L1<G>", "A^B", "~", "<", "€", "L1"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
