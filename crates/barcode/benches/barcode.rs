//! How many element strings one core reads in a second (the goal is a million), and how long the worst code takes.
//!
//! Run it with `cargo bench -p barcode`. Every line is the best of several runs of one thread.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    reason = "a benchmark measures, and prints what it measured"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use barcode::gs1::element_string;
use barcode::{LONGEST_CODE, read};
use chrono::NaiveDate;

/// Beginnings and what is repeated behind them up to the longest code: each tries to make one part of the reading slow.
const HOSTILE: [(&str, &str); 16] = [
    ("]d2", "2001"),
    ("]d2", "10A\u{1d}"),
    ("]d2", "9117271130172711301727113017271130\u{1d}"),
    ("]d210", "17271130"),
    ("]d230", "10A21B"),
    ("]d2", "<G^~{"),
    ("", "(10)A"),
    ("", "("),
    ("(10)", "\\("),
    ("https://a/01/07540161860004?", "98=A&"),
    ("https://a/", "01/"),
    ("https://a/01/07540161860004/10/", "%41"),
    ("+A123BJC5D6E71", "/S1"),
    ("+", "$"),
    ("", "9"),
    ("ä", "01ä"),
];
/// Labels of the field: with and without symbology identifier, with serial number, of a case, with a lost separator.
const LABELS: [&str; 6] = [
    "]d201003002392320131727053110C8123C4",
    "01075401618600041727113010L1\u{1d}21S-000123",
    "]C1010754016186000411250101172711301012345678\u{1d}21987654321\u{1d}240REF-1",
    "]d20100614141123452",
    "]e00100614141123452172711301012345",
    "]d2010754016186000410L117271130",
];
const RUNS: u32 = 10;
const READS_PER_RUN: u32 = 600_000;

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    measure("whole reading", |label| {
        black_box(read(black_box(label), today));
    });
    measure("elements only", |label| {
        let data = label.get(3..).filter(|_| label.starts_with(']')).unwrap_or(label);
        black_box(element_string::split(black_box(data), 0, today));
    });
    let slowest = HOSTILE.iter().map(|(start, repeated)| hostile(start, repeated, today)).max().unwrap_or_default();
    println!("slowest of {} hostile codes of {LONGEST_CODE} bytes: {slowest:.1?}", HOSTILE.len());
}

fn hostile(start: &str, repeated: &str, today: NaiveDate) -> Duration {
    let code = start.to_owned() + &repeated.repeat((LONGEST_CODE - start.len()) / repeated.len());
    (0..RUNS).map(|_| time_once(|| drop(black_box(read(black_box(&code), today))))).min().unwrap_or_default()
}

fn measure(what: &str, read: impl Fn(&str)) {
    let best = (0..RUNS).map(|_| time(&read)).min().unwrap_or_default();
    let per_second = f64::from(READS_PER_RUN) / best.as_secs_f64();
    println!("{what}: {:.2} million element strings per second, {:.0} ns each", per_second / 1e6, 1e9 / per_second);
}

fn time(read: impl Fn(&str)) -> Duration {
    time_once(|| LABELS.iter().cycle().take(READS_PER_RUN as usize).for_each(|label| read(label)))
}

fn time_once(act: impl FnOnce()) -> Duration {
    let started = Instant::now();
    act();
    started.elapsed()
}
