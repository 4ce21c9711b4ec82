//! Defines sets of numbered entries, for questions about all pairs of a catalog's entries.

/// A set of entries by their numbers, which grows in ascending order: a list while it is short, then a bit for each
/// entry.
#[derive(Default)]
pub(super) struct EntrySet {
    len: usize,
    last: Option<usize>,
    list: Vec<usize>,
    bits: BitSet,
}

/// A bit for each entry.
#[derive(Clone, Default)]
pub(super) struct BitSet(Vec<u128>);

/// Longer lists cost more than the bits of all entries that a catalog can have.
const LONGEST_LIST: usize = 256;

const WORD: usize = u128::BITS as usize;

impl EntrySet {
    /// Inserts the number of the last entry or of one behind it.
    pub(super) fn insert(&mut self, number: usize) {
        if self.last == Some(number) {
            return;
        }
        self.last = Some(number);
        self.len += 1;
        if self.len <= LONGEST_LIST {
            self.list.push(number);
            return;
        }
        for number in std::mem::take(&mut self.list) {
            self.bits.set(number, true);
        }
        self.bits.set(number, true);
    }

    /// Returns how many entries there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Adds all of its entries to a set of bits.
    pub(super) fn add_to(&self, bits: &mut BitSet) {
        bits.join(&self.bits, |word, own| word | own);
        self.list.iter().for_each(|number| bits.set(*number, true));
    }

    /// Removes all of its entries from a set of bits.
    pub(super) fn remove_from(&self, bits: &mut BitSet) {
        bits.remove_all(&self.bits);
        self.list.iter().for_each(|number| bits.set(*number, false));
    }
}

impl BitSet {
    /// Removes all entries of another set.
    pub(super) fn remove_all(&mut self, other: &Self) {
        self.join(other, |word, own| word & !own);
    }

    /// Returns the first number in the set.
    pub(super) fn first(&self) -> Option<usize> {
        let index = self.0.iter().position(|word| *word != 0)?;
        Some(index * WORD + self.0[index].trailing_zeros() as usize)
    }

    fn set(&mut self, number: usize, is_there: bool) {
        let (index, bit) = (number / WORD, 1 << (number % WORD));
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        if is_there {
            self.0[index] |= bit;
        } else {
            self.0[index] &= !bit;
        }
    }

    fn join(&mut self, other: &Self, join: impl Fn(u128, u128) -> u128) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        // A build script runs this as it is written, in which patterns are many times faster than iterators.
        let (mut words, mut others) = (&mut self.0[..], &other.0[..]);
        while let ([word, next @ ..], [own, next_own @ ..]) = (words, others) {
            *word = join(*word, *own);
            (words, others) = (next, next_own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_sets_are_alike() {
        for count in [0, 1, 64, LONGEST_LIST, LONGEST_LIST + 1, 1_000] {
            let mut set = EntrySet::default();
            for number in 0..count {
                set.insert(number);
                set.insert(number);
            }
            let mut bits = BitSet::default();
            set.add_to(&mut bits);
            assert_eq!((set.len(), bits.first()), (count, (count > 0).then_some(0)));
            bits.set(count, true);
            set.remove_from(&mut bits);
            assert_eq!(bits.first(), Some(count));
        }
    }
}
