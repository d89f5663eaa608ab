//! Every check with a value that keeps it and one that does not, and where the fault is.

use super::*;

const KEPT_AND_BROKEN: [(Check, &str, &str, usize); 35] = [
    (Check::CheckDigit, "00300239232013", "00300239232014", 13),
    (Check::CheckPair, "1987654Ad4X4bL5ttr2310c2K", "1987654Ad4X4bL5ttr2310c2X", 23),
    (Check::CompanyPrefix(1), "00614", "0061A", 1),
    (Check::Day, "280229", "270229", 4),
    (Check::Day, "271130", "271100", 4),
    (Check::DayOrMonth, "271100", "271300", 2),
    (Check::LongDay, "20000229", "19000229", 6),
    (Check::LongDayOrMonth, "20270200", "20270230", 6),
    (Check::HourMinute, "2359", "2360", 2),
    (Check::Hour, "23", "24", 0),
    (Check::Minute, "59", "60", 0),
    (Check::Second, "00", "6x", 1),
    (Check::Country, "840", "841", 0),
    (Check::CountryOrSeveral, "999", "998", 0),
    (Check::CountryLetters, "US", "us", 0),
    (Check::Currency, "840", "841", 0),
    (Check::PackageType, "BX", "B", 0),
    (Check::MediaType, "80", "79", 0),
    (Check::Sex, "9", "3", 0),
    (Check::PercentEncoding, "A%20B", "A%2", 1),
    (Check::Latitude, "1800000000", "1800000001", 0),
    (Check::Longitude, "3600000000", "3600000001", 0),
    (Check::YesNo, "1", "2", 0),
    (Check::Hyphen, "-", "+", 0),
    (Check::ImporterIndex, "_", "=", 0),
    (Check::PositionOfTotal, "9/10", "10/9", 0),
    (Check::PieceOfTotal, "0203", "0100", 2),
    (Check::NonZero, "010", "000", 0),
    (Check::Zero, "0", "1", 0),
    (Check::NoLeadingZero, "10", "01", 0),
    (Check::Winding, "9", "8", 0),
    (Check::NonDigit, "1A", "11", 0),
    (Check::Iban, "GB98MIDL07009312345678", "GB97MIDL07009312345678", 2),
    (Check::Coupon, "10614141011111275110111", "1061414101111127511011", 20),
    (Check::CouponOffer, "001234561234560123456", "201234561234560123456", 0),
];

#[test]
fn every_check_knows_right_from_wrong_and_where() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    for (check, kept, broken, at) in KEPT_AND_BROKEN {
        assert_eq!(check.judge(kept, day), Ok(()), "{check:?} {kept}");
        assert_eq!(check.judge(broken, day).map_err(|fault| fault.at), Err(at), "{check:?} {broken}");
    }
}

#[test]
fn every_character_set_knows_its_characters() {
    for (set, kept, broken) in [
        (CharacterSet::Digits, "0123456789", "12A"),
        (CharacterSet::Text, "!\"%&'()*+,-./:;<=>?_Az", "az#"),
        (CharacterSet::Component, "#-/0AZ", "A-a"),
        (CharacterSet::FileSafe, "Az-_09", "ABC="),
        (CharacterSet::FileSafe, "12=", "12\u{e4}"),
    ] {
        assert_eq!(set.judge(kept), Ok(()), "{set:?} {kept}");
        assert!(set.judge(broken).is_err(), "{set:?} {broken}");
    }
}
