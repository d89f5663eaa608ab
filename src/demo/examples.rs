//! A query and a mutation to paste, with the ids of this very database.

use super::{clinic::SITES, history::patient_id};
use crate::{
    error::Failure,
    operations::Deployment,
    queries::shelves,
    rules::{
        site::zone_of,
        usability::{Circumstance, Purpose},
    },
};
use chrono::{DateTime, SecondsFormat, Utc};
use entity::{id::LotId, product, site};
use sea_orm::{EntityTrait, QueryFilter};

/// What is used in the example: a syringe of the first of these that can be used.
const SYRINGES: [&str; 3] = ["JUV-VOLUMA", "JUV-VOLBELLA", "RESTYLANE-LYFT"];

/// What is in stock, what expires first before the rest.
pub const QUERY: &str = "{
  lots(filter: { inStock: true }, first: 5) {
    nodes {
      product { name unit }
      lotNumber expiresOn status
      stock { site { code } onHand }
    }
  }
}";

/// A treatment at `now` with the syringe that expires first; none, when they are used up.
///
/// # Errors
/// When the database fails.
pub async fn mutation(deployment: &Deployment, now: DateTime<Utc>) -> Result<Option<String>, Failure> {
    let [first, _] = &SITES;
    let Some(site) = site_of_code(deployment, first.code).await? else { return Ok(None) };
    let Some(lot_id) = lot_to_use(deployment, &site, now).await? else { return Ok(None) };

    let site_id = site.id;
    let patient = patient_id(0, 0);
    let nurse = first.nurse.subject;
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    Ok(Some(format!(
        "mutation {{
  recordUsage(input: {{
    idempotencyKey: \"my usage of {at}\"
    siteId: \"{site_id}\"
    treatmentId: \"T-1\"
    patientId: \"{patient}\"
    practitionerId: \"{nurse}\"
    performedAt: \"{at}\"
    lines: [{{ source: {{ lotId: \"{lot_id}\" }}, quantity: \"1\" }}]
  }}) {{
    usage {{ id lines {{ lot {{ lotNumber }} quantity }} }}
    replayed
    notices {{ code message }}
    userErrors {{ code message }}
  }}
}}"
    )))
}

async fn site_of_code(deployment: &Deployment, code: &str) -> Result<Option<site::Model>, Failure> {
    let site = site::Entity::find().filter(site::COLUMN.code.eq(code));
    Ok(site.one(deployment.database.reader()).await?)
}

/// The lot that a nurse would take: of the first product of which one can be used.
async fn lot_to_use(deployment: &Deployment, site: &site::Model, now: DateTime<Utc>) -> Result<Option<LotId>, Failure> {
    let reader = deployment.database.reader();
    let zone = zone_of(site);
    let circumstance = Circumstance { at: now.into(), zone, purpose: Purpose::Use, patient_id: None };

    for sku in SYRINGES {
        let product = product::Entity::find().filter(product::COLUMN.sku.eq(sku)).one(reader).await?;
        let Some(product) = product else { continue };

        let shelves = shelves::load(reader, site.id, &[product.id].into()).await?;
        let Some(shelf) = shelves.get(&product.id) else { continue };
        let places = shelf.places(&circumstance);
        if let Some(place) = places.iter().find(|place| place.is_usable()) {
            return Ok(Some(place.lot_id));
        }
    }
    Ok(None)
}
