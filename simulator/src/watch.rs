//! Watched addresses: counting when they are executed, and stopping there.

use std::collections::BTreeMap;

/// How far a run was when something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Instructions executed since reset.
    pub instructions: u64,
    /// Processor cycles since reset.
    pub cycles: u64,
}

impl std::ops::Sub for Count {
    type Output = Count;

    fn sub(self, earlier: Count) -> Count {
        Count { instructions: self.instructions - earlier.instructions, cycles: self.cycles - earlier.cycles }
    }
}

/// What is known of a watched address: always counted before its instruction is executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// How often it was executed.
    pub count: u64,
    /// The first time.
    pub first: Option<Count>,
    /// The last time so far.
    pub last: Option<Count>,
}

#[derive(Debug, Clone, Default)]
struct Place {
    hits: Hits,
    stops: bool,
}

/// All watched addresses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Watch {
    places: BTreeMap<u32, Place>,
    /// The address at which the last run stopped: the next run executes it.
    resuming: Option<u32>,
}

impl Watch {
    pub(crate) fn has(&self, address: u32) -> bool {
        self.places.contains_key(&address)
    }

    pub(crate) fn count_at(&mut self, address: u32) {
        self.places.entry(address).or_default();
    }

    pub(crate) fn stop_at(&mut self, address: u32, stops: bool) {
        self.places.entry(address).or_default().stops = stops;
    }

    pub(crate) fn hits(&self, address: u32) -> Hits {
        self.places.get(&address).map(|place| place.hits).unwrap_or_default()
    }

    /// Execution has come to `address`; true if it is to stop there now.
    pub(crate) fn hit(&mut self, address: u32, instructions: u64, cycles: u64) -> bool {
        let resumed = self.resuming.take() == Some(address);
        let Some(place) = self.places.get_mut(&address) else { return false };
        if place.stops && !resumed {
            self.resuming = Some(address);
            return true;
        }
        let now = Count { instructions, cycles };
        place.hits.count += 1;
        place.hits.first.get_or_insert(now);
        place.hits.last = Some(now);
        false
    }
}
