//! What is known of relations between types, and what is assumed while they are looked into.
//!
//! Recursive types ask for themselves: a question under way is answered with yes. What follows from that alone is no knowledge until the
//! question itself is answered; if the answer is no, all that was concluded meanwhile is forgotten. Types that grow with each step
//! (`next: List<T[]>` in `List<T>`) never come back to themselves: where both sides have grown three times, yes is assumed as well
//! (both as `recursiveTypeRelatedTo` of tsc has it).

use super::Relation;
use crate::hash::HashMap;
use crate::program::types::Types;
use crate::program::{ClassId, InterfaceId, Type, TypeId};

/// Whether the first type relates to the second, and what `this` is in the first.
pub(crate) type Question = (TypeId, TypeId, Relation, Option<TypeId>);

/// What is known of a [`Question`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Under way, or answered by what is.
    Assumed,
    Known(bool),
}

/// The declaration that a type is an instance of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Class(ClassId),
    Interface(InterfaceId),
    Alias(u32),
    Conditional(u32),
    Mapped(u32),
}

/// How many instances of one declaration within one another are looked into.
const GROWN: usize = 3;
/// How many instances of one conditional type within one another are looked into.
const CONDITIONALS: usize = 10;
/// How many relations are looked into, each for the one before.
const DEEPEST: usize = 60;

/// Questions asked so far.
#[derive(Default)]
pub(crate) struct Questions {
    answers: HashMap<Question, Answer>,
    /// Those that are assumed, the oldest first.
    assumed: Vec<Question>,
    /// Those under way, the outermost first.
    under_way: Vec<Question>,
    /// Whether an answer since the innermost question under way began rests on an assumption.
    rests_on_assumption: bool,
    /// Whether what is under way rests on a type that is assumed for now: its answer is not remembered.
    is_for_now: bool,
}

/// A question that is looked into.
pub(super) struct Asked {
    question: Question,
    assumed_before: usize,
    rested_before: bool,
}

impl Questions {
    /// The answer as far as it is known or assumed, or the question, which is then under way until [`Questions::settle`].
    pub(super) fn ask(&mut self, types: &Types, question: Question) -> Result<bool, Asked> {
        match self.answers.get(&question) {
            Some(Answer::Known(answer)) => return Ok(*answer),
            Some(Answer::Assumed) => return Ok(self.assume()),
            None if self.under_way.len() >= DEEPEST || self.has_grown(types, question) || self.recurs(types, question.0) => return Ok(self.assume()),
            None => {}
        }
        let asked = Asked { question, assumed_before: self.assumed.len(), rested_before: self.rests_on_assumption };
        self.answers.insert(question, Answer::Assumed);
        self.assumed.push(question);
        self.under_way.push(question);
        self.rests_on_assumption = false;
        Err(asked)
    }

    /// Notes the answer to what was asked.
    pub(super) fn settle(&mut self, asked: Asked, answer: bool) {
        self.under_way.pop();
        let settled = self.under_way.is_empty() || !self.rests_on_assumption;
        if self.is_for_now {
            self.forget_assumed(asked.assumed_before);
            self.is_for_now = !self.under_way.is_empty();
        } else if !answer {
            // What is false under assumptions is false without them.
            self.forget_assumed(asked.assumed_before);
            self.answers.insert(asked.question, Answer::Known(false));
        } else if settled {
            for question in self.assumed.drain(asked.assumed_before..) {
                self.answers.insert(question, Answer::Known(true));
            }
        }
        self.rests_on_assumption = asked.rested_before || answer && !settled;
    }

    fn forget_assumed(&mut self, from: usize) {
        for question in self.assumed.drain(from..) {
            self.answers.remove(&question);
        }
    }

    /// Notes that a type which the questions under way came upon is assumed for now.
    pub(in crate::check) fn rest_on_assumed_type(&mut self) {
        self.is_for_now = !self.under_way.is_empty();
    }

    fn assume(&mut self) -> bool {
        self.rests_on_assumption = true;
        true
    }

    /// Whether a conditional type is an instance of one of which those under way have many.
    fn recurs(&self, types: &Types, source: TypeId) -> bool {
        let Type::Conditional { root, .. } = types.get(source) else { return false };
        let is_same = |question: &&Question| matches!(types.get(question.0), Type::Conditional { root: other, .. } if other == root);
        self.under_way.iter().filter(is_same).count() >= CONDITIONALS
    }

    /// Whether both sides are instances of declarations that those under way have further instances of.
    fn has_grown(&self, types: &Types, (source, target, ..): Question) -> bool {
        let has_grown = |ty: TypeId, of: fn(&Question) -> TypeId| {
            let Some(origin) = origin_of(types, ty) else { return false };
            let (mut grown, mut last) = (0, None);
            for instance in self.under_way.iter().map(of).filter(|&instance| origin_of(types, instance) == Some(origin)) {
                // What was made later than that which led to it was made by the recursion; what a program writes is made from the inside out.
                grown += usize::from(Some(instance) > last);
                last = Some(instance);
            }
            grown >= GROWN
        };
        self.under_way.len() >= GROWN && has_grown(source, |question| question.0) && has_grown(target, |question| question.1)
    }
}

fn origin_of(types: &Types, ty: TypeId) -> Option<Origin> {
    Some(match types.get(ty) {
        Type::Class { class, .. } => Origin::Class(*class),
        Type::Interface { interface, .. } => Origin::Interface(*interface),
        Type::Alias { alias, .. } => Origin::Alias(*alias),
        Type::Conditional { root, .. } => Origin::Conditional(*root),
        Type::Mapped { root, .. } => Origin::Mapped(*root),
        _ => return None,
    })
}
