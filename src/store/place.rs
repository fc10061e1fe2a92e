//! Where a book may live: on a disk of this computer, outside of what a sync client copies.
//!
//! Live copies of a database made by sync clients were bad in 47 of 60 trials, so such a place is refused with a way out;
//! backups may go there. What is looked for stands in the tables below. Not seen: folders that macOS syncs as "Desktop &
//! Documents" under their own names, and clients without a mark in the folder.

use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::tr;

/// Why a folder is no place for a live book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A sync client copies what stands in it; the client's name.
    Synced(&'static str),
    /// It is on another computer; the kind of connection, such as `nfs` or `smb`.
    Network(String),
}

impl Unfit {
    /// The way out.
    pub fn hint(&self) -> String {
        let place = default_place().map_or_else(String::new, |place| place.display().to_string());
        match self {
            Self::Synced(_) => tr!("store-synced-hint", place = place),
            Self::Network(_) => tr!("store-network-hint", place = place),
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Synced(client) => tr!("store-synced", client = *client),
            Self::Network(kind) => tr!("store-network", kind = kind.as_str()),
        })
    }
}

/// The folder of the book when none is named: `gendan` in the platform's local (never roaming) data directory.
pub fn default_place() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.data_local_dir().join("gendan"))
}

/// Folder names on the path, in lower case; `*` at the end stands for anything.
const NAMES: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("onedrive - *", "OneDrive"),
    ("onedrive-*", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("dropbox (*", "Dropbox"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("googledrive-*", "Google Drive"),
    ("my drive", "Google Drive"),
    ("我的云端硬盘", "Google Drive"),
    ("nutstore", "坚果云 Nutstore"),
    ("nutstore files", "坚果云 Nutstore"),
    ("坚果云", "坚果云 Nutstore"),
    ("我的坚果云", "坚果云 Nutstore"),
    ("baidusyncdisk", "百度网盘"),
    ("百度云同步盘", "百度网盘"),
    ("百度网盘同步空间", "百度网盘"),
    ("wpsdrive", "WPS 云盘"),
    ("wps云盘", "WPS 云盘"),
    ("synologydrive", "Synology Drive"),
    ("seafile", "Seafile"),
];

/// Marks that a client leaves at the top of what it copies. `~/.dropbox`, a folder, is only its configuration.
const MARKS: &[(&str, Mark, &str)] = &[
    (".dropbox", Mark::File, "Dropbox"),
    (".dropbox.cache", Mark::Folder, "Dropbox"),
    (".sync_*.db", Mark::File, "Nextcloud"),
    ("._sync_*.db", Mark::File, "Nextcloud"),
    (".owncloudsync.log", Mark::File, "ownCloud"),
    (".nextcloudsync.log", Mark::File, "Nextcloud"),
    (".849c9593-d756-4e56-8d6e-42412f2a707b", Mark::File, "OneDrive"),
    (".tmp.drivedownload", Mark::Folder, "Google Drive"),
    (".tmp.driveupload", Mark::Folder, "Google Drive"),
    (".stfolder", Mark::Folder, "Syncthing"),
];

/// Environment variables that name the folder that a client copies.
const VARIABLES: &[(&str, &str)] = &[("OneDrive", "OneDrive"), ("OneDriveConsumer", "OneDrive"), ("OneDriveCommercial", "OneDrive")];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    File,
    Folder,
}

/// Whether `name` is what `pattern` says; `*` stands for anything, once.
fn matches(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    }
}

/// The client by the names on the path.
fn synced_by_name(path: &Path) -> Option<&'static str> {
    path.components().find_map(|component| {
        let Component::Normal(name) = component else { return None };
        let name = name.to_string_lossy().to_lowercase();
        NAMES.iter().find(|(pattern, _)| matches(&name, pattern)).map(|(_, client)| *client)
    })
}

