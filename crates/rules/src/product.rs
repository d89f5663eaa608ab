//! Products: what a row of the catalogue must be, so that stock of it can be counted, used in time and recalled.

use super::{
    form::Form,
    refusal::{Field, InputRule, Reason, Refusal, field, path},
    text,
};
use entity::{
    fixed_point::Quantity,
    product::{ContainerUse, Model, ProductCategory, RegulatoryClass},
};

/// The base units of the field, as they are written.
const UNITS: [&str; 4] = ["U", "mL", "mg", "each"];
/// Longest name of a base unit or a container, in characters.
pub const UNIT_LIMIT: usize = 16;
/// Longest in-use period: ten years of hours.
const MAX_IN_USE_HOURS: i32 = 87_600;
/// Longest shelf life that can be asked for: ten years of days.
const MAX_SHELF_LIFE_DAYS: i32 = 3_650;

/// The base unit that everything is counted in; the usual ones in their usual spelling.
///
/// # Errors
/// As of a text.
pub fn unit(field: Field, unit: &str) -> Result<String, Refusal> {
    let unit = text::required(field, unit, UNIT_LIMIT)?;
    let usual = UNITS.iter().find(|usual| usual.eq_ignore_ascii_case(&unit));
    Ok(usual.map_or(unit, |usual| (*usual).to_owned()))
}

/// For how many hours an opened container may be used.
///
/// # Errors
/// `OUT_OF_RANGE` when it is not 1 to 87,600.
pub fn in_use_hours(field: Field, hours: i32) -> Result<i32, Refusal> {
    between(field, hours, 1..=MAX_IN_USE_HOURS)
}

/// With how many days left a delivery is still accepted.
///
/// # Errors
/// `OUT_OF_RANGE` when it is not 0 to 3,650.
pub fn min_shelf_life_days(field: Field, days: i32) -> Result<i32, Refusal> {
    between(field, days, 0..=MAX_SHELF_LIFE_DAYS)
}

fn between(field: Field, value: i32, range: std::ops::RangeInclusive<i32>) -> Result<i32, Refusal> {
    if range.contains(&value) {
        return Ok(value);
    }
    let (first, last) = range.into_inner();
    Err(Refusal::beyond(field, InputRule::OutOfRange, last, format!("From {first} to {last}.")))
}

/// Refuses a set where stock is meant: it has none of its own.
///
/// # Errors
/// `INVALID`.
pub fn has_stock(product: &Model, field: Field) -> Result<(), Refusal> {
    if !product.bundle {
        return Ok(());
    }
    let message = format!("{} is a set and has no stock of its own: name what is in it.", product.name);
    Err(Refusal::invalid(field, InputRule::Other, message))
}

/// Whether a product is sold at the till only when somebody marked it for that: drugs, biologics, and what is injected.
pub fn needs_retail_mark(category: ProductCategory, class: RegulatoryClass) -> bool {
    use RegulatoryClass::{Biologic, CompoundedDrug, Drug};
    category.is_injectable() || matches!(class, Biologic | Drug | CompoundedDrug)
}

/// Whether a new product may be sold at the till where nothing is said of it: what needs no mark, and what is not
/// injected and has a price there.
pub fn is_for_retail(category: ProductCategory, class: RegulatoryClass, has_price: bool) -> bool {
    !needs_retail_mark(category, class) || has_price && !category.is_injectable()
}

/// Why a product must not be sold at the till; nothing where it may.
pub fn not_for_retail(product: &Model) -> Option<Reason> {
    let forbidden = needs_retail_mark(product.category, product.regulatory_class) && !product.retail;
    let message = format!("{} is not marked for retail: it is used in treatments, not sold.", product.name);
    forbidden.then_some(Reason::NotAllowed { needs: vec![], message })
}

