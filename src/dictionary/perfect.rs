//! A perfect hash: each key of a fixed set has a slot of its own, found without probing.
//!
//! Keys fall into buckets of about four; each bucket has a 16-bit pilot, found when the table is
//! built, that sends its keys to free slots (hash and displace: Belazzougui, Botelho and
//! Dietzfelbinger 2009; pilots as in PTHash, Pibiri and Trani 2021). A look-up reads one pilot and
//! one slot. A slot keeps a fingerprint of its key, so that an absent key is told from a present
//! one up to the fingerprint's width.

use crate::text::fold::mix;

/// Keys a bucket has on average.
const BUCKET: usize = 4;
/// Share of slots in use, in percent: fuller tables are smaller and slower to build.
const FULL: usize = 88;

/// The pilots of a table and the order of its slots.
pub struct Placement {
    /// One pilot a bucket.
    pub pilots: Vec<u16>,
    /// Index into the keys that were given, for each slot.
    pub slots: Vec<Option<usize>>,
}

fn scale(bits: u64, len: usize) -> usize {
    ((u128::from(bits) * len as u128) >> 64) as usize
}

/// Bucket of `key` among `buckets`.
pub fn bucket(key: u64, buckets: usize) -> usize {
    scale(key, buckets)
}

/// Slot of `key` among `slots` under its bucket's pilot.
pub fn slot(key: u64, pilot: u16, slots: usize) -> usize {
    scale(mix(key, u64::from(pilot)), slots)
}

/// Finds a pilot for every bucket. `None` if keys repeat or no pilot fits (practically never).
pub fn place(keys: &[u64]) -> Option<Placement> {
    let slots_len = keys.len() * 100 / FULL + 1;
    let buckets_len = keys.len() / BUCKET + 1;
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); buckets_len];
    for (index, &key) in keys.iter().enumerate() {
        buckets.get_mut(bucket(key, buckets_len))?.push(index);
    }
    let mut order: Vec<usize> = (0..buckets_len).collect();
    order.sort_by_key(|&b| std::cmp::Reverse(buckets.get(b).map_or(0, Vec::len)));
    let mut placement = Placement { pilots: vec![0; buckets_len], slots: vec![None; slots_len] };
    for b in order {
        let members = buckets.get(b)?;
        let pilot = (0..=u16::MAX).find(|&pilot| fits(keys, members, pilot, &placement.slots))?;
        *placement.pilots.get_mut(b)? = pilot;
        for &index in members {
            *placement.slots.get_mut(slot(*keys.get(index)?, pilot, slots_len))? = Some(index);
        }
    }
    Some(placement)
}

fn fits(keys: &[u64], members: &[usize], pilot: u16, slots: &[Option<usize>]) -> bool {
    let mut taken = [usize::MAX; 64];
    for (at, index) in members.iter().enumerate() {
        let Some(&key) = keys.get(*index) else {
            return false;
        };
        let slot = slot(key, pilot, slots.len());
        let free = slots.get(slot).is_some_and(Option::is_none);
        if !free || taken.iter().take(at).any(|&other| other == slot) {
            return false;
        }
        match taken.get_mut(at) {
            Some(place) => *place = slot,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_own_slot() {
        for n in [0usize, 1, 2, 5, 1000, 20_000] {
            let keys: Vec<u64> = (0..n as u64).map(|i| mix(i, 7)).collect();
            let placement = place(&keys).expect("distinct keys");
            assert_eq!(placement.slots.iter().flatten().count(), n);
            for (index, &key) in keys.iter().enumerate() {
                let pilot = placement.pilots[bucket(key, placement.pilots.len())];
                assert_eq!(placement.slots[slot(key, pilot, placement.slots.len())], Some(index));
            }
        }
    }

    #[test]
    fn repeated_keys_are_refused() {
        assert!(place(&[1, 2, 1]).is_none());
    }
}
