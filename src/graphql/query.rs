//! What can be asked: every field is one query, with its right and its page.

mod catalogue;
mod check_usage;
mod scan;
mod viewer;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(Default, MergedObject)]
pub struct Query(viewer::ViewerQuery, catalogue::CatalogueQuery, check_usage::CheckUsageQuery, scan::ScanQuery);
