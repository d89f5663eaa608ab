//! What was recorded of the same treatment before. Two calls for one face are one visit: the second one may be the first
//! one again, under another key; and what it takes of a single-use container is the rest that the first one wasted.

use super::{RecordUsage, form::CheckedLine, resolved::Resolved};
use crate::{
    error::{Error, Failure},
    operations::{Act, correct_usage::rests},
    rules::{
        allocation::Source,
        notice::{Notice, NoticeCode},
        refusal::{Reason, Refusal, field},
        site::day_of,
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId},
    site, usage, usage_line,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// Why what an earlier call wasted is taken back.
const ONE_CONTAINER: &str = "the rest was used later that day in the same treatment";

/// The usages of the treatment at the site, with the lines that stand.
pub(super) struct Earlier {
    usages: Vec<(usage::Model, Vec<usage_line::Model>)>,
}

impl Earlier {
    /// Reads them: two statements.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of_treatment(act: &Act<'_>, treatment: &str, site: &site::Model) -> Result<Self, Failure> {
        let usages = usage::Entity::find()
            .filter(usage::COLUMN.treatment_id.eq(treatment))
            .filter(usage::COLUMN.site_id.eq(site.id))
            .order_by_asc(usage::COLUMN.id)
            .all(act.transaction)
            .await?;
        let lines = usage_line::Entity::find()
            .filter(usage_line::COLUMN.usage_id.is_in(usages.iter().map(|usage| usage.id)))
            .filter(usage_line::COLUMN.voided_at.is_null())
            .all(act.transaction)
            .await?;

        let mut by_usage = BTreeMap::<_, Vec<_>>::new();
        for line in lines {
            by_usage.entry(line.usage_id).or_default().push(line);
        }
        let usages = usages.into_iter().map(|usage| {
            let lines = by_usage.remove(&usage.id).unwrap_or_default();
            (usage, lines)
        });
        Ok(Self { usages: usages.collect() })
    }

    /// Refuses what an earlier usage says already: of the same instant, each line of the same source and amount. What was
    /// already performed is recorded all the same, with a notice, and for review; whoever says that it is another one is
    /// believed.
    ///
    /// # Errors
    /// `POSSIBLE_DUPLICATE`.
    pub(super) fn refuse_again(
        &self,
        input: &RecordUsage,
        act: &Act<'_>,
        lines: &[CheckedLine<'_>],
        needs: &mut [Resolved],
    ) -> Result<(), Refusal> {
        if input.is_another {
            return Ok(());
        }
        let at_the_instant = self.usages.iter().filter(|(usage, _)| usage.performed_at == input.performed_at);
        let says_it_already = |(_, told): &&(usage::Model, Vec<usage_line::Model>)| says_all(told, lines, needs);
        let Some((usage, _)) = at_the_instant.clone().find(says_it_already) else { return Ok(()) };

        let reason = possible_duplicate(usage);
        if input.already_performed.is_none() {
            return Err(Refusal::new(field("treatmentId"), reason));
        }
        act.notify([Notice::new(NoticeCode::PossibleDuplicate, field("treatmentId"), reason.to_string())]);
        needs.iter_mut().for_each(|resolved| resolved.need.breaches.push(reason.clone()));
        Ok(())
    }

    /// The needs as they are once they come out of the containers of the same day first: what an earlier usage wasted of
    /// them at its end, it did not. Another container is one that is named.
    ///
    /// # Errors
    /// When the books cannot be written.
    pub(super) async fn rests_come_first(
        &self,
        input: &RecordUsage,
        act: &Act<'_>,
        site: &site::Model,
        mut needs: Vec<Resolved>,
    ) -> Result<Vec<Resolved>, Error> {
        let day = day_of(input.performed_at, site);
        let before =
            |usage: &usage::Model| usage.performed_at <= input.performed_at && day_of(usage.performed_at, site) == day;
        for (usage, lines) in self.usages.iter().filter(|(usage, _)| before(usage)) {
            if !lines.iter().any(|line| line.wasted > Quantity::ZERO && line.container_id.is_some()) {
                continue;
            }
            let mut rests = rests::of(act, lines).await?;
            needs = rests::come_first(needs, &mut rests);
            rests::give_back(act, site, usage, rests, ONE_CONTAINER).await?;
        }
        Ok(needs)
    }
}

fn possible_duplicate(usage: &usage::Model) -> Reason {
    let (at, by) = (usage.recorded_at.to_utc().to_rfc3339(), &usage.recorded_by);
    let message = format!(
        "The same was recorded of this treatment at {at} by {by}, for the same instant: say so if this is another one."
    );
    Reason::PossibleDuplicate { first: usage.id.to_string(), message }
}

/// What one line of an earlier usage said; the lots and containers that it was split over are one again.
#[derive(Default)]
struct Told {
    product_id: Option<ProductId>,
    lots: BTreeSet<LotId>,
    containers: BTreeSet<ContainerId>,
    stated: Option<String>,
    quantity: Quantity,
    body_sites: Option<String>,
}

/// Whether each line has its counterpart among those that were told.
fn says_all(told: &[usage_line::Model], lines: &[CheckedLine<'_>], needs: &[Resolved]) -> bool {
    let mut told: Vec<Told> = by_line(told);
    lines.iter().all(|line| {
        let need = needs.iter().find(|resolved| (resolved.need.line, resolved.need.component) == (line.number, None));
        let place = need.and_then(|need| told.iter().position(|told| told.is_of(line, need)));
        place.map(|place| told.swap_remove(place)).is_some()
    })
}

/// The lines as they were said: what settles a line later was not said.
fn by_line(rows: &[usage_line::Model]) -> Vec<Told> {
    let mut told = BTreeMap::<i32, Told>::new();
    for row in rows.iter().filter(|row| row.settles_id.is_none()) {
        let line = told.entry(row.line).or_default();
        line.product_id = Some(row.product_id);
        line.lots.extend(row.lot_id);
        line.containers.extend(row.container_id);
        line.stated.clone_from(&row.stated_canonical);
        line.quantity.0 += row.quantity.0;
        line.body_sites.clone_from(&row.body_sites);
    }
    told.into_values().collect()
}

impl Told {
    /// Whether the line takes as much from the same source, and not to another place of the body.
    fn is_of(&self, line: &CheckedLine<'_>, resolved: &Resolved) -> bool {
        let same_lot = match (&resolved.stated, resolved.lot_id) {
            (Some((_, canonical)), _) => self.stated.as_ref() == Some(canonical),
            (None, Some(lot_id)) => self.lots.contains(&lot_id),
            (None, None) => true,
        };
        let same_container = match resolved.need.source {
            Source::Container(id) => self.containers.contains(&id),
            Source::Lot(_) | Source::OpenNew(_) | Source::Product | Source::Unbooked(_) => true,
        };
        // The label in hand says another date: it is not from the same package, whatever the rest says.
        let another_package =
            resolved.need.breaches.iter().any(|reason| matches!(reason, Reason::ExpiryDiffers { .. }));
        let elsewhere = self.body_sites.as_ref().zip(line.body_sites.as_ref()).is_some_and(|(was, is)| was != is);
        let same_amount = (self.product_id, self.quantity) == (Some(resolved.need.product_id), line.quantity);
        same_amount && same_lot && same_container && !another_package && !elsewhere
    }
}
