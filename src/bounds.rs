//! Bounds that a child process sets itself before it touches what a stranger wrote.

/// Limits the memory of this process to `bytes`, where the system can: Linux does, macOS holds few of its limits, Windows has none.
#[cfg(unix)]
pub fn limit_memory(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Data is what a process has written or could; addresses are more, since threads reserve them without use.
    for (resource, granted) in [(Resource::Data, bytes), (Resource::As, bytes.saturating_add(512 << 20)), (Resource::Core, 0)] {
        // A system that refuses leaves the parent's bounds.
        let _ = setrlimit(resource, Rlimit { current: Some(granted), maximum: Some(granted) });
    }
}

/// As above: nothing, where there is no such limit.
#[cfg(not(unix))]
pub fn limit_memory(_bytes: u64) {}
