//! Single checks: check digits, dates, character sets, code lists.

use lotwise::rules::barcode::gs1::check::{CharacterSet, Check, Fault};

use crate::rows::{Row, judge, same};
use crate::today;

const REGISTRY: &str = "the row is made with a register of company prefixes that is offline or does not know the prefix; there is no such register here";

/// Lines of the file.
const EXCEPTIONS: [usize; 12] = [391, 392, 393, 394, 395, 396, 397, 398, 1348, 1349, 1350, 1351];

#[test]
fn single_checks_agree() {
    judge("gs1/linter_tests.jsonl", &EXCEPTIONS.map(|line| (line, REGISTRY)), |row| {
        let found = lint(row.get("linter"), row.get("data"));
        same("verdict", found.is_ok(), row.ok())?;
        match (found, marked(row)) {
            (Err(fault), Some(at)) => same("place", fault.at, at),
            _ => Ok(()),
        }
    });
}

/// Where the row marks the fault. A mark around the whole value says nothing about the place.
fn marked(row: &Row) -> Option<usize> {
    let (markup, data) = (row.text("markup")?, row.get("data"));
    (markup != format!("*{data}*")).then(|| markup.find('*')).flatten()
}

fn lint(linter: &str, data: &str) -> Result<(), Fault> {
    let check = match linter {
        "csetnumeric" => return CharacterSet::Digits.judge(data),
        "cset82" => return CharacterSet::Text.judge(data),
        "cset39" => return CharacterSet::Component.judge(data),
        "cset64" => return CharacterSet::FileSafe.judge(data),
        // A check that only shows that checks are called.
        "linter" => return Ok(()),
        "csum" => Check::CheckDigit,
        "csumalpha" => Check::CheckPair,
        "gcppos1" => Check::CompanyPrefix(0),
        "gcppos2" => Check::CompanyPrefix(1),
        "yymmdd" => Check::Day,
        "yymmd0" => Check::DayOrMonth,
        "yyyymmdd" => Check::LongDay,
        "yyyymmd0" => Check::LongDayOrMonth,
        "hhmi" => Check::HourMinute,
        "hh" => Check::Hour,
        "mi" => Check::Minute,
        "ss" => Check::Second,
        "iso3166" => Check::Country,
        "iso3166999" => Check::CountryOrSeveral,
        "iso3166alpha2" => Check::CountryLetters,
        "iso4217" => Check::Currency,
        "packagetype" => Check::PackageType,
        "mediatype" => Check::MediaType,
        "iso5218" => Check::Sex,
        "pcenc" => Check::PercentEncoding,
        "latitude" => Check::Latitude,
        "longitude" => Check::Longitude,
        "yesno" => Check::YesNo,
        "hyphen" => Check::Hyphen,
        "importeridx" => Check::ImporterIndex,
        "posinseqslash" => Check::PositionOfTotal,
        "pieceoftotal" => Check::PieceOfTotal,
        "nonzero" => Check::NonZero,
        "zero" => Check::Zero,
        "nozeroprefix" => Check::NoLeadingZero,
        "winding" => Check::Winding,
        "hasnondigit" => Check::NonDigit,
        "iban" => Check::Iban,
        "couponcode" => Check::Coupon,
        "couponposoffer" => Check::CouponOffer,
        other => panic!("no check for {other}"),
    };
    check.judge(data, today())
}
