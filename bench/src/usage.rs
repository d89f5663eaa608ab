//! What a process uses of the machine, where the operating system tells (Linux).

use std::time::Duration;

/// How many times a second the kernel counts a process's time, as it tells programs.
const TICKS: u32 = 100;

/// The bytes that a process has in memory now, or none when nobody can say.
pub(crate) fn memory(process: u32) -> Option<u64> {
    bytes_of("VmRSS:", &std::fs::read_to_string(format!("/proc/{process}/status")).ok()?)
}

/// The most bytes that a process had in memory at once since [`forget_peak`], or none when nobody can say.
pub(crate) fn peak(process: u32) -> Option<u64> {
    bytes_of("VmHWM:", &std::fs::read_to_string(format!("/proc/{process}/status")).ok()?)
}

/// From now on the most is what it has now; the operating system takes 5 for that (proc(5), `clear_refs`).
pub(crate) fn forget_peak(process: u32) -> std::io::Result<()> {
    std::fs::write(format!("/proc/{process}/clear_refs"), "5")
}

/// How long the processors worked for a process since it started, or none when nobody can say.
pub(crate) fn processor_time(process: u32) -> Option<Duration> {
    processor_time_in(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

fn bytes_of(what: &str, status: &str) -> Option<u64> {
    let kibibytes = status.lines().find_map(|line| line.strip_prefix(what))?;
    Some(kibibytes.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// The name in brackets may hold anything; after it, the 12th and 13th words are the time as user and in the kernel.
fn processor_time_in(stat: &str) -> Option<Duration> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
    let ticks = ticks.collect::<Result<Vec<_>, _>>().ok().filter(|ticks| ticks.len() == 2)?;
    Some(Duration::from_secs(1) * ticks.iter().sum() / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_tells_resident_memory_in_kibibytes() {
        let status = "Name:\tlotwise\nVmHWM:\t   99 kB\nVmRSS:\t   30148 kB\n";
        assert_eq!(bytes_of("VmRSS:", status), Some(30_148 * 1024));
        assert_eq!(bytes_of("VmHWM:", status), Some(99 * 1024));
        assert_eq!(bytes_of("VmRSS:", "Name:\tkthreadd\n"), None);
    }

    #[test]
    fn the_kernel_tells_processor_time_in_hundredths_of_a_second() {
        let stat = "6262 (lot (wise)) S 1 6262 6262 0 -1 4194304 900 0 0 0 150 50 0 0 20 0 5 0 77 1 1";
        assert_eq!(processor_time_in(stat), Some(Duration::from_secs(2)));
        assert_eq!(processor_time_in("6262 (lotwise) S"), None);
    }
}
