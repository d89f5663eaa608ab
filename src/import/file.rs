//! The file: its separator and header, and its lines one by one, without holding more than one of them.

use super::{
    bad_line::BadLine,
    line::{Column, Line},
};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord, Terminator};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
    sync::Arc,
};

/// What may stand between cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The lines of the file at `path`, whose header must name these columns.
pub(super) fn open(path: &Path, columns: &[Column]) -> Result<Lines<Text<BufReader<File>>>, BadLine> {
    let file = File::open(path).map_err(|cause| of_file(&format!("The file cannot be opened: {cause}.")))?;
    lines(BufReader::new(file), columns)
}

/// The lines of a text.
pub(super) fn lines<R: BufRead>(mut text: R, columns: &[Column]) -> Result<Lines<Text<R>>, BadLine> {
    let unreadable = |cause| of_file(&format!("The file cannot be read: {cause}."));
    let start = text.fill_buf().map_err(unreadable)?;
    refuse_other_kinds(start)?;
    let is_marked = start.starts_with(MARK);
    let only_returns = has_only_returns(start);
    text.consume(if is_marked { MARK.len() } else { 0 });

    let mut text = BufReader::new(LineFeeds { text, only_returns });
    let start = text.fill_buf().map_err(unreadable)?;
    let said = said_separator(start);
    let separator = said.map_or_else(|| separator_of(start), |(separator, _)| separator);
    let lines_before = u64::from(said.is_some());
    text.consume(said.map_or(0, |(_, length)| length));

    // A line ends at its line feed; a carriage return before it is white space around the last cell.
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).terminator(Terminator::Any(b'\n')).flexible(true);
    let mut reader = builder.from_reader(text);
    let header = reader.headers().map_err(|cause| bad(1, lines_before, &cause))?;
    let mut header: Vec<String> = header.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    // Spreadsheets leave separators behind the last column.
    header.truncate(header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
    check(&header, columns, 1 + lines_before)?;
    Ok(Lines { reader, header: Arc::new(header), lines_before })
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Refuses what is no text in UTF-8, with how to make it one.
fn refuse_other_kinds(start: &[u8]) -> Result<(), BadLine> {
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return Err(of_file("The file is in UTF-16: save it as CSV in UTF-8."));
    }
    // A workbook is a ZIP archive; one of before 2007 a compound file.
    if start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let how = "in the spreadsheet, choose File, Save as, CSV UTF-8, for each sheet";
        return Err(of_file(&format!("The file is a workbook (xlsx, xls, ods), which is not read: {how}.")));
    }
    Ok(())
}

/// Whether the lines of a text end with a carriage return alone, as old spreadsheets of the Macintosh write them.
fn has_only_returns(start: &[u8]) -> bool {
    let end = start.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    let (first, second) = (end.and_then(|end| start.get(end)), end.and_then(|end| start.get(end + 1)));
    first == Some(&b'\r') && second != Some(&b'\n')
}

/// The separator that a first line like `sep=;` says, for spreadsheets, and the length of that line.
fn said_separator(start: &[u8]) -> Option<(u8, usize)> {
    let line = start.split(|byte| *byte == b'\n').next()?;
    let (said, rest) = line.strip_suffix(b"\r").unwrap_or(line).split_at_checked(4)?;
    let separator = *rest.first().filter(|_| rest.len() == 1 && said.eq_ignore_ascii_case(b"sep="))?;
    SEPARATORS.contains(&separator).then(|| (separator, (line.len() + 1).min(start.len())))
}

/// A text that is read through [`LineFeeds`].
pub(super) type Text<R> = BufReader<LineFeeds<R>>;

/// A text whose lines end with line feeds, also where they end with carriage returns alone.
#[derive(Debug)]
pub(super) struct LineFeeds<R> {
    text: R,
    only_returns: bool,
}

impl<R: BufRead> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        if self.only_returns {
            buffer.iter_mut().take(count).filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        Ok(count)
    }
}

/// The separator that the header has most of.
fn separator_of(start: &[u8]) -> u8 {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| header.iter().filter(|byte| *byte == separator).count();
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(b',')
}

/// Every column is one of the format, once, and none is missing that must be filled.
fn check(header: &[String], columns: &[Column], line: u64) -> Result<(), BadLine> {
    let of_column = |name: &str, message: String| BadLine { line, column: Some(name.to_owned()), message };
    for (place, name) in header.iter().enumerate() {
        if columns.iter().all(|column| column.name != name) {
            let names: Vec<_> = columns.iter().map(|column| column.name).collect();
            return Err(of_column(name, format!("There is no such column; the columns are {}.", names.join(", "))));
        }
        if header.iter().take(place).any(|other| other == name) {
            return Err(of_column(name, "The column is there twice.".to_owned()));
        }
    }
    let missing = columns.iter().find(|column| column.required && header.iter().all(|name| name != column.name));
    missing
        .map_or(Ok(()), |column| Err(of_column(column.name, "The file has no such column, and needs it.".to_owned())))
}

fn of_file(message: &str) -> BadLine {
    BadLine { line: 1, column: None, message: message.to_owned() }
}

