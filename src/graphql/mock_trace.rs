//! How long the full trace of a mock recall takes. It is measured here, before the operation and outside its locks: an
//! operation reads no clock.

use std::time::Instant;

use async_graphql::{Context, Result};
use entity::recall::RecallKind;

use super::{error::graphql_error, right};
use crate::{
    database::Reader,
    error::{Error, Failure},
    operations::{Deployment, open_recall::OpenRecall, recalls},
    queries::recalls::preview::{self, Preview},
    rules::{
        recall::{hold_kind, scope::ScopeLine},
        rights::Right,
    },
};

/// Traces what a recall of this kind would come to, and how many milliseconds that took where it is a mock one.
///
/// # Errors
/// When the database fails.
pub(super) async fn preview(
    reader: &Reader,
    kind: RecallKind,
    lines: &[ScopeLine],
) -> Result<(Preview, Option<i64>), Failure> {
    let holds = hold_kind(kind).is_some();
    if kind != RecallKind::Mock {
        return Ok((preview::of_lines(reader, lines, holds).await?, None));
    }

    let began = now();
    let preview = preview::of_lines(reader, lines, holds).await?;
    let millis = i64::try_from(now().duration_since(began).as_millis()).unwrap_or(i64::MAX);
    Ok((preview, Some(millis)))
}

/// The recall that is about to be opened, with how long its trace took where it is a mock one. What will be refused is
/// not traced.
///
/// # Errors
/// When the database fails.
pub(super) async fn measured(context: &Context<'_>, recall: OpenRecall) -> Result<OpenRecall> {
    let may = right::require_everywhere(context, Right::DirectRecalls).is_ok();
    if recall.head.kind != RecallKind::Mock || !may {
        return Ok(recall);
    }

    let reader = context.data::<Deployment>()?.database.reader().at_one_instant();
    let lines = match recalls::scope::check(&reader, &recall.scope).await {
        Ok(lines) => lines,
        Err(Error::Failed(failure)) => return Err(graphql_error(failure)),
        Err(Error::Refused(_) | Error::Forbidden { .. } | Error::AwaitsApproval(_)) => return Ok(recall),
    };
    let (_, trace_millis) = preview(&reader, recall.head.kind, &lines).await.map_err(graphql_error)?;
    Ok(OpenRecall { trace_millis, ..recall })
}

/// The stopwatch: it says nothing of the time of day.
#[expect(clippy::disallowed_methods, reason = "how long the trace takes is what a mock recall is for")]
fn now() -> Instant {
    Instant::now()
}
