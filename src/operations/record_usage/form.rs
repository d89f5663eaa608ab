//! The form of a usage: what it must say before anything is read.

use super::{BodySite, RecordUsage, UsageLine};
use crate::{
    error::Error,
    operations::{
        Act,
        components::{self, CheckedComponent},
        receive_stock::line_count,
        source::StockSource,
    },
    rules::{
        external_id, person, quantity,
        refusal::{Field, InputRule, Refusal, field, line_field, of_first_kind},
        text,
    },
};
use entity::{entry::WasteReason, fixed_point::Quantity};

/// Most places of the body in one line.
const MOST_BODY_SITES: usize = 100;

/// A line whose form is right.
pub(in crate::operations) struct CheckedLine<'a> {
    pub(in crate::operations) number: usize,
    pub(in crate::operations) input: &'a UsageLine,
    pub(in crate::operations) quantity: Quantity,
    pub(in crate::operations) wasted: Quantity,
    pub(in crate::operations) waste_reason: Option<WasteReason>,
    pub(in crate::operations) line_key: Option<String>,
    pub(in crate::operations) serial: Option<String>,
    /// JSON, as it is stored.
    pub(in crate::operations) body_sites: Option<String>,
    /// What was mixed in at the chair.
    pub(in crate::operations) components: Vec<CheckedComponent<'a>>,
    /// Why a medical director sets the in-use clock aside.
    pub(in crate::operations) in_use_override: Option<String>,
    /// The lot number as stated, and its canonical form, where the books do not have it.
    pub(in crate::operations) stated: Option<(String, String)>,
}

/// Every line, or the refusals of all that is wrong with the form.
pub(in crate::operations) fn check<'a>(input: &'a RecordUsage, act: &Act<'_>) -> Result<Vec<CheckedLine<'a>>, Error> {
    let refusals: Vec<Refusal> = header(input, act).into_iter().filter_map(Result::err).collect();
    if !refusals.is_empty() {
        return Err(Error::Refused(of_first_kind(refusals)));
    }
    lines(&input.lines, input.already_performed.is_some())
}

/// The same for lines by themselves; only a fact may be unbooked.
pub(in crate::operations) fn lines(inputs: &[UsageLine], fact: bool) -> Result<Vec<CheckedLine<'_>>, Error> {
    let (mut lines, mut refusals) = (Vec::new(), Vec::new());
    for (number, input) in inputs.iter().enumerate() {
        match line(number, input, fact) {
            Ok(line) => lines.push(line),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(lines) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

fn header(input: &RecordUsage, act: &Act<'_>) -> [Result<(), Refusal>; 7] {
    let note = input.already_performed.as_ref().and_then(|fact| fact.note.as_deref());
    [
        external_id::check(field("treatmentId"), &input.treatment_id).map(drop),
        external_id::check(field("patientId"), &input.patient_id).map(drop),
        patient_pattern(input, act),
        external_id::check(field("practitionerId"), &input.practitioner_id).map(drop),
        act.not_in_the_future(input.performed_at, field("performedAt")).map(drop),
        person::none_in_optional(field("alreadyPerformed"), note).map(drop),
        line_count(input.lines.len()),
    ]
}

/// The EHR's own format, where the deployment pins it.
fn patient_pattern(input: &RecordUsage, act: &Act<'_>) -> Result<(), Refusal> {
    let pattern = act.terms.patient_id_pattern.as_ref();
    match pattern.filter(|pattern| !pattern.is_match(&input.patient_id)) {
        Some(pattern) => {
            let message = "This is not the form of a patient id here.";
            Err(Refusal::beyond(field("patientId"), InputRule::Other, pattern, message))
        }
        None => Ok(()),
    }
}

fn line(number: usize, input: &UsageLine, fact: bool) -> Result<CheckedLine<'_>, Refusal> {
    let at = |name: &str| line_field(number, name);
    let used = quantity::positive(at("quantity"), input.quantity)?;
    let wasted = input.wasted.map_or(Ok(Quantity::ZERO), |wasted| quantity::not_negative(at("wasted"), wasted))?;
    Ok(CheckedLine {
        number,
        input,
        quantity: used,
        wasted,
        waste_reason: input.waste_reason.filter(|_| wasted > Quantity::ZERO),
        line_key: text::optional(at("lineKey"), input.line_key.as_deref(), text::SHORT)?,
        serial: text::optional(at("serial"), serial(input), 80)?,
        body_sites: body_sites(&input.body_sites, used, &at)?,
        components: components::check(&input.components, &at("components"), fact)?,
        in_use_override: person::none_in_optional(at("inUseOverrideReason"), input.in_use_override_reason.as_deref())?,
        stated: input.source.stated_lot_number(fact, at("source"))?,
    })
}

fn serial(input: &UsageLine) -> Option<&str> {
    let of_source = match &input.source {
        StockSource::Unbooked(stock) => stock.serial.as_deref(),
        _ => None,
    };
    input.serial.as_deref().or(of_source)
}

fn body_sites(sites: &[BodySite], used: Quantity, at: &dyn Fn(&str) -> Field) -> Result<Option<String>, Refusal> {
    let field = at("bodySites");
    if sites.len() > MOST_BODY_SITES {
        let message = format!("At most {MOST_BODY_SITES} places in one line.");
        return Err(Refusal::beyond(field, InputRule::TooMany, MOST_BODY_SITES, message));
    }
    let mut total = Quantity::ZERO;
    for site in sites {
        text::required(field.clone(), &site.code, 64)?;
        total.0 += quantity::positive(field.clone(), site.quantity)?.0;
    }
    if total > used {
        let message = format!("The places add up to {total}, more than the {used} used.");
        return Err(Refusal::beyond(field, InputRule::OutOfRange, used, message));
    }
    Ok(if sites.is_empty() { None } else { serde_json::to_string(sites).ok() })
}
