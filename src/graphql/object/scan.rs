//! What a code means: what it says by itself, and what it is known as here.

mod part;

use super::{container::Container, lot::Lot, product::Product};
use crate::{
    graphql::{loader::required, scalar::Date},
    queries::scan,
};
use async_graphql::{Context, Description, Object, Result};
use entity::id::SiteId;
use part::{BarcodeFormat, ScanElement, ScanProblem};

/// What a code means.
#[derive(Description)]
pub struct Scan {
    /// The code and what it is known as.
    pub(in crate::graphql) scan: scan::Scan,
    /// Where it was scanned.
    pub(in crate::graphql) site: Option<SiteId>,
}

#[Object(use_type_description)]
impl Scan {
    /// The kind of code.
    async fn format(&self) -> BarcodeFormat {
        self.scan.reading.format.into()
    }

    /// The parts of the code, in the order in which they stand on the label.
    async fn elements(&self) -> Vec<ScanElement<'_>> {
        self.scan.reading.elements.iter().map(ScanElement).collect()
    }

    /// What is wrong with the code, warnings included, by place.
    async fn problems(&self) -> Vec<ScanProblem<'_>> {
        self.scan.reading.problems.iter().map(ScanProblem).collect()
    }

    /// The code reads as something that the label most likely does not say. It is not used as it reads, and received only
    /// with an override.
    async fn suspect(&self) -> bool {
        self.scan.reading.suspect
    }

    /// What the label of a suspect code most likely says.
    async fn likely_intended(&self) -> Option<&str> {
        self.scan.reading.likely_intended.as_deref()
    }

    /// GTIN of the trade item in 14 digits.
    async fn gtin(&self) -> Option<&str> {
        self.scan.reading.gtin.as_deref()
    }

    /// Lot number as printed.
    async fn lot_number(&self) -> Option<&str> {
        self.scan.reading.lot_number.as_deref()
    }

    /// Last day of use. A label that gives a month means its last day.
    async fn expires_on(&self) -> Option<Date> {
        self.scan.reading.expires_on.map(Date)
    }

    /// Serial number.
    async fn serial(&self) -> Option<&str> {
        self.scan.reading.serial.as_deref()
    }

    /// The product of the catalogue that it names.
    async fn product(&self, context: &Context<'_>) -> Result<Option<Product>> {
        match self.scan.product_id() {
            Some(id) => Ok(Some(Product(required(context, id).await?))),
            None => Ok(None),
        }
    }

    /// How many containers the package of this code holds.
    async fn containers_per_package(&self) -> Option<i32> {
        self.scan.package.as_ref().map(|package| package.identifier.containers_per_package)
    }

    /// The lot as it is known now, whatever its spelling; null where the books do not have it.
    async fn lot(&self) -> Option<Lot> {
        self.scan.lot.clone().map(Lot)
    }

    /// The container in hand, by its label or its serial number, or else the open containers of the lot: those of the
    /// site asked for.
    async fn containers(&self) -> Vec<Container> {
        let shown = match self.scan.in_hand() {
            Some(container) => vec![container.clone()],
            None => self.scan.open.clone(),
        };
        shown.into_iter().filter(|container| Some(container.site_id) == self.site).map(Container).collect()
    }
}
