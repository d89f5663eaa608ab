//! Printable pages: what stands in them is text, never markup; they need nothing from elsewhere and run no scripts.

use std::borrow::Cow;

/// How pages look, on paper above all.
const STYLE: &str = "body{font:11pt/1.4 system-ui,sans-serif;margin:2em;color:#111}h1{font-size:1.5em;margin:0}\
h2{font-size:1.15em;margin:1.6em 0 .4em}p{margin:.3em 0}table{border-collapse:collapse;width:100%;font-size:.85em}\
th,td{border:1px solid #bbb;padding:.25em .45em;text-align:left;vertical-align:top}th{background:#f0f0f0}\
td.n,th.n{text-align:right}td.n{white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}.w{font-weight:bold}\
.f th{width:13em}.s td{height:3.2em;width:33%;vertical-align:bottom;font-size:.9em}.k{break-inside:avoid}\
@page{margin:15mm;@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);font:9pt sans-serif}}@page wide{size:landscape}.wide{page:wide}@media print{body{margin:0}h2{break-after:avoid}}";

/// The text without anything that a browser takes for markup.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let escaped = text.chars().fold(String::with_capacity(text.len() + 16), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
        escaped
    });
    Cow::Owned(escaped)
}

/// The beginning of a page.
pub fn begin(title: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n"
    )
}

/// The end of a page.
pub fn end() -> &'static str {
    "</body></html>\n"
}

/// A heading of a part.
pub fn heading(text: &str) -> String {
    format!("<h2>{}</h2>\n", escape(text))
}

/// A paragraph.
pub fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

/// A table of what is said, line by line: a word for it, and what it is. It stays together on a sheet.
pub fn fields<Value: AsRef<str>>(lines: impl IntoIterator<Item = (&'static str, Value)>) -> String {
    let lines = lines
        .into_iter()
        .map(|(name, value)| format!("<tr><th>{}</th><td>{}</td></tr>\n", escape(name), escape(value.as_ref())));
    format!("<table class=\"f\"><tbody>\n{}</tbody></table>\n", lines.collect::<String>())
}

/// A part with its heading that stays together on a sheet.
pub fn kept_together(heading_text: &str, content: &str) -> String {
    format!("<div class=\"k\">{}{content}</div>\n", heading(heading_text))
}

/// Room for each of these to sign, with name and day.
pub fn signatures(signers: &[&str]) -> String {
    let line = |signer: &&str| format!("<tr><td>{}: name</td><td>Signature</td><td>Date</td></tr>\n", escape(signer));
    format!("<table class=\"s\"><tbody>\n{}</tbody></table>\n", signers.iter().map(line).collect::<String>())
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Of texts.
    Text(&'static str),
    /// Of numbers.
    Number(&'static str),
}

/// How many columns stand on an upright sheet; a wider table is printed across.
const UPRIGHT: usize = 10;

/// The beginning of a table with these columns.
pub fn table(columns: &[Column]) -> String {
    let head = columns.iter().map(|column| match column {
        Column::Text(name) => format!("<th>{}</th>", escape(name)),
        Column::Number(name) => format!("<th class=\"n\">{}</th>", escape(name)),
    });
    let class = if columns.len() > UPRIGHT { " class=\"wide\"" } else { "" };
    format!("<table{class}><thead><tr>{}</tr></thead><tbody>\n", head.collect::<String>())
}

/// A row of a table with these columns.
pub fn row<Cell: AsRef<str>>(columns: &[Column], cells: impl IntoIterator<Item = Cell>) -> String {
    let cells = columns.iter().zip(cells).map(|(column, cell)| {
        let class = if matches!(column, Column::Number(_)) { " class=\"n\"" } else { "" };
        format!("<td{class}>{}</td>", escape(cell.as_ref()))
    });
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

/// The end of a table.
pub fn end_of_table() -> &'static str {
    "</tbody></table>\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_in_a_text_is_shown_and_not_done() {
        assert_eq!(
            paragraph("<script>alert('&')</script>"),
            "<p>&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>\n"
        );
        let columns = [Column::Text("lot"), Column::Number("units")];
        assert_eq!(row(&columns, ["A<1", "4"]), "<tr><td>A&lt;1</td><td class=\"n\">4</td></tr>\n");
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_markup(text in "\\PC{0,40}") {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert_eq!(escaped.matches('&').count(), text.matches(['&', '<', '>', '"', '\'']).count());
        }
    }
}
