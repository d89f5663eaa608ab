//! Who may stop what: a quarantine whoever works at the site, everything everywhere who may do so everywhere, suspect
//! stock only who directs recalls.

use super::{PlaceHold, at};
use crate::{
    error::Error,
    operations::{Act, named},
    rules::{holding::HoldTarget, refusal::Refusal, rights::Right},
};
use entity::{hold::HoldKind, id::SiteId, site};
use sea_orm::EntityTrait;
use std::collections::BTreeSet;

/// Refuses a caller who must not place these holds.
///
/// # Errors
/// `NOT_FOUND` for an unknown site or container; [`Error::Forbidden`].
pub(super) async fn check(input: &PlaceHold, act: &Act<'_>) -> Result<(), Error> {
    if input.kind != HoldKind::Quarantine {
        return act.require_everywhere(Right::DirectRecalls);
    }
    act.require_somewhere(Right::PlaceQuarantine)?;
    let mut sites = BTreeSet::new();
    for (number, target) in input.targets.iter().enumerate() {
        match site_of(target, act, number).await? {
            Some(id) => at_site(act, id, number, &mut sites).await?,
            None => act.require_everywhere(Right::PlaceQuarantine)?,
        }
    }
    Ok(())
}

/// The site of a target; a container is where it was opened, whatever site is named with it.
async fn site_of(target: &HoldTarget, act: &Act<'_>, number: usize) -> Result<Option<SiteId>, Error> {
    let Some(id) = target.container_id else { return Ok(target.site_id) };
    let container = named::containers(act.transaction, &[id].into()).await?.remove(&id);
    let site_id = container.map(|container| container.site_id);
    let here = site_id.filter(|site| target.site_id.is_none_or(|named| named == *site));
    Ok(Some(here.ok_or_else(|| Refusal::not_found(at(number)("containerId"), "container at this site"))?))
}

async fn at_site(act: &Act<'_>, id: SiteId, number: usize, known: &mut BTreeSet<SiteId>) -> Result<(), Error> {
    if !known.insert(id) {
        return Ok(());
    }
    let site = site::Entity::find_by_id(id).one(act.transaction).await?;
    let site = site.ok_or_else(|| Refusal::not_found(at(number)("siteId"), "site"))?;
    act.require(Right::PlaceQuarantine, &site)
}
