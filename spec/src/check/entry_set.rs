//! Defines sets of numbered entries, for questions about all pairs of a catalog's entries.

/// A set of entries by their numbers, which grows in ascending order: a list while it is short, then a bit for each
/// entry.
#[derive(Default)]
pub(super) struct EntrySet {
    list: Vec<usize>,
    bits: BitSet,
}

/// A bit for each entry.
#[derive(Clone, Default)]
pub(super) struct BitSet(Vec<u64>);

/// Longer lists cost more than the bits of all entries that a catalog can have.
const LONGEST_LIST: usize = 256;

impl EntrySet {
    pub(super) fn insert(&mut self, number: usize) {
        if self.list.len() < LONGEST_LIST {
            self.list.push(number);
            return;
        }
        for number in std::mem::take(&mut self.list) {
            self.bits.set(number, true);
        }
        self.bits.set(number, true);
    }

    /// Adds all of its entries to a set of bits.
    pub(super) fn add_to(&self, bits: &mut BitSet) {
        bits.zip_words(&self.bits, |word, own| word | own);
        self.list.iter().for_each(|number| bits.set(*number, true));
    }

    /// Removes all of its entries from a set of bits.
    pub(super) fn remove_from(&self, bits: &mut BitSet) {
        bits.zip_words(&self.bits, |word, own| word & !own);
        self.list.iter().for_each(|number| bits.set(*number, false));
    }
}

impl BitSet {
    /// Adds all entries of another set.
    pub(super) fn add_all(&mut self, other: &Self) {
        self.zip_words(other, |word, own| word | own);
    }

    /// Returns the first number below a count that isn't in the set.
    pub(super) fn first_absent(&self, count: usize) -> Option<usize> {
        let words = self.0.iter().enumerate();
        let free = words
            .filter(|(_, word)| **word != u64::MAX)
            .map(|(index, word)| index * 64 + word.trailing_ones() as usize);
        free.chain([self.0.len() * 64]).next().filter(|number| *number < count)
    }

    fn set(&mut self, number: usize, is_there: bool) {
        let (index, bit) = (number / 64, 1 << (number % 64));
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        if is_there {
            self.0[index] |= bit;
        } else {
            self.0[index] &= !bit;
        }
    }

    fn zip_words(&mut self, other: &Self, join: impl Fn(u64, u64) -> u64) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, own) in self.0.iter_mut().zip(&other.0) {
            *word = join(*word, *own);
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
            (0..count).for_each(|number| set.insert(number));
            let mut bits = BitSet::default();
            set.add_to(&mut bits);
            assert_eq!(bits.first_absent(count), None);
            assert_eq!(bits.first_absent(count + 1), Some(count));
            set.remove_from(&mut bits);
            assert_eq!(bits.first_absent(count), (count > 0).then_some(0));
        }
    }
}
