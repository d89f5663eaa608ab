//! The text of a GraphQL document, before it is parsed: how deep its brackets are nested.
//!
//! The parser descends once for each open bracket, so that a small text of nothing but brackets would end the stack,
//! and with it the process.

/// How deep brackets may be nested in a document's text. Selections, arguments, lists and objects all count.
pub const MAX_NESTING: usize = 100;

/// Whether the brackets of this text are nested deeper than [`MAX_NESTING`]; those in strings and comments are not
/// counted.
#[must_use]
pub fn is_nested_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = match byte {
            b'#' => after_comment(after),
            b'"' => after_string(after),
            _ => after,
        };
        match byte {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING {
            return true;
        }
    }
    false
}

fn after_comment(text: &[u8]) -> &[u8] {
    after(text, text.iter().position(|byte| matches!(byte, b'\n' | b'\r')))
}

/// What follows a string whose opening quote was read: either `"` to `"`, or `"""` to `"""`.
fn after_string(text: &[u8]) -> &[u8] {
    match text.strip_prefix(b"\"\"") {
        Some(block) => after_closing(block, b"\"\"\"", b"\\\"\"\""),
        None => after_closing(text, b"\"", b"\\\""),
    }
}

fn after_closing<'a>(mut text: &'a [u8], quote: &[u8], escaped: &[u8]) -> &'a [u8] {
    while !text.is_empty() {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest;
        }
        // A backslash before a backslash escapes that one, not the quote after it; block strings know no such escape.
        let escape = if text.starts_with(escaped) {
            escaped.len()
        } else if text.starts_with(b"\\\\") && quote.len() == 1 {
            2
        } else {
            1
        };
        text = text.get(escape..).unwrap_or_default();
    }
    text
}

fn after(text: &[u8], end: Option<usize>) -> &[u8] {
    end.and_then(|end| text.get(end..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(open: &str, count: usize) -> String {
        open.repeat(count)
    }

    #[test]
    fn brackets_of_every_kind_count() {
        for open in ["{", "[", "(", "{a(b:["] {
            let kinds = open.bytes().filter(|byte| b"{[(".contains(byte)).count();
            assert!(!is_nested_too_deep(&nested(open, MAX_NESTING / kinds)), "{open}");
            assert!(is_nested_too_deep(&nested(open, MAX_NESTING / kinds + 1)), "{open}");
        }
    }

    #[test]
    fn brackets_side_by_side_are_not_nested() {
        assert!(!is_nested_too_deep(&"{ a(b: [1]) } ".repeat(1000)));
    }

    #[test]
    fn brackets_in_strings_and_comments_neither_open_nor_close() {
        for harmless in ["\"{\" ", "\"\\\"{\" ", "\"\"\"{ \\\"\"\" { \" {\"\"\" ", "# {\n"] {
            assert!(!is_nested_too_deep(&harmless.repeat(500)), "{harmless}");
        }
        for opening in
            ["{ \"}\" ", "{ \"\\\\\" \"}\" ", "{ \"\\\"}\" ", "{ \"\"\"}\"\"\" ", "{ \"\" ", "{ # }\n", "{ # }\r"]
        {
            assert!(is_nested_too_deep(&opening.repeat(MAX_NESTING + 1)), "{opening}");
        }
    }

    #[test]
    fn a_string_that_never_ends_is_read_to_the_end() {
        assert!(!is_nested_too_deep("\"{{{"));
        assert!(!is_nested_too_deep("\"\"\"{{{\\"));
    }
}
