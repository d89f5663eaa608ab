//! What can be asked: every field is one query, with the right that it needs.

mod approvals;
mod books;
mod catalogue;
mod check_usage;
mod lots;
mod node;
mod purchasing;
mod recall_notices;
mod recalls;
mod reconciliation;
mod reports;
mod sales;
mod scan;
mod stock;
mod usages;
mod viewer;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(Default, MergedObject)]
pub struct Query(
    viewer::ViewerQuery,
    node::NodeQuery,
    catalogue::CatalogueQuery,
    lots::LotQuery,
    stock::StockQuery,
    books::BooksQuery,
    check_usage::CheckUsageQuery,
    usages::UsageQuery,
    scan::ScanQuery,
    reports::ReportQuery,
    recall_notices::RecallNoticeQuery,
    reconciliation::ReconciliationQuery,
    purchasing::PurchasingQuery,
    sales::SaleQuery,
    recalls::RecallQuery,
    approvals::ApprovalQuery,
);
