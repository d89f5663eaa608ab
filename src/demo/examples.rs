//! A query and a mutation to paste, with the ids of this very database.

use super::clinic::SITES;
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

/// What is used in the example: one syringe.
const SKU: &str = "JUV-VOLUMA";

/// What there is at a site, and which of it expires first.
///
/// # Errors
/// When the database fails.
pub async fn query(deployment: &Deployment) -> Result<String, Failure> {
    let site_id = first_site(deployment).await?.id;
    Ok(format!(
        "{{
  stock(siteId: \"{site_id}\", first: 5) {{
    nodes {{
      product {{ name unit }}
      onHand usable held expired nextExpiry
      lots {{ lot {{ lotNumber expiresOn }} onHand }}
    }}
  }}
}}"
    ))
}

/// A treatment at `now` with the syringe that expires first.
///
/// # Errors
/// When the database fails.
pub async fn mutation(deployment: &Deployment, now: DateTime<Utc>) -> Result<String, Failure> {
    let site = first_site(deployment).await?;
    let (lot_id, at) = (first_lot(deployment, &site, now).await?, now.to_rfc3339_opts(SecondsFormat::Secs, true));
    let ([first, _], site_id) = (&SITES, site.id);
    let nurse = first.nurse.subject;
    Ok(format!(
        "mutation {{
  recordUsage(input: {{
    idempotencyKey: \"my usage of {at}\"
    siteId: \"{site_id}\"
    treatmentId: \"T-1\"
    patientId: \"P-1\"
    practitionerId: \"{nurse}\"
    performedAt: \"{at}\"
    lines: [{{ source: {{ lotId: \"{lot_id}\" }}, quantity: \"1\" }}]
  }}) {{
    usage {{ id lines {{ lot {{ lotNumber }} quantity }} }}
    notices {{ code message }}
    userErrors {{ code message }}
  }}
}}"
    ))
}

async fn first_site(deployment: &Deployment) -> Result<site::Model, Failure> {
    let [first, _] = &SITES;
    let site = site::Entity::find().filter(site::COLUMN.code.eq(first.code));
    site.one(deployment.database.reader()).await?.ok_or_else(|| missing("a site"))
}

/// The lot that a nurse would take.
async fn first_lot(deployment: &Deployment, site: &site::Model, now: DateTime<Utc>) -> Result<LotId, Failure> {
    let reader = deployment.database.reader();
    let product = product::Entity::find().filter(product::COLUMN.sku.eq(SKU)).one(reader).await?;
    let product = product.ok_or_else(|| missing("a product"))?;
    let shelves = shelves::load(reader, site.id, &[product.id].into()).await?;
    let circumstance = Circumstance { at: now.into(), zone: zone_of(site), purpose: Purpose::Use, patient_id: None };
    let places = shelves.get(&product.id).map(|shelf| shelf.places(&circumstance)).unwrap_or_default();
    places.iter().find(|place| place.is_usable()).map(|place| place.lot_id).ok_or_else(|| missing("a syringe"))
}

fn missing(what: &str) -> Failure {
    Failure::Broken(format!("the demo has {what} no more"))
}