/// The client by the marks in one folder's listing: names and whether each is a folder.
fn synced_by_mark(listing: impl IntoIterator<Item = (String, bool)>) -> Option<&'static str> {
    listing.into_iter().find_map(|(name, is_folder)| {
        let name = name.to_lowercase();
        let is = if is_folder { Mark::Folder } else { Mark::File };
        MARKS.iter().find(|(pattern, mark, _)| *mark == is && matches(&name, pattern)).map(|(_, _, client)| *client)
    })
}

/// The client by the folders that its environment variables name.
fn synced_by_variable(path: &Path, variable: impl Fn(&str) -> Option<PathBuf>) -> Option<&'static str> {
    VARIABLES
        .iter()
        .find(|(name, _)| variable(name).is_some_and(|root| !root.as_os_str().is_empty() && path.starts_with(root)))
        .map(|(_, client)| *client)
}

/// Why `folder`, which need not exist yet, is no place for a live book; `None` if it is one.
pub fn unfit(folder: &Path) -> Option<Unfit> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
    // Also resolves links into a synced folder, and mapped drives of Windows into the share behind them.
    let real = fs::canonicalize(there).unwrap_or_else(|_| there.to_owned());
    for path in [&absolute, &real] {
        if let Some(client) = synced_by_name(path).or_else(|| synced_by_variable(path, |name| std::env::var_os(name).map(PathBuf::from))) {
            return Some(Unfit::Synced(client));
        }
    }
    for path in real.ancestors() {
        let Ok(entries) = fs::read_dir(path) else { continue };
        let listing = entries.flatten().map(|entry| {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            (entry.file_name().to_string_lossy().into_owned(), is_folder)
        });
        if let Some(client) = synced_by_mark(listing) {
            return Some(Unfit::Synced(client));
        }
    }
    network(&real).map(Unfit::Network)
}

/// The kind of connection to another computer on which `path` lies.
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<String> {
    let magic = rustix::fs::statfs(path).ok()?.f_type as u64 & 0xffff_ffff;
    let kind = network_by_magic(magic)?;
    if kind != "fuse" {
        return Some(kind.to_owned());
    }
    // Everything that runs in user space has one number; the table of mounts says what it is.
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let kind = mounted_as(&mounts, path)?;
    is_network_fuse(kind).then(|| kind.to_owned())
}

/// The kind of connection to another computer on which `path` lies.
#[cfg(target_os = "macos")]
fn network(path: &Path) -> Option<String> {
    const MNT_LOCAL: u32 = 0x1000;
    let stat = rustix::fs::statfs(path).ok()?;
    (stat.f_flags & MNT_LOCAL == 0).then(|| "network".to_owned())
}

/// The kind of connection to another computer on which `path` lies.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn network(path: &Path) -> Option<String> {
    use std::path::Prefix;
    match path.components().next() {
        Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) => Some("smb".to_owned()),
        _ => None,
    }
}

/// File systems of other computers by their number (statfs(2)). Not 9p: so Linux in Windows sees the disk of its host.
#[cfg(target_os = "linux")]
fn network_by_magic(magic: u64) -> Option<&'static str> {
    Some(match magic {
        0x6969 => "nfs",
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => "smb",
        0x564c => "ncp",
        0x5346_414f | 0x6b41_4653 => "afs",
        0x7375_7245 => "coda",
        0x00c3_6400 => "ceph",
        0x0bd0_0bd0 => "lustre",
        0x0116_1970 => "gfs",
        0x6573_5546 => "fuse",
        _ => return None,
    })
}

/// File systems in user space that reach another computer or a cloud.
#[cfg(target_os = "linux")]
fn is_network_fuse(kind: &str) -> bool {
    const KINDS: [&str; 13] = [
        "sshfs",
        "rclone",
        "s3fs",
        "davfs",
        "davfs2",
        "gvfsd-fuse",
        "kio-fuse",
        "google-drive-ocamlfuse",
        "onedriver",
        "glusterfs",
        "ceph",
        "curlftpfs",
        "smbnetfs",
    ];
    KINDS.contains(&kind.strip_prefix("fuse.").unwrap_or(kind))
}

