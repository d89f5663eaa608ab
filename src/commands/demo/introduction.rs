//! What the demo says before it serves: who may do what, and what to try first.

use chrono::{DateTime, TimeDelta, Utc};

use crate::authentication::{Authenticator, IssueError};
use crate::commands::{CommandError, print};
use crate::demo::clinic::{ACCOUNTANT, AUDITOR, DIRECTOR, FRONT_DESK, MANAGER, Person, SITES};
use crate::demo::examples;
use crate::operations::Deployment;

/// For how long the printed tokens are good.
const TOKENS: TimeDelta = TimeDelta::days(30);

/// Prints the tokens, a query, a mutation, and where they can be tried.
pub(super) async fn print_all(
    deployment: &Deployment,
    authenticator: &Authenticator,
    url: &str,
    now: DateTime<Utc>,
) -> Result<(), CommandError> {
    let nurse = print_tokens(authenticator, now)?;

    print("What expires first, for any of them:\n")?;
    print(examples::QUERY)?;

    match examples::mutation(deployment, now).await? {
        Some(mutation) => {
            print("\nA treatment, for the nurse; sent again it is the same one, \"replayed\":\n")?;
            print(&mutation)?;
        }
        None => print("\nThe syringes of the example are used up: --fresh makes another demo.")?,
    }

    match nurse {
        Some(token) => print(&format!("\nTo be tried in a browser, as the nurse: {url}/#token={token}\n"))?,
        None => print(&format!("\nTo be tried in a browser: {url}\n"))?,
    }
    Ok(())
}

/// Prints a token for each of the staff, and answers the nurse's; none, when an identity provider
/// issues tokens.
fn print_tokens(authenticator: &Authenticator, now: DateTime<Utc>) -> Result<Option<String>, CommandError> {
    let [busy, _] = &SITES;
    let nurse = match authenticator.issue(&busy.nurse.caller(), TOKENS, now) {
        Err(IssueError::NoLocalKey) => {
            print("Tokens of the staff are those that your identity provider issues.\n")?;
            return Ok(None);
        }
        issued => issued?,
    };

    print("Tokens for 30 days, to be sent as \"Authorization: Bearer …\":\n")?;
    print_token("a nurse", busy.nurse, &nurse)?;
    let others = [
        ("a manager", MANAGER),
        ("a front desk", FRONT_DESK),
        ("a medical director", DIRECTOR),
        ("an auditor", AUDITOR),
        ("an accountant", ACCOUNTANT),
    ];
    for (who, person) in others {
        print_token(who, person, &authenticator.issue(&person.caller(), TOKENS, now)?)?;
    }
    Ok(Some(nurse))
}

fn print_token(who: &str, person: Person, token: &str) -> Result<(), CommandError> {
    let site = person.site.unwrap_or("all sites");
    Ok(print(&format!("{who} ({}, {site}):\n{token}\n", person.subject))?)
}
