//! Loading CSV files: catalogue, suppliers with their licences and items, prices, reorder policies, opening stock, treatment
//! usage that already happened.
//!
//! Every line goes through the operation that the API has for it, under its row id as the key, in one transaction for the
//! whole file: all of it is loaded, or, when a line is bad, nothing. A line that was loaded before is skipped, so a file can
//! be loaded again after it grew. The formats are described in docs/import.md.

mod bad_line;
mod catalogue;
mod cell;
mod damage;
mod fault;
mod file;
mod line;
mod names;
mod policies;
mod prices;
mod stock;
mod suppliers;
mod usages;

pub use bad_line::BadLine;
pub use catalogue::{Catalogue, products};
pub use policies::Policies;
pub use prices::Prices;
pub use stock::OpeningStock;
pub use suppliers::{Licences, SupplierItems, Suppliers};
pub use usages::Usages;

use crate::{
    error::Error,
    operations::{Deployment, Operation, bulk::Bulk},
    request::Request,
    rules::refusal::Refusal,
};
use futures_util::FutureExt;
use line::{Column, Line};
use names::Names;
use std::{
    collections::{HashMap, hash_map::Entry},
    future::Future,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// After how many lines somebody is told how far it is.
const STRIDE: u64 = 500;

/// Told how many lines were read so far, now and then.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// One kind of file: its columns, and what a line of it means.
pub trait Format: Send + Sync + 'static {
    /// What a line does.
    type Operation: Operation;
    /// The kind, as the command names it; row ids belong to it.
    const NAME: &'static str;
    /// The columns, `row_id` among them.
    const COLUMNS: &'static [Column];

    /// What a line says to do, or what is wrong with one of its cells.
    fn operation(line: &Line, names: &mut Names<'_>) -> impl Future<Output = Result<Self::Operation, Error>> + Send;
}

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Lines that were loaded.
    pub loaded: u64,
    /// Lines that were loaded before, and skipped.
    pub known: u64,
}

/// Why nothing of a file was loaded.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// These lines are bad.
    #[error("{} bad line{}, so nothing was loaded", .0.len(), if .0.len() == 1 { "" } else { "s" })]
    BadLines(Vec<BadLine>),
    /// Something else failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Loads the file at `path` for `request`, whose caller needs the rights that each line asks for.
///
/// # Errors
/// [`ImportError::BadLines`] with every bad line; a failure, or a missing right. Nothing is loaded then.
pub async fn load<F: Format>(
    deployment: &Deployment,
    request: &Request,
    path: &Path,
    progress: Progress,
) -> Result<Loaded, ImportError> {
    let bad: Arc<Mutex<Vec<BadLine>>> = Arc::default();
    let job = Arc::new(Job { path: path.to_owned(), progress, request: request.clone(), bad: bad.clone() });
    let terms = deployment.terms.clone();
    let write = deployment.database.write(move |transaction| {
        let (job, terms) = (job.clone(), terms.clone());
        async move {
            let bulk = Bulk::new(transaction, &job.request, &terms);
            job.run::<F>(&bulk, Names::new(transaction, &job.request, &terms.currency)).await
        }
        .boxed()
    });
    let outcome = write.await;
    let bad = std::mem::take(&mut *bad.lock().unwrap_or_else(PoisonError::into_inner));
    if bad.is_empty() { Ok(outcome?) } else { Err(ImportError::BadLines(bad)) }
}

/// One file to be loaded.
struct Job {
    path: PathBuf,
    progress: Progress,
    request: Request,
    /// What is wrong with it; a transaction that starts again finds it again.
    bad: Arc<Mutex<Vec<BadLine>>>,
}

