//! Lists the header fields that a catalog looks at.

use crate::catalog::Catalog;
use crate::condition::Condition;
use crate::envelope::EnvelopePart;
use crate::locator::{Locator, Place};

impl Catalog<'_> {
    /// Visits the name of each header field that the catalog looks at, in lower case, as often as it does.
    pub fn visit_header_names(&self, visit: &mut dyn FnMut(&str)) {
        let envelope = self.envelope();
        for part in EnvelopePart::ALL {
            visit_locators(envelope.locators(part), visit);
        }
        for conditions in envelope.failed_2xx() {
            visit_conditions(conditions, visit);
        }
        for entry in self.entries() {
            visit_conditions(entry.conditions(), visit);
            for field in entry.fields() {
                visit_locators(&[field.at()], visit);
            }
        }
    }
}

fn visit_locators(locators: &[Locator<'_>], visit: &mut dyn FnMut(&str)) {
    for at in locators {
        visit_place(at.place(), visit);
        visit_conditions(at.when(), visit);
    }
}

fn visit_conditions(conditions: &[Condition<'_>], visit: &mut dyn FnMut(&str)) {
    for condition in conditions {
        visit_place(condition.place(), visit);
    }
}

fn visit_place(place: Place<'_>, visit: &mut dyn FnMut(&str)) {
    if let Place::Header(name) = place {
        visit(name);
    }
}
