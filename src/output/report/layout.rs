//! Where the nodes of the picture stand: forces first, then room for every label.
//!
//! Only additions, products, quotients and square roots are used, which IEEE 754 defines to the last
//! bit, so that the picture is the same on every machine.

/// A place in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Half the width and half the height of what is drawn for a node, around its point.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Half the width.
    pub x: f64,
    /// Half the height.
    pub y: f64,
}

/// Rounds of the force layout; the picture no longer changes to the eye.
const ROUNDS: u32 = 500;
/// Rounds of making room.
const SHOVES: u32 = 2000;
/// Width by height of the picture.
const ASPECT: f64 = 1.45;
/// Share of the picture that its nodes and labels may cover.
const COVER: f64 = 0.42;

/// Places for nodes of these extents with these edges (two nodes and a pull of 0 to 1).
pub fn layout(extents: &[Extent], edges: &[(usize, usize, f64)]) -> Vec<Point> {
    let covered: f64 = extents.iter().map(|extent| 4.0 * extent.x * extent.y).sum();
    let height = (covered / COVER / ASPECT).sqrt();
    let mut points = forces(extents.len(), edges, height);
    spread(&mut points, height);
    make_room(&mut points, extents);
    points
}

/// Fruchterman and Reingold (1991): nodes push each other away, edges pull; a weak pull to the
/// centre keeps parts without a tie together.
fn forces(nodes: usize, edges: &[(usize, usize, f64)], height: f64) -> Vec<Point> {
    let mut random = Random(0x6e65_7274_6f6f_6c31);
    let mut points: Vec<Point> =
        (0..nodes).map(|_| Point { x: random.next() * height * ASPECT, y: random.next() * height }).collect();
    let mut pulls: Vec<Vec<(usize, f64)>> = vec![Vec::new(); nodes];
    for &(a, b, pull) in edges {
        for (from, to) in [(a, b), (b, a)] {
            if let Some(list) = pulls.get_mut(from) {
                list.push((to, pull));
            }
        }
    }
    let ideal = height * (ASPECT / nodes.max(1) as f64).sqrt();
    let centre = Point { x: height * ASPECT / 2.0, y: height / 2.0 };
    for round in 0..ROUNDS {
        let heat = height * 0.1 * f64::from(ROUNDS - round) / f64::from(ROUNDS);
        points = points
            .iter()
            .zip(&pulls)
            .enumerate()
            .map(|(at, (&point, pulls))| {
                let mut force = Point { x: (centre.x - point.x) * 0.4 / ASPECT, y: (centre.y - point.y) * 0.4 };
                for other in points.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, other)| other) {
                    let (x, y) = (point.x - other.x, point.y - other.y);
                    let square = (x * x + y * y).max(ideal * ideal * 1e-4);
                    force.x += x * ideal * ideal / square;
                    force.y += y * ideal * ideal / square;
                }
                for (other, pull) in pulls.iter().filter_map(|&(index, pull)| Some((points.get(index)?, pull))) {
                    let (x, y) = (other.x - point.x, other.y - point.y);
                    let length = (x * x + y * y).sqrt() * pull / ideal;
                    force.x += x * length;
                    force.y += y * length;
                }
                let length = (force.x * force.x + force.y * force.y).sqrt().max(1e-9);
                let step = length.min(heat) / length;
                Point { x: point.x + force.x * step, y: point.y + force.y * step }
            })
            .collect();
    }
    points
}

/// Stretches the picture to its full size: between the 4th and the 96th hundredth, so that a few far
/// nodes do not press the rest together.
fn spread(points: &mut [Point], height: f64) {
    let range = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        let last = values.len().saturating_sub(1);
        let low = values.get(last * 4 / 100).copied().unwrap_or(0.0);
        let high = values.get(last - last * 4 / 100).copied().unwrap_or(0.0);
        (low, (high - low).max(1e-6))
    };
    let (left, wide) = range(points.iter().map(|point| point.x).collect());
    let (top, high) = range(points.iter().map(|point| point.y).collect());
    for point in points {
        // what lies outside comes close to the edge
        point.x = ((point.x - left) / wide).clamp(-0.12, 1.12) * height * ASPECT * 0.85;
        point.y = ((point.y - top) / high).clamp(-0.12, 1.12) * height * 0.85;
    }
}

