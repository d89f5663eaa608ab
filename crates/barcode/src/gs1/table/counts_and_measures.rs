//! Counts, measures and amounts. The last digit of a measure says how many decimals its value has.

use super::{ApplicationIdentifier, Check, Part, digits, digits_to};

/// A measure of the item itself.
const fn net(code: &'static str, title: &'static str, itself: &'static [&'static str]) -> ApplicationIdentifier {
    measure(code, title, itself).needs(&["01", "02"])
}

/// A measure of the item as it is packed and moved.
const fn gross(code: &'static str, title: &'static str, itself: &'static [&'static str]) -> ApplicationIdentifier {
    measure(code, title, itself).needs(&["00", "01"])
}

const fn measure(code: &'static str, title: &'static str, itself: &'static [&'static str]) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, title, SIX_DIGITS).family(b'0', b'5').excludes(itself)
}

const fn amount(code: &'static str, title: &'static str, parts: &'static [Part]) -> ApplicationIdentifier {
    ApplicationIdentifier::new(code, title, parts).family(b'0', b'9')
}

const SIX_DIGITS: &[Part] = &[digits(6)];
const CURRENCY: Part = digits(3).checked(&[Check::Currency]);
/// How much of the item there is.
const MEASURED: &[&str] = &["30", "31nn", "32nn", "35nn", "36nn"];

pub(super) static ALL: &[ApplicationIdentifier] = &[
    ApplicationIdentifier::new("30", "Count of items of variable measure", &[digits_to(8)]).needs(&["01", "02"]),
    net("310", "Net weight in kilograms", &["310n"]),
    net("311", "Length in metres", &["311n"]),
    net("312", "Width in metres", &["312n"]),
    net("313", "Height in metres", &["313n"]),
    net("314", "Area in square metres", &["314n"]),
    net("315", "Net volume in litres", &["315n"]),
    net("316", "Net volume in cubic metres", &["316n"]),
    net("320", "Net weight in pounds", &["320n"]),
    net("321", "Length in inches", &["321n"]),
    net("322", "Length in feet", &["322n"]),
    net("323", "Length in yards", &["323n"]),
    net("324", "Width in inches", &["324n"]),
    net("325", "Width in feet", &["325n"]),
    net("326", "Width in yards", &["326n"]),
    net("327", "Height in inches", &["327n"]),
    net("328", "Height in feet", &["328n"]),
    net("329", "Height in yards", &["329n"]),
    gross("330", "Gross weight in kilograms", &["330n"]),
    gross("331", "Length of the package in metres", &["331n"]),
    gross("332", "Width of the package in metres", &["332n"]),
    gross("333", "Height of the package in metres", &["333n"]),
    gross("334", "Area of the package in square metres", &["334n"]),
    gross("335", "Volume of the package in litres", &["335n"]),
    gross("336", "Volume of the package in cubic metres", &["336n"]),
    measure("337", "Kilograms per square metre", &["337n"]).needs(&["01"]),
    gross("340", "Gross weight in pounds", &["340n"]),
    gross("341", "Length of the package in inches", &["341n"]),
    gross("342", "Length of the package in feet", &["342n"]),
    gross("343", "Length of the package in yards", &["343n"]),
    gross("344", "Width of the package in inches", &["344n"]),
    gross("345", "Width of the package in feet", &["345n"]),
    gross("346", "Width of the package in yards", &["346n"]),
    gross("347", "Height of the package in inches", &["347n"]),
    gross("348", "Height of the package in feet", &["348n"]),
    gross("349", "Height of the package in yards", &["349n"]),
    net("350", "Area in square inches", &["350n"]),
    net("351", "Area in square feet", &["351n"]),
    net("352", "Area in square yards", &["352n"]),
    gross("353", "Area of the package in square inches", &["353n"]),
    gross("354", "Area of the package in square feet", &["354n"]),
    gross("355", "Area of the package in square yards", &["355n"]),
    net("356", "Net weight in troy ounces", &["356n"]),
    net("357", "Net volume in ounces", &["357n"]),
    net("360", "Net volume in quarts", &["360n"]),
    net("361", "Net volume in gallons", &["361n"]),
    gross("362", "Volume of the package in quarts", &["362n"]),
    gross("363", "Volume of the package in gallons", &["363n"]),
    net("364", "Net volume in cubic inches", &["364n"]),
    net("365", "Net volume in cubic feet", &["365n"]),
    net("366", "Net volume in cubic yards", &["366n"]),
    gross("367", "Volume of the package in cubic inches", &["367n"]),
    gross("368", "Volume of the package in cubic feet", &["368n"]),
    gross("369", "Volume of the package in cubic yards", &["369n"]),
    ApplicationIdentifier::new("37", "Count of items inside", &[digits_to(8)]).needs(&["00+02", "00+8026"]),
    amount("390", "Amount to pay", &[digits_to(15)])
        .needs(&["255", "8020"])
        .excludes(&["390n", "391n", "394n", "8111"]),
    amount("391", "Amount to pay, with its currency", &[CURRENCY, digits_to(15)]).needs(&["8020"]).excludes(&["391n"]),
    amount("392", "Price", &[digits_to(15)])
        .needs(&["01+30", "01+31nn", "01+32nn", "01+35nn", "01+36nn"])
        .excludes(&["392n", "393n"]),
    amount("393", "Price, with its currency", &[CURRENCY, digits_to(15)]).needs(MEASURED).excludes(&["393n"]),
    ApplicationIdentifier::new("394", "Percentage off", &[digits(4)])
        .family(b'0', b'3')
        .needs(&["255"])
        .excludes(&["394n", "8111"]),
    ApplicationIdentifier::new("395", "Price of a unit of measure", &[digits(6)])
        .family(b'0', b'5')
        .needs(MEASURED)
        .excludes(&["392n", "393n", "395n", "8005"]),
];
