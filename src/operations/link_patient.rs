//! That the EHR merged two patients, and that it took a merge back. The ledger keeps the ids it was given.

use super::{Act, Operation};
use crate::{
    database,
    error::Error,
    queries::patients,
    rules::{
        external_id,
        form::Form,
        notice::{Notice, NoticeCode},
        refusal::{InputRule, Refusal, field},
        rights::Right,
    },
};
use entity::patient_link as link;
use serde::{Deserialize, Serialize};

/// Links one patient's id into another, or takes such a link back.
///
/// Who is one person decides whom a recall finds and for whom an opened pen is kept, everywhere: a manager or a medical
/// director of all sites says so.
#[derive(Clone, Debug, Serialize)]
pub struct LinkPatient {
    /// The id that was merged away.
    pub from_id: String,
    /// The id that stays.
    pub into_id: String,
    /// Takes the link back.
    pub undo: bool,
}

/// The link that was said or taken back. It names nobody: what is done goes to the audit log.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkPatientDone {
    /// Whether the two are linked now.
    pub linked: bool,
}

impl Operation for LinkPatient {
    type Done = LinkPatientDone;
    const NAME: &'static str = "linkPatient";

    async fn perform(&self, act: &Act<'_>) -> Result<LinkPatientDone, Error> {
        act.require_everywhere(Right::ManageStock).or_else(|_| act.require_everywhere(Right::DirectRecalls))?;
        self.check(act).map_err(Error::Refused)?;
        database::take_turns(act.transaction, &link::Entity).await?;
        let newest = patients::newest_link(act.transaction, &self.from_id).await?;
        let same = newest.as_ref().filter(|link| link.into_id == self.into_id);
        if same.is_some_and(|link| link.undone == self.undo) {
            act.notify([Notice::new(NoticeCode::AlreadyDone, field("fromId"), "This was recorded before.")]);
            return Ok(LinkPatientDone { linked: !self.undo });
        }
        if self.undo {
            same.ok_or_else(|| Refusal::not_found(field("fromId"), "link"))?;
        } else {
            self.refuse_second_link(newest.as_ref())?;
            self.refuse_circle(act).await?;
        }
        let row = self.row(act, newest.map_or(1, |link| link.sequence.saturating_add(1)));
        act.insert(row).await?;
        Ok(LinkPatientDone { linked: !self.undo })
    }
}

impl LinkPatient {
    fn check(&self, act: &Act<'_>) -> Result<(), Vec<Refusal>> {
        let mut form = Form::default();
        let pattern = act.terms.patient_id_pattern.as_ref();
        form.take(external_id::patient(field("fromId"), &self.from_id, pattern));
        form.take(external_id::patient(field("intoId"), &self.into_id, pattern));
        form.refuse_when(self.from_id == self.into_id, || {
            Refusal::invalid(field("intoId"), InputRule::Other, "A patient is not merged into the same patient.")
        });
        form.finish(())
    }

    /// A second link in place of the first would silently part the patient from whom the first one named.
    fn refuse_second_link(&self, newest: Option<&link::Model>) -> Result<(), Refusal> {
        match newest.filter(|link| !link.undone) {
            None => Ok(()),
            Some(link) => {
                let message = "This patient is merged into another one: take that link back first.";
                Err(Refusal::conflict(field("fromId"), Some(link.into_id.clone()), message))
            }
        }
    }

    async fn refuse_circle(&self, act: &Act<'_>) -> Result<(), Error> {
        let linked = patients::linked_ids(act.transaction, &self.into_id).await?;
        if linked.contains(&self.from_id) {
            let message = "These are linked already, the other way round or through others.";
            return Err(Refusal::conflict(field("intoId"), Some(linked.join(" ")), message).into());
        }
        Ok(())
    }

    fn row(&self, act: &Act<'_>, sequence: i32) -> link::Model {
        link::Model {
            from_id: self.from_id.clone(),
            sequence,
            into_id: self.into_id.clone(),
            undone: self.undo,
            at: act.now(),
            by: act.person().to_owned(),
        }
    }
}
