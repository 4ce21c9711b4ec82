//! Finds the only kind that may have a text: a perfect hash, built when code is generated and read at run time.
//!
//! The hash of a text picks a bucket; the pilot of the bucket and the hash pick a slot. To build the tables, pilots are
//! searched bucket by bucket, largest first, until every text has a slot of its own. A fifth of the slots stays free,
//! which makes the search short.

use alloc::vec;
use alloc::vec::Vec;

/// A perfect hash from texts to kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerfectHash<'a> {
    seed: u64,
    pilots: &'a [u8],
    slots: &'a [u16],
}

/// The tables of a [`PerfectHash`] after they were built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltHash {
    seed: u64,
    pilots: Vec<u8>,
    slots: Vec<u16>,
}

impl<'a> PerfectHash<'a> {
    /// The hash of no text.
    pub const EMPTY: Self = Self { seed: 0, pilots: &[], slots: &[] };

    /// States the seed, the pilots of the buckets, and the kinds in their slots, 0 where a slot is free.
    #[must_use]
    pub const fn new(seed: u64, pilots: &'a [u8], slots: &'a [u16]) -> Self {
        Self { seed, pilots, slots }
    }

    /// Returns the seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns the pilots of the buckets.
    #[must_use]
    pub const fn pilots(&self) -> &'a [u8] {
        self.pilots
    }

    /// Returns the kinds in their slots.
    #[must_use]
    pub const fn slots(&self) -> &'a [u16] {
        self.slots
    }

    /// Returns the kind of a text that is in the hash; for any other text, any kind or 0.
    #[must_use]
    #[inline]
    pub fn candidate(&self, text: &str) -> u16 {
        let hash = hash_text(self.seed, text.as_bytes());
        let Some(pilot) = self.pilots.get(scale_hash(hash, self.pilots.len())) else { return 0 };
        let slot = scale_hash(shift_hash(hash, *pilot), self.slots.len());
        self.slots.get(slot).copied().unwrap_or_default()
    }
}

impl BuiltHash {
    /// Builds the hash of distinct texts, each with its kind.
    #[must_use]
    pub fn build(texts: &[(&str, u16)]) -> Self {
        if texts.is_empty() {
            return Self { seed: 0, pilots: Vec::new(), slots: Vec::new() };
        }
        // A seed that leaves some bucket without a pilot is rare, and with every seed the table grows a little, so that
        // one is found in the end.
        let mut seed = 0;
        loop {
            if let Some(built) = Self::build_with_seed(texts, seed) {
                return built;
            }
            seed += 1;
        }
    }

    /// Returns the hash that reads these tables.
    #[must_use]
    pub fn as_hash(&self) -> PerfectHash<'_> {
        PerfectHash::new(self.seed, &self.pilots, &self.slots)
    }

    fn build_with_seed(texts: &[(&str, u16)], seed: u64) -> Option<Self> {
        let growth = usize::try_from(seed).unwrap_or(usize::MAX);
        let slot_count = texts.len() + texts.len() / 4 + growth + 1;
        let mut pilots = vec![0; texts.len() / 3 + 1];
        let mut buckets = vec![Vec::new(); pilots.len()];
        for (text, kind) in texts {
            let hash = hash_text(seed, text.as_bytes());
            buckets[scale_hash(hash, pilots.len())].push((hash, *kind));
        }
        let mut slots = vec![0; slot_count];
        let largest = buckets.iter().map(Vec::len).max().unwrap_or_default();
        // Large buckets are the hardest to place, so they go first, while most slots are free.
        for size in (1..=largest).rev() {
            for (bucket, pilot) in buckets.iter().zip(&mut pilots).filter(|(bucket, _)| bucket.len() == size)
            {
                *pilot = (0..=u8::MAX).find(|pilot| place_bucket(bucket, *pilot, &mut slots))?;
            }
        }
        Some(Self { seed, pilots, slots })
    }
}

/// Puts the kinds of a bucket into their slots, all of them or none.
fn place_bucket(bucket: &[(u64, u16)], pilot: u8, slots: &mut [u16]) -> bool {
    let slot_count = slots.len();
    let slot_of = |hash: u64| scale_hash(shift_hash(hash, pilot), slot_count);
    for (done, (hash, kind)) in bucket.iter().enumerate() {
        if slots[slot_of(*hash)] != 0 {
            for (hash, _) in &bucket[..done] {
                slots[slot_of(*hash)] = 0;
            }
            return false;
        }
        slots[slot_of(*hash)] = *kind;
    }
    true
}

// 2^64 divided by the golden ratio: an odd number, so that products with it lose nothing.
const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes a text by its words of eight bytes.
#[inline]
fn hash_text(seed: u64, text: &[u8]) -> u64 {
    let mut hash = seed ^ (text.len() as u64).wrapping_mul(K);
    let mut rest = text;
    while let Some((word, others)) = rest.split_first_chunk() {
        hash = fold_product(hash ^ u64::from_le_bytes(*word), K);
        rest = others;
    }
    fold_product(hash ^ last_word(text), 0xD6E8_FEB8_6659_FD93)
}

/// Returns the last eight bytes, or all if there are fewer. To read some of them twice is faster than to find out how
/// many are new.
fn last_word(text: &[u8]) -> u64 {
    let short = || text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    text.last_chunk().map_or_else(short, |word| u64::from_le_bytes(*word))
}

/// Hashes a hash anew by the pilot of its bucket; half of the hash has picked the bucket.
fn shift_hash(hash: u64, pilot: u8) -> u64 {
    // An odd factor loses no bits of the hash.
    hash.rotate_left(32).wrapping_mul(2 * u64::from(pilot) + 1)
}

/// Folds the product of two numbers.
#[expect(clippy::cast_possible_truncation, reason = "both halves of the product are taken")]
fn fold_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Maps a hash to a number below a bound that fits 32 bits.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the result is below the bound, also where addresses are short"
)]
fn scale_hash(hash: u64, bound: usize) -> usize {
    (((hash >> 32) * bound as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;

    use super::*;

    #[test]
    fn every_text_leads_to_its_kind() {
        // Miri takes minutes for the largest.
        let counts = [1_u16, 2, 14, 1_000, 20_000].into_iter().filter(|count| *count < 20_000 || !cfg!(miri));
        for count in counts {
            let texts: Vec<_> = (1..=count).map(|n| format!("error_code_{n}")).collect();
            let texts: Vec<_> = texts.iter().map(String::as_str).zip(1..).collect();
            let built = BuiltHash::build(&texts);
            assert!(texts.iter().all(|(text, kind)| built.as_hash().candidate(text) == *kind));
        }
    }

    #[test]
    fn no_text_at_all_has_no_candidate() {
        assert_eq!(BuiltHash::build(&[]).as_hash(), PerfectHash::EMPTY);
        assert_eq!(PerfectHash::EMPTY.candidate("x"), 0);
    }
}