impl Job {
    async fn run<F: Format>(&self, bulk: &Bulk<'_>, mut names: Names<'_>) -> Result<Loaded, Error> {
        let mut loaded = Loaded::default();
        let mut bad = Vec::new();
        let mut row_ids = HashMap::new();
        match file::open(&self.path, F::COLUMNS) {
            Ok(lines) => {
                for (read, line) in (1..).zip(lines) {
                    let line = line.and_then(|line| once(line, &mut row_ids));
                    match one::<F>(bulk, &mut names, line).await? {
                        Outcome::Loaded => loaded.loaded += 1,
                        Outcome::Known => loaded.known += 1,
                        Outcome::Bad(found) => bad.extend(found),
                    }
                    if read % STRIDE == 0 {
                        (self.progress)(read);
                    }
                }
            }
            Err(found) => bad.push(found),
        }
        self.settle::<F>(bulk, loaded, bad).await
    }

    async fn settle<F: Format>(&self, bulk: &Bulk<'_>, loaded: Loaded, bad: Vec<BadLine>) -> Result<Loaded, Error> {
        let refused = bad.first().map(|bad| Refusal::from(bad.clone()));
        *self.bad.lock().unwrap_or_else(PoisonError::into_inner) = bad;
        match refused {
            Some(refusal) => Err(refusal.into()),
            None if loaded.loaded == 0 => Ok(loaded),
            None => {
                bulk.audit::<F::Operation>(&format!("import of {}", F::NAME), loaded.loaded).await?;
                Ok(loaded)
            }
        }
    }
}

/// What came of a line.
enum Outcome {
    Loaded,
    Known,
    Bad(Vec<BadLine>),
}

async fn one<F: Format>(bulk: &Bulk<'_>, names: &mut Names<'_>, line: Result<Line, BadLine>) -> Result<Outcome, Error> {
    let line = match line {
        Ok(line) => line,
        Err(bad) => return Ok(Outcome::Bad(vec![bad])),
    };
    match perform::<F>(bulk, names, &line).await {
        Ok(true) => Ok(Outcome::Loaded),
        Ok(false) => Ok(Outcome::Known),
        Err(Error::Refused(refusals)) => {
            Ok(Outcome::Bad(refusals.iter().map(|refusal| BadLine::of(&line, F::COLUMNS, refusal)).collect()))
        }
        Err(error) => Err(error),
    }
}

/// The line, unless another one of the file has its row id.
fn once(line: Line, row_ids: &mut HashMap<String, u64>) -> Result<Line, BadLine> {
    let Some(row_id) = line.text("row_id").map(str::to_owned) else { return Ok(line) };
    match row_ids.entry(row_id) {
        Entry::Vacant(place) => {
            place.insert(line.number);
            Ok(line)
        }
        Entry::Occupied(place) => {
            let message = format!("The row id {} stands in line {} of this file already.", place.key(), place.get());
            Err(BadLine { line: line.number, column: Some("row_id".to_owned()), message })
        }
    }
}

/// Whether the line was new.
async fn perform<F: Format>(bulk: &Bulk<'_>, names: &mut Names<'_>, line: &Line) -> Result<bool, Error> {
    let faults = line.faults(F::COLUMNS);
    if !faults.is_empty() {
        return Err(Error::Refused(with_names::<F>(names, line, faults).await?));
    }
    let key = format!("{} {}", F::NAME, line.required("row_id")?);
    let Some(key) = bulk.claim::<F::Operation>(&key, &line.content()).await? else { return Ok(false) };
    let operation = F::operation(line, names).await?;
    bulk.perform(key, &operation).await?;
    Ok(true)
}

/// What is wrong with the cells of a line, and with a name in it that nobody has.
async fn with_names<F: Format>(
    names: &mut Names<'_>,
    line: &Line,
    mut faults: Vec<Refusal>,
) -> Result<Vec<Refusal>, Error> {
    match F::operation(line, names).await {
        Ok(_) => {}
        Err(Error::Refused(others)) => {
            let is_told = |other: &Refusal| faults.iter().any(|fault| fault.field == other.field);
            let others: Vec<Refusal> = others.into_iter().filter(|other| !is_told(other)).collect();
            faults.extend(others);
        }
        Err(error) => return Err(error),
    }
    Ok(faults)
}
