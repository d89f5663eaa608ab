//! Exposures with what their ids stand for, a page at a time: for files that leave the service.

use super::{
    Affected,
    exposures::{self, Recalled},
    possible,
};
use crate::{
    error::Failure,
    queries::family,
    rules::{
        recall::{is_certain, possible::Because},
        site::zone_of,
    },
};
use chrono_tz::Tz;
use entity::{
    component, container, deviation,
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId, SiteId, UsageId, UsageLineId},
    lot, product, product_identifier, site, usage, usage_line,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// One exposure: a line, and one recalled lot that reached the patient by it.
#[derive(Clone, Debug)]
pub struct NamedExposure {
    /// The line.
    pub line: usage_line::Model,
    /// Its usage.
    pub usage: usage::Model,
    /// The site's code.
    pub site: String,
    /// The site's name.
    pub site_name: String,
    /// The site's time zone.
    pub zone: Tz,
    /// What the line names.
    pub product: product::Model,
    /// The recalled lot: of what was mixed in, where it was; `None` where only a number is stated, or none.
    pub lot: Option<lot::Model>,
    /// What was mixed in, with its product, where the lot reached the patient inside something else.
    pub via: Option<(component::Model, product::Model)>,
    /// How much of what was mixed in reached the patient; `None` where nobody can say, or nothing was mixed in.
    pub share: Option<Quantity>,
    /// The label of the container.
    pub container: Option<String>,
    /// The codes of the product that stand on one container of it: of what was mixed in, where it was.
    pub identifiers: Vec<product_identifier::Model>,
    /// Whether the lot is known, in the sense in which a contact is certain.
    pub certain: bool,
    /// Why it is possible, where nobody is sure.
    pub because: Option<Because>,
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

/// How a page of lines was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// By a lot of the recall.
    Recalled,
    /// By a lot that nobody is sure of.
    Possible,
}

/// The lines with what their ids stand for, in their order: one exposure for each recalled lot that a line was reached by.
///
/// # Errors
/// When the database fails.
pub async fn all(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    found: Found,
    lines: Vec<usage_line::Model>,
) -> Result<Vec<NamedExposure>, Failure> {
    let mut because = match found {
        Found::Recalled => BTreeMap::new(),
        Found::Possible => possible::because(connection, affected, &lines).await?,
    };
    let mut recalled = exposures::recalled(connection, affected, &lines).await?;
    let words = Words::of(connection, affected, &lines, &recalled).await?;
    let named = lines.into_iter().flat_map(|line| {
        let recalled = recalled.remove(&line.id).unwrap_or_default();
        let itself = recalled.itself.then_some(None);
        let all = itself.into_iter().chain(recalled.mixed_in.into_iter().map(Some));
        let certain = is_certain(found == Found::Recalled, line.evidence);
        let because = because.remove(&line.id);
        let named = all.filter_map(|via| words.named(&line, via));
        named.map(|named| NamedExposure { certain, because: because.clone(), ..named }).collect::<Vec<_>>()
    });
    Ok(named.collect())
}

/// The rows that a page of lines names.
struct Words {
    usages: BTreeMap<UsageId, usage::Model>,
    sites: BTreeMap<SiteId, site::Model>,
    products: BTreeMap<ProductId, product::Model>,
    identifiers: Vec<product_identifier::Model>,
    lots: BTreeMap<LotId, lot::Model>,
    containers: BTreeMap<ContainerId, container::Model>,
    deviating: BTreeSet<UsageLineId>,
    /// The recalled lots, those that were merged into them among them.
    recalled: BTreeSet<LotId>,
}

impl Words {
    async fn of(
        connection: &impl ConnectionTrait,
        affected: &Affected,
        lines: &[usage_line::Model],
        recalled: &BTreeMap<UsageLineId, Recalled>,
    ) -> Result<Self, Failure> {
        let mixed = || recalled.values().flat_map(|recalled| &recalled.mixed_in);
        let products: BTreeSet<ProductId> =
            lines.iter().map(|line| line.product_id).chain(mixed().map(|via| via.product_id)).collect();
        let lots: BTreeSet<LotId> =
            lines.iter().filter_map(|line| line.lot_id).chain(mixed().filter_map(|via| via.lot_id)).collect();
        let usages = usage::COLUMN.id.is_in(lines.iter().map(|line| line.usage_id));
        let containers = container::COLUMN.id.is_in(lines.iter().filter_map(|line| line.container_id));
        let deviating = deviation::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.id));
        let usages = usage::Entity::find().filter(usages).all(connection).await?;
        let containers = container::Entity::find().filter(containers).all(connection).await?;
        let identifiers = product_identifier::Entity::find()
            .filter(product_identifier::COLUMN.product_id.is_in(products.iter().copied()))
            .filter(product_identifier::COLUMN.containers_per_package.eq(1))
            .order_by_asc(product_identifier::COLUMN.value);
        let named = product::Entity::find().filter(product::COLUMN.id.is_in(products));
        Ok(Self {
            recalled: affected.members().into_iter().collect(),
            usages: usages.into_iter().map(|usage| (usage.id, usage)).collect(),
            sites: site::Entity::find().all(connection).await?.into_iter().map(|site| (site.id, site)).collect(),
            products: named.all(connection).await?.into_iter().map(|product| (product.id, product)).collect(),
            identifiers: identifiers.all(connection).await?,
            lots: family::as_known_now(connection, &lots.into_iter().collect::<Vec<_>>()).await?,
            containers: containers.into_iter().map(|container| (container.id, container)).collect(),
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
    fn named(&self, line: &usage_line::Model, via: Option<component::Model>) -> Option<NamedExposure> {
        let usage = self.usages.get(&line.usage_id)?.clone();
        let via = via.and_then(|via| {
            let product = self.products.get(&via.product_id)?.clone();
            Some((via, product))
        });
        let lot = via.as_ref().map_or(line.lot_id, |(via, _)| via.lot_id);
        let product = self.products.get(&line.product_id)?.clone();
        let recalled = via.as_ref().map_or(product.id, |(_, product)| product.id);
        let site = self.sites.get(&usage.site_id)?;
        let container = line.container_id.and_then(|id| self.containers.get(&id));
        Some(NamedExposure {
            site: site.code.clone(),
            site_name: site.name.clone(),
            share: via.as_ref().and_then(|(via, _)| self.share(line, via, container)),
            zone: zone_of(site),
            lot: lot.and_then(|lot| self.lots.get(&lot)).cloned(),
            container: container.map(|container| container.label.clone()),
            identifiers: self.identifiers.iter().filter(|row| row.product_id == recalled).cloned().collect(),
            certain: false,
            because: None,
            deviation: self.deviating.contains(&line.id),
            usage,
            product,
            via,
            line: line.clone(),
        })
    }

    /// How much of a component reached the patient by a line: of what was mixed in at the chair, in the proportion of what
    /// was used of the line to what was wasted of it; of what was mixed into the container, in the proportion of what was
    /// used to what the container holds. Nobody can say it where the recalled lot came along inside something else.
    fn share(
        &self,
        line: &usage_line::Model,
        component: &component::Model,
        container: Option<&container::Model>,
    ) -> Option<Quantity> {
        let is_recalled = match component.lot_id {
            Some(lot) => self.recalled.contains(&lot),
            None => component.from_container_id.is_none(),
        };
        if !is_recalled {
            return None;
        }
        let whole = match component.container_id {
            Some(id) => container.filter(|container| container.id == id)?.contents,
            None => line.quantity.plus(line.wasted)?,
        };
        component.quantity.share(line.quantity, whole)
    }
}
