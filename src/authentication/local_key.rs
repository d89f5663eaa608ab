//! The deployment's own key: made on first need, kept beside the database, readable by its owner only.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};

use super::token::VerifyingKey;

/// The shortest key that is accepted, in bytes: HS256 needs as many as its hash has (RFC 7518, 3.2).
const SHORTEST_KEY: usize = 32;

/// A secret that signs and verifies (HS256).
#[derive(Clone, Debug)]
pub struct LocalKey {
    signing: EncodingKey,
    verifying: VerifyingKey,
}

/// Why there is no local key.
#[derive(Debug, thiserror::Error)]
pub enum LocalKeyError {
    /// It could be guessed.
    #[error("the signing key has {0} bytes: at least {SHORTEST_KEY} are needed, from a random source")]
    TooShort(usize),
    /// Its file can't be read or made.
    #[error("the key file {} can't be used", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// Others on the machine can read it.
    #[error("the key file {} can be read by others: make it readable by its owner only (mode 0600)", .0.display())]
    Exposed(PathBuf),
}

impl LocalKey {
    /// The key that this text is.
    ///
    /// # Errors
    /// [`LocalKeyError::TooShort`].
    pub fn from_secret(secret: &str) -> Result<Self, LocalKeyError> {
        let bytes = secret.trim().as_bytes();
        if bytes.len() < SHORTEST_KEY {
            return Err(LocalKeyError::TooShort(bytes.len()));
        }
        let verifying = VerifyingKey { algorithm: Algorithm::HS256, key: DecodingKey::from_secret(bytes) };
        Ok(Self { signing: EncodingKey::from_secret(bytes), verifying })
    }

    /// The key in this file, which is made, with a new key, when there is none. Processes that start together agree on
    /// one key.
    ///
    /// # Errors
    /// The file can't be used, or others can read it.
    pub fn from_file(path: &Path) -> Result<Self, LocalKeyError> {
        if !path.try_exists().map_err(|error| LocalKeyError::File(path.to_owned(), error))? {
            create_secret(path)?;
        }
        Self::from_secret(&read_secret(path)?)
    }

    pub(super) const fn signing(&self) -> &EncodingKey {
        &self.signing
    }

    pub(super) const fn verifying(&self) -> &VerifyingKey {
        &self.verifying
    }
}

/// Makes a file with a new secret, unless it is there: readable by its owner only.
///
/// # Errors
/// [`LocalKeyError::File`].
pub fn create_secret(path: &Path) -> Result<(), LocalKeyError> {
    create(path).map_err(|error| LocalKeyError::File(path.to_owned(), error))
}

/// The secret in a file that nobody but its owner can read.
///
/// # Errors
/// The file can't be read, or others can read it.
pub fn read_secret(path: &Path) -> Result<String, LocalKeyError> {
    let failed = |error| LocalKeyError::File(path.to_owned(), error);
    if exposed(path).map_err(failed)? {
        return Err(LocalKeyError::Exposed(path.to_owned()));
    }
    fs::read_to_string(path).map_err(failed)
}

/// Writes a new key under a name of its own and then gives it the right one, which only one process can do: nobody
/// reads half a key.
fn create(path: &Path) -> io::Result<()> {
    let draft = path.with_extension(format!("{:016x}.draft", rand::random::<u64>()));
    let made = write_secret(&draft).and_then(|()| match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    fs::remove_file(&draft)?;
    made
}

fn write_secret(path: &Path) -> io::Result<()> {
    let secret: String = rand::random::<[u8; 32]>().iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = owner_only(OpenOptions::new().write(true).create_new(true)).open(path)?;
    writeln!(file, "{secret}")?;
    file.sync_all()
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn owner_only(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn exposed(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn exposed(_path: &Path) -> io::Result<bool> {
    Ok(false)
}