/// Pushes nodes apart, along the shorter way, until no two cover each other.
fn make_room(points: &mut [Point], extents: &[Extent]) {
    for _ in 0..SHOVES {
        let mut shoved = false;
        for at in 1..points.len() {
            let (before, rest) = points.split_at_mut(at);
            let (Some(point), Some(extent)) = (rest.first_mut(), extents.get(at)) else {
                continue;
            };
            for (other, theirs) in before.iter_mut().zip(extents) {
                let (x, y) = (point.x - other.x, point.y - other.y);
                let (over_x, over_y) = (extent.x + theirs.x - x.abs(), extent.y + theirs.y - y.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                shoved = true;
                // labels are wide: to make way downwards disturbs less
                if over_y <= over_x {
                    let push = (over_y / 2.0 + 0.01) * if y < 0.0 { -1.0 } else { 1.0 };
                    point.y += push;
                    other.y -= push;
                } else {
                    let push = (over_x / 2.0 + 0.01) * if x < 0.0 { -1.0 } else { 1.0 };
                    point.x += push;
                    other.x -= push;
                }
            }
        }
        if !shoved {
            return;
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): numbers from 0 to 1, always the same ones.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        (z >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wheel(nodes: usize) -> (Vec<Extent>, Vec<(usize, usize, f64)>) {
        let extents = (0..nodes).map(|i| Extent { x: 30.0 + (i % 7) as f64 * 8.0, y: 14.0 }).collect();
        let edges = (1..nodes).flat_map(|i| [(0, i, 0.2), (i, i % (nodes - 1) + 1, 1.0)]).collect();
        (extents, edges)
    }

    #[test]
    fn nothing_covers_anything() {
        for nodes in [1, 2, 10, 150] {
            let (extents, edges) =
                if nodes > 2 { wheel(nodes) } else { (vec![Extent { x: 50.0, y: 14.0 }; nodes], Vec::new()) };
            let points = layout(&extents, &edges);
            for a in 0..nodes {
                assert!(points[a].x.is_finite() && points[a].y.is_finite());
                for b in 0..a {
                    let (x, y) = ((points[a].x - points[b].x).abs(), (points[a].y - points[b].y).abs());
                    assert!(
                        x >= extents[a].x + extents[b].x || y >= extents[a].y + extents[b].y,
                        "{a} and {b} of {nodes} overlap"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_tied_stands_together() {
        // two rings of ten, one edge between them
        let extents = vec![Extent { x: 20.0, y: 12.0 }; 20];
        let ring = |from: usize| {
            (0..10).flat_map(move |i| [(from + i, from + (i + 1) % 10, 1.0), (from + i, from + (i + 3) % 10, 1.0)])
        };
        let edges: Vec<_> = ring(0).chain(ring(10)).chain([(0, 10, 1.0)]).collect();
        let points = layout(&extents, &edges);
        let mean = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
            let all: Vec<f64> = pairs
                .map(|(a, b)| ((points[a].x - points[b].x).powi(2) + (points[a].y - points[b].y).powi(2)).sqrt())
                .collect();
            all.iter().sum::<f64>() / all.len() as f64
        };
        let within = mean(&mut (0..10).flat_map(|a| (0..a).map(move |b| (a, b))));
        let between = mean(&mut (0..10).flat_map(|a| (10..20).map(move |b| (a, b))));
        assert!(within * 1.5 < between, "{within} {between}");
        assert_eq!(points, layout(&extents, &edges), "the same every time");
    }
}
