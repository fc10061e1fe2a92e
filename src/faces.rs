//! The two embedded font files, which window and paper share.

/// The regular face: Latin, Greek, Cyrillic and Chinese.
pub static REGULAR: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Regular.ttf");
/// The bold face; it lacks some rare characters of the regular one.
pub static BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Bold.ttf");
