//! How much memory a process holds, where the operating system tells (Linux).

/// The bytes that a process has in memory now, or none when nobody can say.
pub(crate) fn resident(process: u32) -> Option<u64> {
    resident_in(&std::fs::read_to_string(format!("/proc/{process}/status")).ok()?)
}

fn resident_in(status: &str) -> Option<u64> {
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(kibibytes.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_tells_resident_memory_in_kibibytes() {
        assert_eq!(resident_in("Name:\tlotwise\nVmHWM:\t   99 kB\nVmRSS:\t   30148 kB\n"), Some(30_148 * 1024));
        assert_eq!(resident_in("Name:\tkthreadd\n"), None);
    }
}
