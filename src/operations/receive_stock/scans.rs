//! The lines of a delivery, completed with what was scanned for them.

use super::{Act, OverrideKind, ReceiptLine, ReceiveStock, form::is_overridden};
use crate::{
    error::Error,
    queries::scan::{self, Code, Scan},
    rules::{
        barcode::{BarcodeFormat, Reading},
        form::Form,
        lost_separator::Keyed,
        notice::{Notice, NoticeCode},
        receipt,
        refusal::{Field, InputRule, Refusal, line_field},
        scan_agreement::{Said, Scanned, complete},
        scanned_code::{doubt, fault, last_day, names_a_product},
    },
};
use entity::site;

/// The delivery with everything that its codes say.
///
/// # Errors
/// `BARCODE` and `EXPIRY_DIFFERS` for codes that cannot be relied on or disagree, `NOT_FOUND` for a product that the
/// catalogue does not have, `NOT_ALLOWED` for a suspect code without an override.
pub(super) async fn completed(input: &ReceiveStock, act: &Act<'_>, site: &site::Model) -> Result<ReceiveStock, Error> {
    let codes: Vec<Code<'_>> = input.lines.iter().flat_map(codes).collect();
    let mut scans = scan::read(act.transaction, Some(site.id), &codes, act.today(site)).await?.into_iter();
    let (mut delivery, mut form) = (input.clone(), Form::default());
    for (number, line) in delivery.lines.iter_mut().enumerate() {
        let of_line: Vec<Scan> = scans.by_ref().take(line.scans.len()).collect();
        form.take_part(complete_line(line, &of_line, act, &|name| line_field(number, name)));
    }
    form.finish(delivery).map_err(Error::Refused)
}

/// The codes of a line, with what was keyed for it.
fn codes(line: &ReceiptLine) -> impl Iterator<Item = Code<'_>> {
    let serials: Vec<&str> = line.serials.iter().map(String::as_str).collect();
    let keyed = Keyed { lot_number: line.label.lot_number.as_deref(), serials };
    line.scans.iter().map(move |text| Code { text, keyed: keyed.clone() })
}

fn complete_line(
    line: &mut ReceiptLine,
    scans: &[Scan],
    act: &Act<'_>,
    at: &dyn Fn(&str) -> Field,
) -> Result<(), Vec<Refusal>> {
    let mut form = Form::default();
    let confirmed = form.take(is_overridden(&line.overrides, OverrideKind::SuspectBarcode, at));
    let doubts = scans.iter().filter_map(|scan| form.take(judge(scan, confirmed, at)));
    act.notify(doubts.collect::<Vec<_>>());
    form.finish(())?;
    let scanned: Vec<_> =
        scans.iter().map(|scan| Scanned { reading: &scan.reading, package: scan.package.as_ref() }).collect();
    let keyed = Said {
        product_id: line.product_id,
        label: line.label.clone(),
        serials: line.serials.clone(),
        amount: line.amount,
    };
    let said = complete(keyed, &scanned, at)?;
    (line.product_id, line.label, line.serials, line.amount) = (said.product_id, said.label, said.serials, said.amount);
    Ok(())
}

/// Whether a code may stand for what came: a suspect one only when somebody confirmed it, which leaves a notice.
fn judge(scan: &Scan, confirmed: bool, at: &dyn Fn(&str) -> Field) -> Result<Option<Notice>, Refusal> {
    let (reading, refused) = (&scan.reading, |message| Refusal::invalid(at("scans"), InputRule::Barcode, message));
    if let Some(fault) = fault(reading) {
        return Err(Refusal::new(at("scans"), fault));
    }
    if reading.format == BarcodeFormat::ContainerLabel {
        return Err(refused("This is the label of a container that was opened: scan what came."));
    }
    let doubt = doubt(reading).map(|doubt| doubt.to_string());
    match doubt {
        Some(doubt) if !confirmed => Err(receipt::needs_override(at("scans"), doubt)),
        None if scan.package.is_none() && says_nothing(reading) => Err(refused("The code says nothing of what came.")),
        _ if scan.package.is_none() && names_a_product(reading) => {
            Err(Refusal::not_found(at("scans"), "product with this code"))
        }
        doubt => Ok(doubt.map(|doubt| Notice::new(NoticeCode::SuspectBarcode, at("scans"), doubt))),
    }
}

fn says_nothing(reading: &Reading) -> bool {
    let rest = reading.lot_number.is_none() && reading.serial.is_none() && last_day(reading).is_none();
    rest && !names_a_product(reading)
}
