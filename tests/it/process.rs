//! The real program as the tests run it: started, killed like a machine that lost power, and started again.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

/// What the program prints on standard output once it serves, before its address.
const LISTENING: &str = "listening on ";

/// How long a start may take, with migrations, on a machine that also compiles.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program with these arguments and no setting but these.
pub(crate) fn lotwise(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotwise"));
    command.args(arguments).env_clear().envs(settings.iter().copied()).env("RUST_BACKTRACE", "1");
    command
}

/// Runs a program that ends by itself (`verify`, `import`) and tells what it said.
pub(crate) fn run(mut command: Command) -> Output {
    command.stdin(Stdio::null()).output().expect("the program starts")
}

/// A program that serves; killed when dropped. What it logged is shown when the test fails.
pub(crate) struct Service {
    command: Command,
    log: NamedTempFile,
    printed: Arc<Mutex<String>>,
    child: Child,
    url: String,
}

impl Service {
    /// Starts the program and waits until it says where it listens. Tell it to take a free port.
    pub(crate) fn start(mut command: Command) -> Self {
        let log = tempfile::Builder::new().append(true).tempfile().expect("there is room for a log");
        let printed = Arc::default();
        let (child, url) = spawn(&mut command, &log, &printed);
        Self { command, log, printed, child, url }
    }

    /// Where it serves: `http://127.0.0.1:PORT`. Another one after a restart.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Ends it between two instructions, wherever it is (SIGKILL).
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it has ended");
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    pub(crate) fn stop(&mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("kill starts").success(), "it had already ended");
        self.child.wait().expect("it has ended")
    }

    /// Starts it again with the same settings, after `kill` or `stop`.
    pub(crate) fn restart(&mut self) {
        (self.child, self.url) = spawn(&mut self.command, &self.log, &self.printed);
    }

    /// What it printed on standard output before it served, over all its starts.
    pub(crate) fn printed(&self) -> String {
        self.printed.lock().expect("nobody panicked while printing").clone()
    }

    /// What it wrote on standard error so far, over all its starts.
    pub(crate) fn logged(&self) -> String {
        read(&self.log)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        if thread::panicking() {
            eprintln!("the service logged:\n{}", self.logged());
        }
    }
}

fn spawn(command: &mut Command, log: &NamedTempFile, printed: &Arc<Mutex<String>>) -> (Child, String) {
    let errors = log.as_file().try_clone().expect("the log is open");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);
    let mut child = command.spawn().expect("the program starts");
    let addresses = addresses(child.stdout.take().expect("its output is piped"), printed.clone());
    let Ok(url) = addresses.recv_timeout(PATIENCE) else {
        drop(child.kill());
        panic!("it did not listen: {:?}\n{}", child.wait(), read(log));
    };
    (child, url)
}

/// Reads what the program prints to its end, or it would block on a full pipe, and hands on where it listens.
fn addresses(output: ChildStdout, printed: Arc<Mutex<String>>) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            printed.lock().expect("nobody panicked while printing").extend([line.as_str(), "\n"]);
            if let Some((_, url)) = line.split_once(LISTENING) {
                drop(sender.send(url.trim().to_owned()));
            }
        }
    });
    receiver
}

fn read(log: &NamedTempFile) -> String {
    let bytes = std::fs::read(log.path()).expect("the log can be read");
    String::from_utf8_lossy(&bytes).into_owned()
}
