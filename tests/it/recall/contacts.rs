//! The contact list: given to people, worked through in bulk, in numbers.

use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use entity::{id::ContactId, recall_contact::ContactStatus};
use lotwise::{
    operations::{
        assign_recall_contacts::AssignRecallContacts, link_patient::LinkPatient,
        record_recall_contact::RecordRecallContact,
    },
    rules::{refusal::Code, rights::Role},
};
use serde_json::json;

#[tokio::test]
async fn contacts_are_assigned_and_told_in_bulk_and_progress_says_who_is_left() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        for patient in ["4711", "4712", "4713"] {
            clinic.treated(lot, 20, patient).await;
        }
        clinic.treated(lot, 10, "4711").await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let contacts: Vec<ContactId> = clinic.contacts_of(recall).await.iter().map(|contact| contact.id).collect();
        assert_eq!(contacts.len(), 3, "one for each patient");
        let assign =
            AssignRecallContacts { contact_ids: contacts.clone(), assigned_to: "rn-ana".to_owned() };
        assert!(clinic.forbidden(&clinic.nurse(), assign.clone()).await);
        clinic.done(&clinic.director(), assign).await;
        let ana = clinic.somebody("rn-ana", Role::Nurse, "denver");
        let tell = |contact_ids: Vec<ContactId>, status| RecordRecallContact {
            contact_ids,
            at: clinic.now.into(),
            channel: "telephone".to_owned(),
            status,
            note: Some("left a message".to_owned()),
        };
        clinic.done(&clinic.director(), tell(contacts.clone(), ContactStatus::Pending)).await;
        assert!(clinic.forbidden(&clinic.nurse(), tell(contacts[..2].to_vec(), ContactStatus::Contacted)).await);
        clinic.done(&ana, tell(contacts[..2].to_vec(), ContactStatus::Acknowledged)).await;
        let mine = format!("{{ node(id: \"{recall}\") {{ ... on Recall {{ contacts {{ nodes {{ subjectId }} }} }} }} }}");
        let of_ana = clinic.asks(&ana, &mine, json!({})).await;
        assert_eq!(of_ana["node"]["contacts"]["nodes"].as_array().map(Vec::len), Some(3));
        let of_others = clinic.asks(&clinic.nurse(), &mine, json!({})).await;
        assert_eq!(of_others["node"]["contacts"]["nodes"], json!([]), "nothing is assigned to her");
        let unknown = clinic.refusals(&clinic.director(), tell(vec![ContactId::new()], ContactStatus::Contacted)).await;
        assert_eq!(unknown, [(Code::NotFound, "contactIds.0".to_owned())]);
        let seen = clinic
            .recall(
                recall,
                "progress { patients contactsPending contactsDone } contacts(status: PENDING) { nodes { subject subjectId \
                 assignedTo certain status sites { code } attempts { channel status note by } } }",
            )
            .await;
        assert_eq!(seen["progress"], json!({ "patients": 3, "contactsPending": 1, "contactsDone": 2 }));
        let left = json!([{
            "subject": "PATIENT", "subjectId": "4713", "assignedTo": "rn-ana", "certain": true, "status": "PENDING",
            "sites": [{ "code": "denver" }],
            "attempts": [{ "channel": "telephone", "status": "PENDING", "note": "left a message", "by": "dia" }],
        }]);
        assert_eq!(seen["contacts"]["nodes"], left);
    })
    .await;
}

#[tokio::test]
async fn patients_that_the_ehr_merged_are_told_once() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.treated(lot, 20, "4711").await;
        clinic.treated(lot, 20, "4712").await;
        let link = LinkPatient { from_id: "4712".to_owned(), into_id: "4711".to_owned(), undo: false };
        clinic.done(&clinic.director(), link).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        assert_eq!(clinic.contacts_of(recall).await.len(), 1);
        clinic.done(&clinic.nurse(), clinic.declared(lot, 10, "4712")).await;
        assert_eq!(clinic.contacts_of(recall).await.len(), 1, "by whichever id");
    })
    .await;
}
