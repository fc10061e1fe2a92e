//! The mark of the product, as the icon of its window: a contact, and the follow-up that it leads to.
//!
//! It is drawn here, so that its colours are the look's and no size of it has to be kept.

use egui::{IconData, Vec2, vec2};

use super::theme;

/// Pixels of a side; systems scale it down.
const SIDE: usize = 128;

/// The icon of the window.
pub fn icon() -> IconData {
    let ground = theme::LIGHT.accent();
    let mark = theme::LIGHT.on_accent;
    let mut rgba = Vec::with_capacity(SIDE * SIDE * 4);
    for at in 0..SIDE * SIDE {
        // From the middle, the side of the icon being 2.
        let point = (vec2((at % SIDE) as f32, (at / SIDE) as f32) + Vec2::splat(0.5)) * (2.0 / SIDE as f32) - Vec2::splat(1.0);
        let inside = coverage(of_square(point, 0.94, 0.42));
        let marked = coverage(of_mark(point));
        let mixed = ground.lerp_to_gamma(mark, marked);
        rgba.extend([mixed.r(), mixed.g(), mixed.b(), (inside * 255.0).round() as u8]);
    }
    IconData { rgba, width: SIDE as u32, height: SIDE as u32 }
}

/// How much of a pixel is inside, at this distance from the edge (negative: inside).
fn coverage(distance: f32) -> f32 {
    (0.5 - distance * SIDE as f32 / 2.0).clamp(0.0, 1.0)
}

/// Distance from a square of this half side with round corners.
fn of_square(point: Vec2, half: f32, corner: f32) -> f32 {
    let beyond = point.abs() - Vec2::splat(half - corner);
    beyond.max(Vec2::ZERO).length() + beyond.x.max(beyond.y).min(0.0) - corner
}

/// Distance from the mark: a dot, a quarter of a circle that leads on from it, and a ring.
fn of_mark(point: Vec2) -> f32 {
    const LINE: f32 = 0.085;
    let (dot, ring) = (vec2(-0.42, -0.42), vec2(0.36, 0.36));
    let of_dot = (point - dot).length() - 0.2;
    let of_ring = ((point - ring).length() - 0.22).abs() - LINE;
    let middle = vec2(ring.x, dot.y);
    let from_middle = point - middle;
    let radius = ring.x - dot.x;
    // Down from the dot and then to the ring: the lower left quarter.
    let of_way = if from_middle.x <= 0.0 && from_middle.y >= 0.0 && (point - ring).length() > 0.22 {
        (from_middle.length() - radius).abs() - LINE
    } else {
        f32::INFINITY
    };
    of_dot.min(of_ring).min(of_way)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_has_clear_corners_the_accent_and_the_mark() {
        let icon = icon();
        assert_eq!(icon.rgba.len(), SIDE * SIDE * 4);
        let pixel = |x: usize, y: usize| &icon.rgba[(y * SIDE + x) * 4..][..4];
        assert_eq!(pixel(0, 0)[3], 0);
        let accent = theme::LIGHT.accent();
        assert_eq!(pixel(SIDE - 20, 20), [accent.r(), accent.g(), accent.b(), 255]);
        assert_eq!(pixel(37, 37), [255, 255, 255, 255], "the dot");
        let white = icon.rgba.chunks(4).filter(|pixel| *pixel == [255, 255, 255, 255]).count();
        assert!((SIDE * SIDE / 20..SIDE * SIDE / 4).contains(&white), "{white} pixels of the mark");
    }
}