/// The lines of a file.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: Reader<R>,
    header: Arc<Vec<String>>,
    /// Lines before the header.
    lines_before: u64,
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Result<Line, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut record = StringRecord::new();
            match self.reader.read_record(&mut record) {
                Ok(false) => return None,
                // Spreadsheets leave lines without anything in them.
                Ok(true) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(true) => return Some(self.line(record)),
                Err(cause) => return Some(Err(bad(self.reader.position().line(), self.lines_before, &cause))),
            }
        }
    }
}

impl<R> Lines<R> {
    fn line(&self, record: StringRecord) -> Result<Line, BadLine> {
        let number = record.position().map_or(0, csv::Position::line) + self.lines_before;
        let columns = self.header.len();
        // Spreadsheets leave separators behind the last column.
        let is_filled_beyond = record.iter().skip(columns).any(|cell| !cell.trim().is_empty());
        let cells = if is_filled_beyond { record.len() } else { record.len().min(columns) };
        if cells == columns {
            return Ok(Line::new(number, self.header.clone(), record));
        }
        let message =
            format!("The line has {cells} cells, the header {columns}: put text with the separator in it in quotes.");
        Err(BadLine { line: number, column: None, message })
    }
}

/// What the reader found wrong, in words of the file.
fn bad(line: u64, lines_before: u64, cause: &csv::Error) -> BadLine {
    let line = cause.position().map_or(line, csv::Position::line) + lines_before;
    let message = match cause.kind() {
        ErrorKind::Utf8 { .. } => "The line is not in UTF-8: save the file as CSV in UTF-8.".to_owned(),
        _ => format!("The file cannot be read here: {cause}."),
    };
    BadLine { line, column: None, message }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    const COLUMNS: [Column; 2] = [Column::required("row_id"), Column::optional("name")];

    fn read(text: &[u8]) -> Vec<Result<String, String>> {
        let named = |line: Line| format!("{} {}", line.number, line.text("name").unwrap_or_default());
        match lines(text, &COLUMNS) {
            Ok(lines) => lines.map(|line| line.map(named).map_err(|bad| bad.to_string())).collect(),
            Err(bad) => vec![Err(bad.to_string())],
        }
    }

    #[test]
    fn commas_semicolons_and_tabs_separate_cells() {
        for text in
            ["row_id,name\n1,a b\n", "row_id;name\n1;a b", "row_id\tname\r\n1\ta b\r\n", "\u{FEFF}Row_Id,NAME\n1, a b"]
        {
            assert_eq!(read(text.as_bytes()), [Ok("2 a b".to_owned())], "{text:?}");
        }
    }

    #[test]
    fn what_spreadsheets_write_around_the_cells_is_read() {
        for (text, line) in [
            ("row_id,name,\n1,a b,\n", "2 a b"),
            ("row_id,name,,\r\n1,a b,,\r\n", "2 a b"),
            ("row_id,name\n1,a b,,\n", "2 a b"),
            ("sep=;\nrow_id;name\n1;a b\n", "3 a b"),
            ("\u{FEFF}SEP=\t\r\nrow_id\tname\r\n1\ta b\r\n", "3 a b"),
            ("row_id,name\r1,a b\r", "2 a b"),
            ("row_id,name\n1,'a b\n", "2 a b"),
            ("row_id,name\n1,\"=\"\"a b\"\"\"\n", "2 a b"),
        ] {
            assert_eq!(read(text.as_bytes()), [Ok(line.to_owned())], "{text:?}");
        }
    }

    #[test]
    fn a_workbook_is_said_to_be_one() {
        let told = read(b"PK\x03\x04\x14\0").remove(0).unwrap_err();
        assert!(told.contains("workbook") && told.contains("CSV UTF-8"), "{told}");
    }

    #[test]
    fn lines_without_anything_in_them_are_none() {
        assert_eq!(read(b"row_id,name\r\n1,a\r\n\r\n,\r\n5,b\r\n\r\n"), [Ok("2 a".to_owned()), Ok("5 b".to_owned())]);
    }

    #[test]
    fn a_quoted_cell_may_hold_separators_and_line_ends() {
        assert_eq!(read(b"row_id,name\n1,\"a, b\nc\"\n2,d"), [Ok("2 a, b\nc".to_owned()), Ok("4 d".to_owned())]);
    }

    #[test]
    fn a_line_that_cannot_be_read_does_not_hide_the_next() {
        let found = read(b"row_id,name\n1,a,b\n2,\xFF\n3,c\n");
        assert!(found[0].as_ref().is_err_and(|message| message.starts_with("line 2: The line has 3 cells")));
        assert!(found[1].as_ref().is_err_and(|message| message.starts_with("line 3: The line is not in UTF-8")));
        assert_eq!(found.get(2), Some(&Ok("4 c".to_owned())));
    }

    #[test]
    fn a_header_that_is_not_the_formats_is_refused() {
        for (text, message) in [
            (&b"row_id,nmae\n"[..], "line 1, column nmae: There is no such column; the columns are row_id, name."),
            (b"name\n", "line 1, column row_id: The file has no such column, and needs it."),
            (b"row_id,name,name\n", "line 1, column name: The column is there twice."),
            (b"\xFF\xFEr\0o\0w\0", "line 1: The file is in UTF-16: save it as CSV in UTF-8."),
        ] {
            assert_eq!(read(text), [Err(message.to_owned())]);
        }
    }
}
