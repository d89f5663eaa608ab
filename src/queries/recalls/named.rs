//! Exposures with what their ids stand for, a page at a time: for files that leave the service.

use super::{Affected, exposures};
use crate::{error::Failure, queries::family, rules::site::zone_of};
use chrono_tz::Tz;
use entity::{
    component, container, deviation,
    id::{ContainerId, LotId, ProductId, SiteId, UsageId, UsageLineId},
    lot, product, product_identifier,
    product_identifier::IdentifierScheme,
    site, usage, usage_line,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// One exposure.
#[derive(Clone, Debug)]
pub struct NamedExposure {
    /// The line.
    pub line: usage_line::Model,
    /// Its usage.
    pub usage: usage::Model,
    /// The site's code.
    pub site: String,
    /// The site's time zone.
    pub zone: Tz,
    /// What the line names.
    pub product: product::Model,
    /// The recalled lot: of what was mixed in, where it was; `None` where only a number is stated, or none.
    pub lot: Option<lot::Model>,
    /// What was mixed in, with its product, where the lot reached the patient inside something else.
    pub via: Option<(component::Model, product::Model)>,
    /// The label of the container.
    pub container: Option<String>,
    /// The product's GTIN: of what was mixed in, where it was.
    pub gtin: Option<String>,
    /// The product's NDC: of what was mixed in, where it was.
    pub ndc: Option<String>,
    /// Whether it broke a rule of the stockroom.
    pub deviation: bool,
}

impl NamedExposure {
    /// The product that is recalled: what was mixed in, where it was.
    pub fn recalled(&self) -> &product::Model {
        self.via.as_ref().map_or(&self.product, |(_, product)| product)
    }

    /// The number of the lot, as printed or as stated.
    pub fn lot_number(&self) -> Option<&str> {
        let stated = || match &self.via {
            Some((via, _)) => via.stated_lot_number.as_deref(),
            None => self.line.stated_lot_number.as_deref(),
        };
        self.lot.as_ref().filter(|lot| !lot.lot_unknown).map(|lot| lot.lot_number.as_str()).or_else(stated)
    }
}

/// The lines with what their ids stand for, in their order.
///
/// # Errors
/// When the database fails.
pub async fn all(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    lines: Vec<usage_line::Model>,
) -> Result<Vec<NamedExposure>, Failure> {
    let via = exposures::via(connection, affected, &lines).await?;
    let words = Words::of(connection, &lines, &via).await?;
    Ok(lines.into_iter().filter_map(|line| words.named(line, &via)).collect())
}

/// The rows that a page of lines names.
struct Words {
    usages: BTreeMap<UsageId, usage::Model>,
    sites: BTreeMap<SiteId, site::Model>,
    products: BTreeMap<ProductId, product::Model>,
    identifiers: Vec<product_identifier::Model>,
    lots: BTreeMap<LotId, lot::Model>,
    containers: BTreeMap<ContainerId, String>,
    deviating: BTreeSet<UsageLineId>,
}

impl Words {
    async fn of(
        connection: &impl ConnectionTrait,
        lines: &[usage_line::Model],
        via: &BTreeMap<UsageLineId, component::Model>,
    ) -> Result<Self, Failure> {
        let products: BTreeSet<ProductId> =
            lines.iter().map(|line| line.product_id).chain(via.values().map(|via| via.product_id)).collect();
        let lots: BTreeSet<LotId> =
            lines.iter().filter_map(|line| line.lot_id).chain(via.values().filter_map(|via| via.lot_id)).collect();
        let usages = usage::COLUMN.id.is_in(lines.iter().map(|line| line.usage_id));
        let containers = container::COLUMN.id.is_in(lines.iter().filter_map(|line| line.container_id));
        let deviating = deviation::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.id));
        let usages = usage::Entity::find().filter(usages).all(connection).await?;
        let containers = container::Entity::find().filter(containers).all(connection).await?;
        let identifiers = product_identifier::Entity::find()
            .filter(product_identifier::COLUMN.product_id.is_in(products.iter().copied()))
            .order_by_asc(product_identifier::COLUMN.value);
        let named = product::Entity::find().filter(product::COLUMN.id.is_in(products));
        Ok(Self {
            usages: usages.into_iter().map(|usage| (usage.id, usage)).collect(),
            sites: site::Entity::find().all(connection).await?.into_iter().map(|site| (site.id, site)).collect(),
            products: named.all(connection).await?.into_iter().map(|product| (product.id, product)).collect(),
            identifiers: identifiers.all(connection).await?,
            lots: family::as_known_now(connection, &lots.into_iter().collect::<Vec<_>>()).await?,
            containers: containers.into_iter().map(|container| (container.id, container.label)).collect(),
            deviating: deviation::Entity::find()
                .filter(deviating)
                .all(connection)
                .await?
                .into_iter()
                .filter_map(|deviation| deviation.usage_line_id)
                .collect(),
        })
    }

    /// A row without what it names cannot be: the database keeps them together.
    fn named(&self, line: usage_line::Model, via: &BTreeMap<UsageLineId, component::Model>) -> Option<NamedExposure> {
        let usage = self.usages.get(&line.usage_id)?.clone();
        let via = via.get(&line.id);
        let via = via.and_then(|via| Some((via.clone(), self.products.get(&via.product_id)?.clone())));
        let lot = via.as_ref().map_or(line.lot_id, |(via, _)| via.lot_id);
        let product = self.products.get(&line.product_id)?.clone();
        let recalled = via.as_ref().map_or(product.id, |(_, product)| product.id);
        let site = self.sites.get(&usage.site_id)?;
        Some(NamedExposure {
            site: site.code.clone(),
            zone: zone_of(site),
            lot: lot.and_then(|lot| self.lots.get(&lot)).cloned(),
            container: line.container_id.and_then(|id| self.containers.get(&id)).cloned(),
            gtin: self.identifier(recalled, IdentifierScheme::Gtin),
            ndc: self.identifier(recalled, IdentifierScheme::Ndc),
            deviation: self.deviating.contains(&line.id),
            usage,
            product,
            via,
            line,
        })
    }

    fn identifier(&self, product: ProductId, scheme: IdentifierScheme) -> Option<String> {
        let own = self.identifiers.iter().find(|row| row.product_id == product && row.scheme == scheme);
        own.map(|row| row.value.clone())
    }
}
