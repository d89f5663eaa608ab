//! The contact list of a recall as CSV, for who works through it. Ids only: addresses are in the systems that issued them.

use crate::{
    database::Reader,
    exports::{Broken, Shown, Sink, csv},
    queries::{page::PageRequest, recalls::contacts},
};
use entity::{
    id::{ContactId, RecallId, SiteId},
    recall_attempt, recall_contact, recall_contact_site, site,
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The first line.
const HEAD: [&str; 12] = [
    "who",
    "id",
    "sites",
    "last treated or sold at",
    "lot is certain",
    "assigned to",
    "status",
    "attempts",
    "last attempt at",
    "last channel",
    "last note",
    "contact",
];

/// Writes it.
pub(super) async fn write(recall: RecallId, reader: &Reader, sink: &mut Sink, shown: &Shown<'_>) -> Result<(), Broken> {
    let sites = site::Entity::find().all(reader).await?;
    let sites: BTreeMap<SiteId, String> = sites.into_iter().map(|site| (site.id, site.code)).collect();
    sink.write(csv::line(HEAD)).await?;
    let mut after = None;
    loop {
        let page = contacts::page(reader, recall, None, None, &PageRequest::long(after)).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        let rows: Vec<recall_contact::Model> = page.rows.into_iter().map(|listed| listed.row).collect();
        shown.people(rows.len(), contacts::people(&rows)).await?;
        let more = More::of(reader, &rows).await?;
        sink.write(rows.iter().map(|contact| more.line(contact, &sites)).collect::<String>()).await?;
        sink.count(rows.len());
        if after.is_none() {
            return Ok(());
        }
    }
}

/// What belongs to a page of contacts.
struct More {
    attempts: BTreeMap<ContactId, Vec<recall_attempt::Model>>,
    places: Vec<recall_contact_site::Model>,
}

impl More {
    async fn of(reader: &Reader, contacts: &[recall_contact::Model]) -> Result<Self, Broken> {
        let ids = || contacts.iter().map(|contact| contact.id);
        let rows = recall_attempt::Entity::find()
            .filter(recall_attempt::COLUMN.contact_id.is_in(ids()))
            .order_by_asc(recall_attempt::COLUMN.at)
            .order_by_asc(recall_attempt::COLUMN.id)
            .all(reader)
            .await?;
        let mut attempts: BTreeMap<ContactId, Vec<recall_attempt::Model>> = BTreeMap::new();
        for attempt in rows {
            attempts.entry(attempt.contact_id).or_default().push(attempt);
        }
        let places = recall_contact_site::Entity::find().filter(recall_contact_site::COLUMN.contact_id.is_in(ids()));
        Ok(Self { attempts, places: places.all(reader).await? })
    }

    fn line(&self, contact: &recall_contact::Model, sites: &BTreeMap<SiteId, String>) -> String {
        let here = self.places.iter().filter(|place| place.contact_id == contact.id);
        let here: Vec<&str> = here.filter_map(|place| sites.get(&place.site_id)).map(String::as_str).collect();
        let attempts = self.attempts.get(&contact.id).map(Vec::as_slice).unwrap_or_default();
        let last = attempts.last();
        csv::line([
            contact.subject.to_value(),
            contact.subject_id.clone(),
            here.join(" "),
            contact.last_treated_at.map(|at| at.to_utc().to_rfc3339()).unwrap_or_default(),
            if contact.certain { "yes" } else { "no" }.to_owned(),
            contact.assigned_to.clone().unwrap_or_default(),
            contact.status.to_value(),
            attempts.len().to_string(),
            last.map(|attempt| attempt.at.to_utc().to_rfc3339()).unwrap_or_default(),
            last.map(|attempt| attempt.channel.clone()).unwrap_or_default(),
            last.and_then(|attempt| attempt.note.clone()).unwrap_or_default(),
            contact.id.to_string(),
        ])
    }
}
