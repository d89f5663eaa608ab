//! Reviewing a deviation: a medical director looks at a rule that a recorded fact broke, and says what it was. Nobody
//! reviews what they did themselves; where there is no other director it stays listed as unreviewed.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        person,
        refusal::{Reason, Refusal, field},
        rights::{Right, Role},
    },
};
use entity::{deviation, id::DeviationId, posting, sale, sale_line, usage, usage_line};
use sea_orm::{EntityTrait, IntoActiveModel, QuerySelect, Set};
use serde::{Deserialize, Serialize};

/// A deviation, and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewDeviation {
    /// The deviation.
    pub deviation_id: DeviationId,
    /// What was found.
    pub note: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewDeviationDone {
    /// The deviation.
    pub deviation_id: DeviationId,
}

impl Operation for ReviewDeviation {
    type Done = ReviewDeviationDone;
    const NAME: &'static str = "reviewDeviation";

    async fn perform(&self, act: &Act<'_>) -> Result<ReviewDeviationDone, Error> {
        let note = person::none_in(field("note"), &self.note)?;
        let found = deviation::Entity::find_by_id(self.deviation_id).lock_exclusive().one(act.transaction).await?;
        let deviation = found.ok_or_else(|| Refusal::not_found(field("deviationId"), "deviation"))?;
        act.site(deviation.site_id, Right::DirectRecalls).await?;
        if let Some(reviewer) = &deviation.reviewed_by {
            let message = format!("Reviewed by {reviewer} before.");
            return Err(Refusal::new(field("deviationId"), Reason::AlreadyDone { message }).into());
        }
        let people = people_of(act, &deviation).await?;
        not_ones_own(act.person(), &people)?;

        let mut reviewed = deviation.into_active_model();
        reviewed.reviewed_by = Set(Some(act.person().to_owned()));
        reviewed.reviewed_at = Set(Some(act.now()));
        reviewed.review_note = Set(Some(note));
        act.update(reviewed).await?;
        Ok(ReviewDeviationDone { deviation_id: self.deviation_id })
    }
}

/// Who recorded the fact that broke the rule, and who treated.
async fn people_of(act: &Act<'_>, deviation: &deviation::Model) -> Result<Vec<String>, Error> {
    let mut people = Vec::new();
    if let Some(id) = deviation.usage_line_id {
        let line = usage_line::Entity::find_by_id(id).find_also_related(usage::Entity).one(act.transaction).await?;
        let usage = line.and_then(|(_, usage)| usage);
        people.extend(usage.into_iter().flat_map(|usage| [usage.recorded_by, usage.practitioner_id]));
    }
    if let Some(id) = deviation.sale_line_id {
        let line = sale_line::Entity::find_by_id(id).one(act.transaction).await?;
        let sale = line.map(|line| sale::Entity::find_by_id(line.sale_id));
        let sale = match sale {
            Some(sale) => sale.one(act.transaction).await?,
            None => None,
        };
        people.extend(sale.map(|sale| sale.recorded_by));
    }
    if let Some(id) = deviation.posting_id {
        let posting = posting::Entity::find_by_id(id).one(act.transaction).await?;
        people.extend(posting.map(|posting| posting.recorded_by));
    }
    Ok(people)
}

fn not_ones_own(person: &str, people: &[String]) -> Result<(), Refusal> {
    if people.iter().all(|own| own != person) {
        return Ok(());
    }
    let message = "Nobody reviews what they did themselves: another medical director does.".to_owned();
    Err(Refusal::new(field("deviationId"), Reason::NotAllowed { needs: vec![Role::MedicalDirector], message }))
}