/// What is mounted at `path`, by the text of `/proc/mounts`: the longest mount point on the path counts.
#[cfg(target_os = "linux")]
fn mounted_as<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let parsed = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        let (point, kind) = (parts.nth(1)?, parts.next()?);
        // Spaces and the like stand as octal there.
        let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        path.starts_with(&point).then_some((point.len(), kind))
    });
    parsed.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sync_clients_are_known_anywhere_on_the_path() {
        for (path, client) in [
            ("/home/li/OneDrive/gendan", Some("OneDrive")),
            ("/Users/li/OneDrive - Ningbo Trading/book", Some("OneDrive")),
            ("/Users/li/Library/CloudStorage/OneDrive-Personal/book", Some("OneDrive")),
            ("/Users/li/Dropbox/book", Some("Dropbox")),
            ("/Users/li/Dropbox (Personal)/book", Some("Dropbox")),
            ("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/book", Some("iCloud")),
            ("/home/li/Nextcloud/a/b", Some("Nextcloud")),
            ("/home/li/ownCloud", Some("ownCloud")),
            ("/Users/li/Library/CloudStorage/GoogleDrive-li@example.com/My Drive", Some("Google Drive")),
            ("/mnt/d/我的坚果云/客户", Some("坚果云 Nutstore")),
            ("/mnt/d/BaiduSyncdisk/客户", Some("百度网盘")),
            ("/home/li/.local/share/gendan", None),
            ("/home/onedriver/gendan", None),
            ("/home/li/dropbox-export/gendan", None),
        ] {
            assert_eq!(synced_by_name(Path::new(path)), client, "{path}");
        }
    }

    #[test]
    fn marks_in_a_folder_tell_the_client() {
        for (name, is_folder, client) in [
            (".dropbox", false, Some("Dropbox")),
            (".dropbox", true, None),
            (".dropbox.cache", true, Some("Dropbox")),
            (".sync_0a1b2c.db", false, Some("Nextcloud")),
            ("._sync_0a1b2c.db", false, Some("Nextcloud")),
            (".stfolder", true, Some("Syncthing")),
            ("desktop.ini", false, None),
            ("sync_notes.db", false, None),
        ] {
            assert_eq!(synced_by_mark([(name.to_owned(), is_folder)]), client, "{name}");
        }
    }

    #[test]
    fn environment_variables_name_what_is_copied() {
        let variable = |name: &str| (name == "OneDriveCommercial").then(|| PathBuf::from("/data/firm"));
        assert_eq!(synced_by_variable(Path::new("/data/firm/book"), variable), Some("OneDrive"));
        assert_eq!(synced_by_variable(Path::new("/data/firmware"), variable), None);
        assert_eq!(synced_by_variable(Path::new("/data"), |_| Some(PathBuf::new())), None);
    }

    #[test]
    fn a_mark_above_the_folder_is_found_and_a_plain_folder_is_fit() {
        let root = tempfile::tempdir().unwrap();
        let book = root.path().join("a/b/book");
        assert_eq!(unfit(&book), None);
        fs::create_dir_all(root.path().join("a/.stfolder")).unwrap();
        assert_eq!(unfit(&book), Some(Unfit::Synced("Syncthing")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn mounts_of_other_computers_are_told_from_local_ones() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nli@host:/x /home/li/far fuse.sshfs rw 0 0\n/dev/sdb1 /home/li/My\\040Disk fuseblk rw 0 0\n";
        for (path, kind, is_network) in
            [("/home/li/far/book", "fuse.sshfs", true), ("/home/li/My Disk/book", "fuseblk", false), ("/home/li/farther", "ext4", false)]
        {
            let found = mounted_as(mounts, Path::new(path)).unwrap();
            assert_eq!((found, is_network_fuse(found)), (kind, is_network), "{path}");
        }
        assert_eq!(network_by_magic(0x6969), Some("nfs"));
        assert_eq!(network_by_magic(0xef53), None, "ext4 is local");
        assert_eq!(network_by_magic(0x0102_1997), None, "the disk of a Windows host, seen from its Linux");
    }
}