/// Refuses what cannot be true of one product at once. Its fields are in order one by one.
///
/// # Errors
/// Every rule that is broken.
pub fn check(product: &Model) -> Result<(), Vec<Refusal>> {
    let mut form = Form::default();
    form.refuse_when(!product.contents.is_multiple_of(product.quantity_step), || contents_in_steps(product));
    form.refuse_when(product.expiry_required && !product.lot_tracked, || {
        required("lotTracked", "Expiry dates belong to lots: a product with dates is lot-tracked.")
    });
    form.refuse_when(product.bundle && product.contents != Quantity::whole(1), || {
        Refusal::invalid(path(["container", "contents"]), InputRule::Other, "Sets are counted one by one: one holds 1.")
    });
    let injectable = product.category.is_injectable();
    form.refuse_when(product.bundle && injectable, || {
        Refusal::invalid(field("bundle"), InputRule::Other, "What is injected is used from its lot, never as a set.")
    });
    form.refuse_when(injectable && !product.lot_tracked, || {
        required("lotTracked", "What is injected is lot-tracked: a recall finds patients by it.")
    });
    form.refuse_when(injectable && !product.expiry_required, || {
        required("expiryRequired", "What is injected has an expiry date.")
    });
    let container = |name| path(["container", name]);
    let shared = product.container_use == ContainerUse::MultiPatient;
    form.refuse_when(injectable && shared && product.in_use_hours.is_none(), || {
        let message = "A container that several patients share is used for so many hours after it was opened.";
        Refusal::invalid(container("inUseHours"), InputRule::Required, message)
    });
    form.refuse_when(product.may_keep_remainder && product.container_use != ContainerUse::SingleUse, || {
        let message = "Only a single-use container leaves a remainder at the end of the usage.";
        Refusal::invalid(container("mayKeepRemainder"), InputRule::Other, message)
    });
    form.finish(())
}

fn required(name: &str, message: &str) -> Refusal {
    Refusal::invalid(field(name), InputRule::Required, message)
}

fn contents_in_steps(product: &Model) -> Refusal {
    let Model { contents, quantity_step, unit, .. } = product;
    let message = format!("{contents} {unit} is not a multiple of the step, {quantity_step} {unit}.");
    let step: &Quantity = quantity_step;
    Refusal::beyond(path(["container", "contents"]), InputRule::QuantityStep, step, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::{
        id::ProductId,
        instant::Instant,
        product::{ProductCategory, RegulatoryClass, StorageBand},
    };

    fn vial() -> Model {
        Model {
            id: ProductId::new(),
            sku: "TOX-100".to_owned(),
            name: "Toxin 100 U".to_owned(),
            manufacturer: "Maker".to_owned(),
            category: ProductCategory::Neurotoxin,
            regulatory_class: RegulatoryClass::Biologic,
            unit: "U".to_owned(),
            quantity_step: Quantity(5_000),
            container_name: "vial".to_owned(),
            contents: Quantity::whole(100),
            container_use: ContainerUse::MultiPatient,
            in_use_hours: Some(24),
            labelled_single_patient: true,
            may_keep_remainder: false,
            storage: StorageBand::Refrigerated,
            lot_tracked: true,
            expiry_required: true,
            serial_required: true,
            min_shelf_life_days: None,
            prescription_only: false,
            waste_witness: false,
            retail: false,
            retail_price: None,
            price_since: Instant(0),
            bundle: false,
            archived: false,
            replaces_id: None,
            created_at: Instant(0),
        }
    }

    fn refused(product: &Model) -> Vec<String> {
        check(product).err().unwrap_or_default().into_iter().map(|refusal| refusal.field.join(".")).collect()
    }

    #[test]
    fn a_vial_of_the_field_is_in_order() {
        assert_eq!(refused(&vial()), [""; 0]);
    }

    #[test]
    fn a_container_holds_whole_steps() {
        assert_eq!(refused(&Model { contents: Quantity(12_500), ..vial() }), ["container.contents"]);
    }

    #[test]
    fn what_is_injected_has_lots_and_dates_and_an_end_once_it_is_shared() {
        let loose = Model { lot_tracked: false, expiry_required: false, in_use_hours: None, ..vial() };
        assert_eq!(refused(&loose), ["lotTracked", "expiryRequired", "container.inUseHours"]);
        let needles = Model { category: ProductCategory::Consumable, ..loose };
        assert_eq!(refused(&needles), [""; 0]);
    }

    #[test]
    fn only_a_single_use_container_leaves_a_remainder() {
        assert_eq!(refused(&Model { may_keep_remainder: true, ..vial() }), ["container.mayKeepRemainder"]);
    }

    #[test]
    fn the_usual_units_have_one_spelling_and_others_are_taken_as_they_are() {
        for (given, kept) in [("ml", "mL"), ("u", "U"), (" EACH ", "each"), ("strip", "strip")] {
            assert_eq!(unit(vec![], given), Ok(kept.to_owned()));
        }
        assert!(unit(vec![], "a very long name of a unit").is_err());
    }
}
