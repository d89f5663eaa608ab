//! Orders, parties, places and where a shipment goes.

use super::{ANY_TRADE_ITEM, ApplicationIdentifier, Check, LOCATION, Part, characters, digits, text};

const COUNTRY: Part = digits(3).checked(&[Check::Country]);
/// Up to five countries.
const COUNTRIES: &[Part] = &[COUNTRY, COUNTRY.optional(), COUNTRY.optional(), COUNTRY.optional(), COUNTRY.optional()];
const TRADE_ITEM: &[&str] = &["01", "02", "03"];
const NAME: &[Part] = &[text(35).checked(&[Check::PercentEncoding])];
const ADDRESS: &[Part] = &[text(70).checked(&[Check::PercentEncoding])];
const COUNTRY_LETTERS: &[Part] = &[characters(2).checked(&[Check::CountryLetters])];
const DAY_AND_TIME: &[Part] = &[digits(6).checked(&[Check::DayOrMonth]), digits(4).checked(&[Check::HourMinute])];
const YES_OR_NO: &[Part] = &[digits(1).checked(&[Check::YesNo])];
/// Degrees with two decimals; a hyphen behind them says below zero.
const TEMPERATURE: &[Part] = &[digits(6), characters(1).checked(&[Check::Hyphen]).optional()];

/// What belongs to a logistic unit.
const fn shipment(code: &'static str, title: &'static str, parts: &'static [Part]) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, title, parts).needs(&["00"])
}

pub(super) static ALL: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("400", "Order number of the customer", &[text(30)]),
    ApplicationIdentifier::new("401", "Consignment number", &[text(30).checked(&[Check::CompanyPrefix(0)])]).key(&[]),
    ApplicationIdentifier::new(
        "402",
        "Shipment number",
        &[digits(17).checked(&[Check::CheckDigit, Check::CompanyPrefix(0)])],
    )
    .key(&[]),
    shipment("403", "Routing code", &[text(30)]),
    ApplicationIdentifier::new("410", "Ship to", &[LOCATION]),
    ApplicationIdentifier::new("411", "Bill to", &[LOCATION]),
    ApplicationIdentifier::new("412", "Purchased from", &[LOCATION]),
    ApplicationIdentifier::new("413", "Ship for", &[LOCATION]),
    ApplicationIdentifier::new("414", "Place", &[LOCATION]).key(&[&["254"], &["7040"]]),
    ApplicationIdentifier::new("415", "Invoicing party", &[LOCATION]).needs(&["8020"]).key(&[&["8020"]]),
    ApplicationIdentifier::new("416", "Place of production or service", &[LOCATION]),
    ApplicationIdentifier::new("417", "Party", &[LOCATION]).key(&[&["7040"]]),
    ApplicationIdentifier::new("420", "Postal code shipped to", &[text(20)]).excludes(&["421"]),
    ApplicationIdentifier::new("421", "Postal code shipped to, with its country", &[COUNTRY, text(9)])
        .excludes(&["4307"]),
    ApplicationIdentifier::new("422", "Country of origin", &[COUNTRY]).needs(ANY_TRADE_ITEM).excludes(&["426"]),
    ApplicationIdentifier::new("423", "Countries of first processing", COUNTRIES).needs(TRADE_ITEM).excludes(&["426"]),
    ApplicationIdentifier::new("424", "Country of processing", &[COUNTRY]).needs(TRADE_ITEM).excludes(&["426"]),
    ApplicationIdentifier::new("425", "Countries of disassembly", COUNTRIES).needs(TRADE_ITEM).excludes(&["426"]),
    ApplicationIdentifier::new("426", "Country of the whole processing", &[COUNTRY]).needs(TRADE_ITEM),
    ApplicationIdentifier::new("427", "Part of the country of origin", &[text(3)])
        .needs(&["01+422", "02+422", "03+422"]),
    shipment("4300", "Company shipped to", NAME),
    shipment("4301", "Person shipped to", NAME),
    shipment("4302", "Address shipped to", ADDRESS),
    ApplicationIdentifier::new("4303", "Address shipped to, second line", ADDRESS).needs(&["4302"]),
    shipment("4304", "Suburb shipped to", ADDRESS),
    shipment("4305", "Town shipped to", ADDRESS),
    shipment("4306", "Region shipped to", ADDRESS),
    shipment("4307", "Country shipped to", COUNTRY_LETTERS),
    shipment("4308", "Telephone of the place shipped to", &[text(30)]),
    shipment(
        "4309",
        "Coordinates shipped to",
        &[digits(10).checked(&[Check::Latitude]), digits(10).checked(&[Check::Longitude])],
    ),
    shipment("4310", "Company returned to", NAME),
    shipment("4311", "Person returned to", NAME),
    shipment("4312", "Address returned to", ADDRESS),
    ApplicationIdentifier::new("4313", "Address returned to, second line", ADDRESS).needs(&["4312"]),
    shipment("4314", "Suburb returned to", ADDRESS),
    shipment("4315", "Town returned to", ADDRESS),
    shipment("4316", "Region returned to", ADDRESS),
    shipment("4317", "Country returned to", COUNTRY_LETTERS),
    shipment("4318", "Postal code returned to", &[text(20)]),
    shipment("4319", "Telephone of the place returned to", &[text(30)]),
    shipment("4320", "Description of the service", NAME),
    shipment("4321", "Dangerous goods", YES_OR_NO),
    shipment("4322", "May be left unattended", YES_OR_NO),
    shipment("4323", "Signature required", YES_OR_NO),
    shipment("4324", "Not to be delivered before", DAY_AND_TIME),
    shipment("4325", "Not to be delivered after", DAY_AND_TIME),
    shipment("4326", "Release date", &[digits(6).checked(&[Check::Day])]),
    shipment("4330", "Highest temperature in Fahrenheit", TEMPERATURE).excludes(&["4331"]),
    shipment("4331", "Highest temperature in Celsius", TEMPERATURE).excludes(&["4330"]),
    shipment("4332", "Lowest temperature in Fahrenheit", TEMPERATURE).excludes(&["4333"]),
    shipment("4333", "Lowest temperature in Celsius", TEMPERATURE).excludes(&["4332"]),
];
