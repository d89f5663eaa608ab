//! Stock that a line names by a scanned code: an open container by its label or its serial number, a lot by its number,
//! and the product where the code carries no lot.

use super::{
    asked::Asked,
    resolved::{Resolved, of_container, of_source},
};
use crate::{
    error::Failure,
    operations::source::StockSource,
    queries::scan::{self, Code, Scan},
    rules::{
        allocation::Source,
        barcode::{BarcodeFormat, Reading},
        lost_separator::Keyed,
        lot_number,
        refusal::{Field, InputRule, Reason, Refusal},
        scanned_code::{doubt, fault, last_day, names_a_product},
    },
};
use chrono::NaiveDate;
use entity::{lot, product, site, usage_line::LotEvidence};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;

/// A code as it is taken: a suspect one by its likely reading, with the doubt. The doubt refuses what is asked for; what
/// already happened is recorded by the likely reading, so that a recall of the lot finds it.
pub(super) struct Taken {
    scan: Scan,
    doubt: Option<Reason>,
}

/// The codes that were scanned, by the part of the act that they are asked for.
pub(super) async fn read(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    asked: &[Asked<'_>],
    today: NaiveDate,
) -> Result<BTreeMap<(usize, Option<usize>), Taken>, Failure> {
    let scanned = asked.iter().filter_map(|asked| Some((asked.part(), code(asked)?)));
    let (parts, codes): (Vec<_>, Vec<Code<'_>>) = scanned.unzip();
    let mut taken = BTreeMap::new();
    for (part, scan) in parts.into_iter().zip(scan::read(connection, Some(site.id), &codes, today).await?) {
        taken.insert(part, take(connection, site, scan, today).await?);
    }
    Ok(taken)
}

/// The code of a part, and what the part itself states beside it.
fn code<'a>(asked: &Asked<'a>) -> Option<Code<'a>> {
    let text = asked.source.scanned()?;
    let lot_number = asked.stated.map(|(printed, _)| printed.as_str());
    Some(Code { text, keyed: Keyed { lot_number, serials: asked.serial.into_iter().collect() } })
}

async fn take(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    scan: Scan,
    today: NaiveDate,
) -> Result<Taken, Failure> {
    let doubt = doubt(&scan.reading);
    let Some(likely) = scan.reading.likely_intended.clone().filter(|_| doubt.is_some()) else {
        return Ok(Taken { scan, doubt });
    };
    let intended = scan::read_one(connection, Some(site.id), &likely, today).await?;
    let is_sound = intended.product_id().is_some() && !intended.reading.suspect;
    Ok(Taken { scan: if is_sound { intended } else { scan }, doubt })
}

/// The need of a part whose source was scanned.
///
/// # Errors
/// `BARCODE` for a code that cannot be relied on, or names no product, or another serial number than the line;
/// `NOT_FOUND` for one that the books do not know; `REQUIRED` where a container of no lot is to be opened.
pub(super) fn resolved(site: &site::Model, asked: &Asked<'_>, taken: &Taken) -> Result<Resolved, Refusal> {
    let (at, scan) = (asked.field("source"), &taken.scan);
    if let Some(fault) = fault(&scan.reading) {
        return Err(Refusal::new(at, fault));
    }
    let mut resolved = match (&scan.lot, &scan.package) {
        (Some(lot), _) => of_lot(site, asked, scan, lot),
        (None, Some(package)) => of_package(asked, &scan.reading, &package.product, at)?,
        (None, None) => return Err(nothing_named(taken, at)),
    };
    let in_front = taken.doubt.iter().cloned().chain(expiry_differs(scan));
    resolved.need.breaches.splice(..0, in_front);
    resolved.serial = serial(asked, scan)?;
    Ok(resolved)
}

fn of_lot(site: &site::Model, asked: &Asked<'_>, scan: &Scan, lot: &lot::Model) -> Resolved {
    // A lot number by itself was typed, or stands on a shelf: it states the lot and is not the package in hand.
    let is_bare = scan.reading.format == BarcodeFormat::LotNumber;
    let evidence = if is_bare { LotEvidence::Stated } else { LotEvidence::Scanned };
    match scan.in_hand().filter(|_| !opens_new(asked)) {
        Some(container) => Resolved { evidence, ..of_container(site, asked, container, lot) },
        None if opens_new(asked) || is_another_container(scan) => {
            of_source(asked, lot.product_id, Source::OpenNew(lot.id), evidence)
        }
        None => of_source(asked, lot.product_id, Source::Lot(lot.id), evidence),
    }
}

fn opens_new(asked: &Asked<'_>) -> bool {
    matches!(asked.source, StockSource::OpenNew { .. })
}

/// The serial number in hand is none of those of the open containers: it is a sealed one.
fn is_another_container(scan: &Scan) -> bool {
    scan.reading.serial.is_some() && !scan.open.is_empty() && scan.open.iter().all(|open| open.serial.is_some())
}

/// A package whose lot the books do not have, or that carries none.
fn of_package(asked: &Asked<'_>, reading: &Reading, product: &product::Model, at: Field) -> Result<Resolved, Refusal> {
    if let Some(number) = reading.lot_number.as_deref().filter(|_| product.lot_tracked) {
        let stated = Some(lot_number::check(at, number)?);
        let mut resolved = of_source(asked, product.id, Source::Unbooked(None), LotEvidence::Scanned);
        let lot_number = stated.as_ref().map(|(printed, _)| printed.clone()).unwrap_or_default();
        resolved.need.breaches.push(Reason::UnknownLot { lot_number, usable: vec![] });
        return Ok(Resolved { stated, stated_expires_on: last_day(reading), ..resolved });
    }
    if opens_new(asked) {
        return Err(Refusal::invalid(at, InputRule::Required, "The code names no lot: name the lot to open."));
    }
    Ok(of_source(asked, product.id, Source::Product, LotEvidence::Assumed))
}

fn nothing_named(taken: &Taken, at: Field) -> Refusal {
    let reading = &taken.scan.reading;
    match &taken.doubt {
        Some(doubt) => Refusal::new(at, doubt.clone()),
        None if names_a_product(reading) => Refusal::not_found(at, "product with this code"),
        None if reading.format == BarcodeFormat::ContainerLabel => Refusal::not_found(at, "container with this label"),
        None => {
            Refusal::invalid(at, InputRule::Barcode, "The code names no product: scan the other code of the label.")
        }
    }
}

fn expiry_differs(scan: &Scan) -> Option<Reason> {
    let (lot, given) = (scan.lot.as_ref()?, last_day(&scan.reading)?);
    let (lot_id, lot_number, known) = (lot.id, lot.lot_number.clone(), lot.expires_on);
    (known != Some(given)).then_some(Reason::ExpiryDiffers { lot_id, lot_number, known, given })
}

fn serial(asked: &Asked<'_>, scan: &Scan) -> Result<Option<String>, Refusal> {
    let of_container = || scan.in_hand().filter(|_| !opens_new(asked)).and_then(|container| container.serial.as_ref());
    match (asked.serial, scan.reading.serial.as_ref().or_else(of_container)) {
        (Some(stated), Some(read)) if stated != read => {
            let message = format!("The code gives serial number {read}, the line {stated}.");
            Err(Refusal::invalid(asked.field("serial"), InputRule::Barcode, message))
        }
        (stated, read) => Ok(stated.or(read.map(String::as_str)).map(str::to_owned)),
    }
}
