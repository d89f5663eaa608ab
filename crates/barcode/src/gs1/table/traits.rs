//! What is special about an item: potency, origin, certificates, national drug numbers; and persons in care.

use super::{ApplicationIdentifier, Check, Part, characters, digits, digits_to, text};

const DAY: Part = digits(6).checked(&[Check::Day]);
const TWENTY_CHARACTERS: &[Part] = &[text(20)];
const TIME: Part = digits(4).checked(&[Check::HourMinute]);
const ITEM: &[&str] = &["01", "02"];
const MADE_ITEM: &[&str] = &["01", "02", "03"];
const PERSON_IN_CARE: &[&str] = &["8017", "8018"];
const PART_OF_NAME: &[Part] = &[text(40).checked(&[Check::PercentEncoding])];

/// A number by which one nation reimburses health care.
const fn national_drug_number(code: &'static str, title: &'static str) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, title, TWENTY_CHARACTERS).needs(&["01"])
}

pub(super) static ALL: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("7001", "NATO stock number", &[digits(13)]).needs(&["01", "02", "8006", "8026"]),
    ApplicationIdentifier::new("7002", "Meat cut", &[text(30)]).needs(ITEM),
    ApplicationIdentifier::new("7003", "Expiry date and time", &[DAY, TIME]).needs(MADE_ITEM),
    ApplicationIdentifier::new("7004", "Active potency", &[digits_to(4)]).needs(&["01+10", "03+10"]),
    ApplicationIdentifier::new("7005", "Catch area", &[text(12)]).needs(ITEM),
    ApplicationIdentifier::new("7006", "First freeze date", &[DAY]).needs(ITEM),
    ApplicationIdentifier::new("7007", "Harvest date, or first and last", &[DAY, DAY.optional()]).needs(ITEM),
    ApplicationIdentifier::new("7008", "Aquatic species", &[text(3)]).needs(ITEM),
    ApplicationIdentifier::new("7009", "Fishing gear", &[text(10)]).needs(ITEM),
    ApplicationIdentifier::new("7010", "Production method", &[text(2)]).needs(MADE_ITEM),
    ApplicationIdentifier::new("7011", "To be tested by", &[DAY, TIME.optional()]).needs(MADE_ITEM),
    ApplicationIdentifier::new("7020", "Refurbishment lot", &[text(20)]).needs(&["01+416", "03+416", "8006+416"]),
    ApplicationIdentifier::new("7021", "Functional status", &[text(20)]).needs(&["01", "03", "8006"]),
    ApplicationIdentifier::new("7022", "Revision status", &[text(20)]).needs(&["01+7021", "03+7021", "8006+7021"]),
    ApplicationIdentifier::new("7023", "Assembly that it belongs to", &[text(30).checked(&[Check::CompanyPrefix(0)])]),
    ApplicationIdentifier::new("703", "Processor", &[digits(3).checked(&[Check::CountryOrSeveral]), text(27)])
        .family(b'0', b'9')
        .needs(ITEM),
    ApplicationIdentifier::new(
        "7040",
        "Unique identification code with extensions",
        &[digits(1), characters(1), characters(1), characters(1).checked(&[Check::ImporterIndex])],
    )
    .not_an_attribute(),
    shipped("7041", "Type of the freight unit", &[text(4).checked(&[Check::PackageType])]).not_an_attribute(),
    national_drug_number("710", "National number: Germany (PZN)"),
    national_drug_number("711", "National number: France (CIP)"),
    national_drug_number("712", "National number: Spain (CN)"),
    national_drug_number("713", "National number: Brazil (DRN)"),
    national_drug_number("714", "National number: Portugal (AIM)"),
    national_drug_number("715", "National number: United States (NDC)"),
    national_drug_number("716", "National number: Italy (AIC)"),
    national_drug_number("717", "National number: Costa Rica (SRN)"),
    ApplicationIdentifier::new("723", "Certificate", &[characters(2), text(28)])
        .family(b'0', b'9')
        .needs(&["01", "8004"]),
    ApplicationIdentifier::new("7240", "Protocol", &[text(20)]).needs(&["01", "8006"]).excludes(&["03"]),
    person("7241", "Kind of medium", &[digits(2).checked(&[Check::MediaType])]).needs(PERSON_IN_CARE),
    person("7242", "Version", &[text(25)]).needs(PERSON_IN_CARE),
    person("7250", "Day of birth", &[digits(8).checked(&[Check::LongDay])]).excludes(&["7251"]),
    person("7251", "Day and time of birth", &[digits(8).checked(&[Check::LongDay]), TIME]).excludes(&["7250"]),
    person("7252", "Sex", &[digits(1).checked(&[Check::Sex])]),
    person("7253", "Family name", PART_OF_NAME).needs(PERSON_IN_CARE).excludes(&["7256", "7259"]),
    person("7254", "Given name", PART_OF_NAME).needs(PERSON_IN_CARE).excludes(&["7256", "7259"]),
    person("7255", "Name suffix", &[text(10)]).needs(PERSON_IN_CARE).excludes(&["7256", "7259"]),
    person("7256", "Full name", &[text(90).checked(&[Check::PercentEncoding])]).needs(PERSON_IN_CARE),
    person("7257", "Address", &[text(70).checked(&[Check::PercentEncoding])]),
    person("7258", "Birth sequence", &[characters(3).checked(&[Check::PositionOfTotal])]).needs(&["8018+7259"]),
    person("7259", "Baby of the family", PART_OF_NAME).excludes(&["7256"]),
];

const fn person(code: &'static str, title: &'static str, parts: &'static [Part]) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, title, parts).needs(&["8018"])
}

const fn shipped(code: &'static str, title: &'static str, parts: &'static [Part]) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, title, parts).needs(&["00"])
}
