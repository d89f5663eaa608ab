//! Whatever has an id, found again by it.

use crate::{
    graphql::{
        error::graphql_error,
        input,
        loader::{find, required},
        object::{
            approval::Approval,
            audit_event::AuditEvent,
            component::Component,
            container::Container,
            deviation::Deviation,
            hold::Hold,
            ledger_entry::LedgerEntry,
            lot::Lot,
            node::Node,
            posting::Posting,
            product::Product,
            purchase_order::{PurchaseOrder, PurchaseOrderLine},
            recall::{self, Recall, contact::Contact},
            recall_notice::RecallNotice,
            reservation::Reservation,
            sale::Sale,
            sale_line::SaleLine,
            sale_return::SaleReturn,
            site::Site,
            supplier::Supplier,
            usage::Usage,
            usage_line::UsageLine,
        },
        patient_links, right,
    },
    queries::{
        loaders::{Rows, SharedFailure, approvals::SitesReached},
        recalls::contacts,
    },
    request::Request,
    rules::{refusal::field, rights::Right},
};
use async_graphql::{Context, ID, Object, Result, dataloader::Loader};
use entity::{
    container,
    id::{
        ApprovalId, AuditEventId, ComponentId, ContactId, ContainerId, DeviationId, EntryId, HoldId, LotId, PostingId,
        ProductId, PurchaseOrderId, PurchaseOrderLineId, RecallId, RecallNoticeId, ReservationId, SaleId, SaleLineId,
        SaleReturnId, SiteId, SupplierId, UsageId, UsageLineId,
    },
    purchase_order, sale, site, usage, usage_line,
};
use std::{fmt, hash::Hash, str::FromStr};

/// Whatever has an id, found again by it.
#[derive(Default)]
pub(in crate::graphql) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The thing of this id; null when there is none. It needs the right that the thing is read by, where it is.
    async fn node(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "An id as this service gave it, such as `lot_01m80dqm0yer4r9ewwa9fzvt07`.")] id: ID,
    ) -> Result<Option<Node>> {
        let prefix = id.split_once('_').map_or("", |(prefix, _)| prefix);
        match prefix {
            SiteId::PREFIX => Ok(of_no_site::<SiteId>(context, &id).await?.map(|row| Node::Site(Site(row)))),
            SupplierId::PREFIX => {
                Ok(of_no_site::<SupplierId>(context, &id).await?.map(|row| Node::Supplier(Supplier(row))))
            }
            ProductId::PREFIX => {
                Ok(of_no_site::<ProductId>(context, &id).await?.map(|row| Node::Product(Product(row))))
            }
            LotId::PREFIX => Ok(of_no_site::<LotId>(context, &id).await?.map(|row| Node::Lot(Lot(row)))),
            RecallId::PREFIX => Ok(of_no_site::<RecallId>(context, &id).await?.map(|row| Node::Recall(Recall(row)))),
            ComponentId::PREFIX => component(context, &id).await,
            ContactId::PREFIX => contact(context, &id).await,
            RecallNoticeId::PREFIX => recall_notice(context, &id).await,
            ApprovalId::PREFIX => approval(context, &id).await,
            AuditEventId::PREFIX => audit_event(context, &id).await,
            UsageId::PREFIX | UsageLineId::PREFIX | DeviationId::PREFIX => of_usage(context, prefix, &id).await,
            SaleId::PREFIX | SaleLineId::PREFIX | SaleReturnId::PREFIX => of_sale(context, prefix, &id).await,
            _ => of_stock(context, prefix, &id).await,
        }
    }
}

