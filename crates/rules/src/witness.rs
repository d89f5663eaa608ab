//! Whether waste of a product takes a witness who signs: where the product asks for one, or the site does. Retail goods
//! never do.

use entity::{
    product::{self, RegulatoryClass},
    site,
};

/// Whether what is wasted, discarded or destroyed of `product` at `site` takes a witness who signs.
pub fn is_asked_for(product: &product::Model, site: &site::Model) -> bool {
    product.waste_witness || (site.waste_witness && !is_retail(product.regulatory_class))
}

/// What stands on the shelf of the shop: nobody is harmed by its rest.
fn is_retail(class: RegulatoryClass) -> bool {
    match class {
        RegulatoryClass::Cosmetic | RegulatoryClass::OtcDrug | RegulatoryClass::Supply => true,
        RegulatoryClass::Biologic
        | RegulatoryClass::Drug
        | RegulatoryClass::CompoundedDrug
        | RegulatoryClass::Device => false,
    }
}
