//! `report`: prints what a manager takes along: the reorder report as CSV, a purchase order as a page.

use super::{CommandError, deployment, now, print};
use crate::{
    config::{Report, ReportKind},
    database::{self, Reader},
    exports::{purchase_order, reorder},
    queries::{purchase_orders, reorder::ReorderReport},
    telemetry,
};
use entity::site;
use sea_orm::{EntityTrait, QueryFilter};

pub(super) async fn report(settings: Report) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let access = deployment::settings(&settings.database.database_url, &settings.database.pool);
    let reader = database::reader(&access).await?;
    let text = match &settings.kind {
        ReportKind::Reorder { site, due_only } => what_to_order(&reader, site, *due_only).await?,
        ReportKind::PurchaseOrder { number } => order(&reader, *number, &settings.clinic.currency).await?,
    };
    Ok(print(text.trim_end())?)
}

async fn what_to_order(reader: &Reader, code: &str, due_only: bool) -> Result<String, CommandError> {
    let site = site::Entity::find().filter(site::COLUMN.code.eq(code.to_ascii_lowercase())).one(reader).await?;
    let site = site.ok_or_else(|| format!("there is no site {code}"))?;
    let report = ReorderReport::read(reader, &site, now().into()).await?;
    Ok(reorder::render(&report.only(|line| line.suggestion.due || !due_only)))
}

async fn order(reader: &Reader, number: i64, currency: &str) -> Result<String, CommandError> {
    let order = purchase_orders::whole(reader, number).await?;
    let order = order.ok_or_else(|| format!("there is no purchase order of number {number}"))?;
    Ok(purchase_order::render(&order, currency))
}
