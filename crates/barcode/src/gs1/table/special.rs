//! Assets, services, coupons, components and other special uses.

use super::{ApplicationIdentifier, CharacterSet, Check, GTIN, LOCATION, Part, digits, digits_to, text};

/// One piece out of a trade item's pieces.
const PIECE: &[Part] = &[GTIN, digits(4).checked(&[Check::PieceOfTotal])];
const SERVICE_RELATION: &[Part] = &[digits(18).checked(&[Check::CheckDigit, Check::CompanyPrefix(0)])];
const DEVICE: &[&str] = &["01+21"];
const DEVICE_WITH_IMEI: &[&str] = &["01+21+8040"];
const SIGNED_KEYS: &[&str] =
    &["00", "01+21", "03+21", "253", "255", "8003", "8004", "8006+21", "8010+8011", "8017", "8018"];

pub(super) static ALL: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new(
        "8001",
        "Dimensions of a roll",
        &[
            digits(4).checked(&[Check::NonZero]),
            digits(5).checked(&[Check::NonZero]),
            digits(3).checked(&[Check::NonZero]),
            digits(1).checked(&[Check::Winding]),
            digits(1),
        ],
    )
    .needs(&["01"]),
    ApplicationIdentifier::new("8002", "Cellular telephone", &[text(20)]),
    ApplicationIdentifier::new(
        "8003",
        "Returnable asset",
        &[digits(1).checked(&[Check::Zero]), LOCATION, text(16).optional()],
    )
    .key(&[]),
    ApplicationIdentifier::new("8004", "Individual asset", &[text(30).checked(&[Check::CompanyPrefix(0)])])
        .key(&[&["7040"]]),
    ApplicationIdentifier::new("8005", "Price of a unit", &[digits(6)]).needs(&["01", "02"]),
    ApplicationIdentifier::new("8006", "Piece of a trade item", PIECE)
        .excludes(&["01", "03", "37"])
        .key(&[&["22", "10", "21"]]),
    ApplicationIdentifier::new("8007", "Bank account", &[text(34).checked(&[Check::Iban])]).needs(&["415"]),
    ApplicationIdentifier::new(
        "8008",
        "Production date and time",
        &[
            digits(6).checked(&[Check::Day]),
            digits(2).checked(&[Check::Hour]),
            digits(2).checked(&[Check::Minute]).optional(),
            digits(2).checked(&[Check::Second]).optional(),
        ],
    )
    .needs(&["01", "02", "03"]),
    ApplicationIdentifier::new("8009", "Sensor indicator", &[text(50)]).needs(&["00", "01", "03"]),
    ApplicationIdentifier::new(
        "8010",
        "Component or part",
        &[Part::of(CharacterSet::Component, 1, 30).checked(&[Check::CompanyPrefix(0)])],
    )
    .key(&[&["8011"]]),
    ApplicationIdentifier::new(
        "8011",
        "Serial number of a component",
        &[digits_to(12).checked(&[Check::NoLeadingZero])],
    )
    .needs(&["8010"])
    .not_an_attribute(),
    ApplicationIdentifier::new("8012", "Software version", &[text(20)]).needs(&["01", "03", "8006"]),
    ApplicationIdentifier::new(
        "8013",
        "Model of a device",
        &[text(25).checked(&[Check::CheckPair, Check::CompanyPrefix(0)])],
    )
    .key(&[]),
    ApplicationIdentifier::new(
        "8014",
        "Individualised device",
        &[text(25).checked(&[Check::CheckPair, Check::CompanyPrefix(0), Check::NonDigit])],
    )
    .needs(&["01"])
    .not_an_attribute(),
    ApplicationIdentifier::new("8017", "Provider of a service", SERVICE_RELATION).excludes(&["8018"]).key(&[&["8019"]]),
    ApplicationIdentifier::new("8018", "Recipient of a service", SERVICE_RELATION)
        .excludes(&["8017"])
        .key(&[&["8019"]]),
    ApplicationIdentifier::new("8019", "Instance of the service", &[digits_to(10)])
        .needs(&["8017", "8018"])
        .not_an_attribute(),
    ApplicationIdentifier::new("8020", "Payment slip", &[text(25)]).needs(&["415"]).not_an_attribute(),
    ApplicationIdentifier::new("8026", "Pieces of a trade item inside", PIECE)
        .needs(&["37"])
        .excludes(&["02", "03", "8006"]),
    ApplicationIdentifier::new("8030", "Digital signature", &[Part::of(CharacterSet::FileSafe, 1, 90)])
        .needs(SIGNED_KEYS),
    ApplicationIdentifier::new("8040", "IMEI", &[digits(15)]).needs(DEVICE).not_an_attribute(),
    ApplicationIdentifier::new("8041", "Second IMEI", &[digits(15)]).needs(DEVICE_WITH_IMEI).not_an_attribute(),
    ApplicationIdentifier::new("8042", "Embedded SIM", &[digits(32)]).needs(DEVICE_WITH_IMEI).not_an_attribute(),
    ApplicationIdentifier::new("8043", "Physical SIM", &[digits(18), digits_to(2).optional()])
        .needs(DEVICE_WITH_IMEI)
        .not_an_attribute(),
    ApplicationIdentifier::new("8110", "Coupon", &[text(70).checked(&[Check::Coupon])]),
    ApplicationIdentifier::new("8111", "Loyalty points of a coupon", &[digits(4)]).needs(&["255"]),
    ApplicationIdentifier::new("8112", "Positive-offer coupon", &[text(70).checked(&[Check::CouponOffer])]),
    ApplicationIdentifier::new("8200", "Web page of the packaging", &[text(70)]).needs(&["01"]).not_an_attribute(),
];
