//! What every box and vial carries: keys, lot number, dates, serial number.

use super::{ANY_TRADE_ITEM, ApplicationIdentifier, Check, GTIN, LOCATION, Part, digits, digits_to, text};

const DATE: &[Part] = &[digits(6).checked(&[Check::DayOrMonth])];

pub(super) static KEYS: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new(
        "00",
        "Shipping container code (SSCC)",
        &[digits(18).checked(&[Check::CheckDigit, Check::CompanyPrefix(1)])],
    )
    .key(&[]),
    ApplicationIdentifier::new("01", "GTIN", &[GTIN]).excludes(&["255", "37"]).key(&[&["22", "10", "21"], &["235"]]),
    ApplicationIdentifier::new("02", "GTIN of the items inside", &[GTIN]).needs(&["37"]).excludes(&["01", "03"]),
    ApplicationIdentifier::new("03", "GTIN of a made-to-order item", &[GTIN])
        .excludes(&["01", "02", "37", "235"])
        .not_an_attribute(),
];

pub(super) static LOTS_AND_DATES: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("10", "Lot number", &[text(20)]).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("11", "Production date", DATE).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("12", "Payment due date", DATE).needs(&["8020"]),
    ApplicationIdentifier::new("13", "Packaging date", DATE).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("15", "Best before", DATE).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("16", "Sell by", DATE).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("17", "Expiry date", DATE).needs(&["01", "02", "03", "255", "8006", "8026"]),
];

pub(super) static VARIANTS: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("20", "Variant", &[digits(2)]).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("21", "Serial number", &[text(20)])
        .needs(&["01", "03", "8006"])
        .excludes(&["235"])
        .not_an_attribute(),
    ApplicationIdentifier::new("22", "Consumer product variant", &[text(20)]).needs(&["01"]).not_an_attribute(),
    ApplicationIdentifier::new("235", "Serial number given by a third party", &[text(28)])
        .needs(&["01"])
        .not_an_attribute(),
    ApplicationIdentifier::new("240", "Further product number of the maker", &[text(30)]).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("241", "Customer part number", &[text(30)]).needs(ANY_TRADE_ITEM),
    ApplicationIdentifier::new("242", "Made-to-order variant", &[digits_to(6)]).needs(&["01", "02", "8006", "8026"]),
    ApplicationIdentifier::new("243", "Packaging component", &[text(20)]).needs(&["01", "03"]),
    ApplicationIdentifier::new("250", "Second serial number", &[text(30)]).needs(&["01+21", "03+21", "8006+21"]),
    ApplicationIdentifier::new("251", "Reference to the source", &[text(30)]).needs(&["01", "03", "8006"]),
    ApplicationIdentifier::new("253", "Document number", &[LOCATION, text(17).optional()]).key(&[]),
    ApplicationIdentifier::new("254", "Extension of a location number", &[text(20)]).needs(&["414"]).not_an_attribute(),
    ApplicationIdentifier::new("255", "Coupon number", &[LOCATION, digits_to(12).optional()])
        .excludes(&["01", "02", "415", "8006", "8020", "8026"])
        .key(&[]),
];
