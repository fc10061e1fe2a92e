//! Where entries that overlap stand beside each other.

/// The lane of an entry and how many lanes share its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Which, from 0.
    pub at: usize,
    /// Of how many.
    pub of: usize,
}

/// A lane for each of `spans` (begin and end, in order of begins): no two in the same lane overlap, and those that overlap one another
/// share the width evenly.
pub fn lanes(spans: &[(u32, u32)]) -> Vec<Lane> {
    let mut found: Vec<Lane> = Vec::with_capacity(spans.len());
    let (mut begin, mut ends): (usize, Vec<u32>) = (0, Vec::new());
    for (at, (from, to)) in spans.iter().enumerate() {
        // Nothing before it lasts so long: what stood together is complete.
        if ends.iter().all(|end| end <= from) {
            close(&mut found[begin..], ends.len());
            (begin, ends) = (at, Vec::new());
        }
        let lane = ends.iter().position(|end| end <= from).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = *to,
            None => ends.push(*to),
        }
        found.push(Lane { at: lane, of: 1 });
    }
    close(&mut found[begin..], ends.len());
    found
}

fn close(together: &mut [Lane], of: usize) {
    for lane in together {
        lane.of = of;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_overlaps_stands_side_by_side() {
        for (spans, expected) in [
            (vec![], vec![]),
            (vec![(0, 30)], vec![(0, 1)]),
            (vec![(0, 30), (30, 60)], vec![(0, 1), (0, 1)]),
            (vec![(0, 30), (15, 45)], vec![(0, 2), (1, 2)]),
            (vec![(0, 30), (0, 30), (0, 30)], vec![(0, 3), (1, 3), (2, 3)]),
            (vec![(0, 30), (15, 45), (30, 60), (60, 90)], vec![(0, 2), (1, 2), (0, 2), (0, 1)]),
        ] {
            let found: Vec<_> = lanes(&spans).into_iter().map(|lane| (lane.at, lane.of)).collect();
            assert_eq!(found, expected, "{spans:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_in_a_lane_overlaps(mut begins in prop::collection::vec(0_u32..200, 0..40), length in 1_u32..60) {
            begins.sort_unstable();
            let spans: Vec<_> = begins.iter().map(|begin| (*begin, begin + length)).collect();
            let found = lanes(&spans);
            prop_assert_eq!(found.len(), spans.len());
            for (a, one) in found.iter().enumerate() {
                prop_assert!(one.at < one.of);
                for (b, other) in found.iter().enumerate().skip(a + 1) {
                    let overlap = spans[b].0 < spans[a].1;
                    prop_assert!(!overlap || (one.at != other.at && one.of == other.of), "{:?}", spans);
                }
            }
        }
    }
}