/// What belongs to no site: whoever may read stock anywhere may read it.
async fn of_no_site<Id>(context: &Context<'_>, id: &ID) -> Result<Option<<Rows as Loader<Id>>::Value>>
where
    Id: FromStr<Err: fmt::Display> + Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Id, Error = SharedFailure>,
{
    right::require_somewhere(context, Right::ReadStock)?;
    row::<Id>(context, id).await
}

/// What is or moved at a site.
async fn of_stock(context: &Context<'_>, prefix: &str, id: &ID) -> Result<Option<Node>> {
    right::require_somewhere(context, Right::ReadStock)?;
    let (site, node) = match prefix {
        ContainerId::PREFIX => {
            let Some(row) = row::<ContainerId>(context, id).await? else { return Ok(None) };
            (Some(row.site_id), Node::Container(Container(row)))
        }
        HoldId::PREFIX => {
            let Some(row) = row::<HoldId>(context, id).await? else { return Ok(None) };
            (row.site_id, Node::Hold(Hold(row)))
        }
        PostingId::PREFIX => {
            let Some(row) = row::<PostingId>(context, id).await? else { return Ok(None) };
            (Some(row.site_id), Node::Posting(Posting(row)))
        }
        PurchaseOrderId::PREFIX => {
            let Some(row) = row::<PurchaseOrderId>(context, id).await? else { return Ok(None) };
            (Some(row.site_id), Node::PurchaseOrder(PurchaseOrder(row)))
        }
        PurchaseOrderLineId::PREFIX => {
            let Some(row) = row::<PurchaseOrderLineId>(context, id).await? else { return Ok(None) };
            let order: purchase_order::Model = required(context, row.purchase_order_id).await?;
            (Some(order.site_id), Node::PurchaseOrderLine(PurchaseOrderLine(row)))
        }
        ReservationId::PREFIX => {
            let Some(row) = row::<ReservationId>(context, id).await? else { return Ok(None) };
            (Some(row.site_id), Node::Reservation(Reservation(row)))
        }
        _ => {
            let Some(row) = row::<EntryId>(context, id).await? else { return Ok(None) };
            (Some(row.site_id), Node::LedgerEntry(LedgerEntry(row)))
        }
    };
    readable(context, &[Right::ReadStock], site).await?;
    Ok(Some(node))
}

/// What was used in a treatment.
async fn of_usage(context: &Context<'_>, prefix: &str, id: &ID) -> Result<Option<Node>> {
    right::sites(context, &right::USAGES).await?;
    let (site, node) = match prefix {
        UsageId::PREFIX => {
            let Some(row) = row::<UsageId>(context, id).await? else { return Ok(None) };
            (row.site_id, Node::Usage(Usage(row)))
        }
        UsageLineId::PREFIX => {
            let Some(row) = row::<UsageLineId>(context, id).await? else { return Ok(None) };
            let usage: usage::Model = required(context, row.usage_id).await?;
            (usage.site_id, Node::UsageLine(UsageLine(row)))
        }
        _ => {
            let Some(row) = row::<DeviationId>(context, id).await? else { return Ok(None) };
            (row.site_id, Node::Deviation(Deviation(row)))
        }
    };
    readable(context, &right::USAGES, Some(site)).await?;
    Ok(Some(node))
}

/// What was mixed in: read as the container that it is in, or as the usage that it was mixed for.
async fn component(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    let any = [&[Right::ReadStock][..], &right::USAGES].concat();
    right::require_any_somewhere(context, &any)?;
    let Some(row) = row::<ComponentId>(context, id).await? else { return Ok(None) };

    if let Some(container) = row.container_id {
        let container: container::Model = required(context, container).await?;
        readable(context, &[Right::ReadStock], Some(container.site_id)).await?;
    } else if let Some(line) = row.usage_line_id {
        let line: usage_line::Model = required(context, line).await?;
        let usage: usage::Model = required(context, line.usage_id).await?;
        readable(context, &right::USAGES, Some(usage.site_id)).await?;
    }
    Ok(Some(Node::Component(Component(row))))
}

/// Somebody to be told: for who may read patient links everywhere, and for whom it is assigned to; the read is logged.
async fn contact(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    let mine = recall::may_read_contacts(context, "node.contact", id).await?;
    let row = row::<ContactId>(context, id).await?;
    let row = row.filter(|row| mine.is_none() || row.assigned_to == mine);
    let people = contacts::people(&row);
    patient_links::read(context, "node.contact", id, usize::from(row.is_some()), people).await?;
    Ok(row.map(|row| Node::Contact(Contact(row))))
}

/// A request for a signature, where it reaches a site whose stock the caller may read; and to who asked.
async fn approval(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    let seen = right::sites(context, &[Right::ReadStock]).await?;
    let Some(row) = row::<ApprovalId>(context, id).await? else { return Ok(None) };
    let reached = find(context, SitesReached(row.id)).await?.unwrap_or_default();
    let shown = row.everywhere
        || reached.is_empty()
        || row.requested_by == context.data::<Request>()?.caller.subject
        || seen.is_none_or(|seen| reached.iter().any(|site| seen.contains(site)));
    if shown {
        Ok(Some(Node::Approval(Approval(row))))
    } else {
        Err(right::forbidden(&[Right::ReadStock], "its sites"))
    }
}

async fn recall_notice(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    right::require_somewhere(context, Right::ReadReports)?;
    Ok(row::<RecallNoticeId>(context, id).await?.map(|row| Node::RecallNotice(RecallNotice(row))))
}

/// What was sold, and what came back of it.
async fn of_sale(context: &Context<'_>, prefix: &str, id: &ID) -> Result<Option<Node>> {
    right::sites(context, &right::SALES).await?;
    let (site, node) = match prefix {
        SaleId::PREFIX => {
            let Some(row) = row::<SaleId>(context, id).await? else { return Ok(None) };
            (row.site_id, Node::Sale(Sale(row)))
        }
        SaleLineId::PREFIX => {
            let Some(row) = row::<SaleLineId>(context, id).await? else { return Ok(None) };
            let sale: sale::Model = required(context, row.sale_id).await?;
            (sale.site_id, Node::SaleLine(SaleLine(row)))
        }
        _ => {
            let Some(row) = row::<SaleReturnId>(context, id).await? else { return Ok(None) };
            (row.site_id, Node::SaleReturn(SaleReturn(row)))
        }
    };
    readable(context, &right::SALES, Some(site)).await?;
    Ok(Some(node))
}

async fn audit_event(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    right::require_everywhere(context, Right::ReadAuditLog)?;
    Ok(row::<AuditEventId>(context, id).await?.map(|row| Node::AuditEvent(AuditEvent(row))))
}

async fn row<Id>(context: &Context<'_>, id: &ID) -> Result<Option<<Rows as Loader<Id>>::Value>>
where
    Id: FromStr<Err: fmt::Display> + Send + Sync + Hash + Eq + Clone + 'static,
    Rows: Loader<Id, Error = SharedFailure>,
{
    find(context, input::id::<Id>(field("id"), id).map_err(graphql_error)?).await
}

async fn readable(context: &Context<'_>, rights: &[Right], site: Option<SiteId>) -> Result<()> {
    let Some(site) = site else { return Ok(()) };
    let site: site::Model = required(context, site).await?;
    right::require_at(context, rights, &site)
}
