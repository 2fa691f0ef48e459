//! The arguments of a call: which signature they choose, whether they fit.

use super::super::Checker;
use super::{Resolved, rest_span};
use crate::ast::{self, ExprKind as E};
use crate::problem::{Code, Problem, Rule};
use crate::program::types::SignatureParameter;
use crate::program::{ArrayElement, Expr, ExprKind, Place, Signature, TupleElement, Type, TypeId, Types};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Chooses among `signatures` and checks the arguments against the chosen one.
    pub(in crate::check) fn check_arguments(
        &mut self,
        signatures: &[Rc<Signature>],
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        place: Span,
        span: Span,
        expected: Option<TypeId>,
    ) -> Resolved {
        let given = self.argument_count(arguments);
        let mut fitting: Vec<&Rc<Signature>> = Vec::with_capacity(signatures.len());
        for signature in signatures {
            if given.fits(&self.positional(signature), &self.program.types) {
                fitting.push(signature);
            }
        }
        // Of several signatures those count that take as many type arguments as are written.
        let takes = |signature: &Signature| self.takes_arguments(&signature.type_parameters, type_arguments.len());
        if !type_arguments.is_empty() && fitting.iter().any(|signature| takes(signature)) {
            fitting.retain(|signature| takes(signature));
        }
        match fitting[..] {
            [] => {
                let begins_early = |s: &Rc<Signature>| given.fixed >= required(s) && (given.fixed < s.parameters.len() || s.parameters.last().is_some_and(|p| p.rest));
                match given.open {
                    Some(node) if signatures.iter().any(begins_early) => {
                        let message = "what is spread here may fill parameters that stand one by one, and how much of it there is only run time tells";
                        self.refuse(Rule::RestParameter, node, message);
                    }
                    Some(node) if self.holds_refusal(node) => {}
                    Some(node) => self.report(
                        Problem::ts(2556, node, "nothing says how many arguments this spreads").with_help("spread a tuple, or into a rest parameter"),
                    ),
                    None => {
                        self.report_count(signatures, arguments, given.fixed, place, span);
                        return self.apply_in_spite(signatures, type_arguments, arguments, (place, span), expected);
                    }
                }
                for argument in arguments {
                    self.check_expr(argument, None);
                }
                Resolved { arguments: Vec::new(), type_arguments: vec![TypeId::ANY; signatures[0].type_parameters.len()], result: result_of_all(signatures), predicate: None, fits: false }
            }
            [only] => self.apply(only, type_arguments, arguments, (place, span), expected),
            [.., last] => {
                // Where each signature was refused; one whose type parameters do not take the type arguments has nothing against the arguments.
                let mut refusals = Vec::with_capacity(fitting.len());
                let mut loose = None;
                for (index, signature) in fitting.iter().enumerate() {
                    if index + 1 == fitting.len() && loose.is_none() {
                        break;
                    }
                    match self.attempt(signature, type_arguments, arguments, (place, span), expected) {
                        Ok(call) => return call,
                        Err(Refused::Constraint) => {}
                        Err(Refused::ForAnother) => loose = loose.or(Some(signature)),
                        Err(Refused::Argument(at)) => refusals.push(at),
                    }
                }
                if let Some(signature) = loose {
                    return self.apply(signature, type_arguments, arguments, (place, span), expected);
                }
                let before = self.problems.len();
                let call = self.apply(last, type_arguments, arguments, (place, span), expected);
                if !call.fits
                    && !refusals.is_empty()
                    && let Some(index) = self.problems[before..].iter().rposition(|p| is_mismatch(p) && arguments.iter().any(|node| is_blamed(node, p.span)))
                {
                    // What the last signature has against the arguments stands for all of them, at one place if they agree on it.
                    let problem = &mut self.problems[before + index];
                    problem.code = Code::Ts(2769);
                    if refusals.iter().any(|&at| at != Some(problem.span)) {
                        problem.labels.push(crate::problem::Label { span: problem.span, text: "this does not fit".to_string() });
                        problem.span = place;
                    }
                }
                // Which signature is meant nobody knows where an argument was refused.
                let is_refused = call.arguments.iter().any(|argument| self.is_refused(argument));
                if is_refused { Resolved { result: TypeId::ANY, ..call } } else { call }
            }
        }
    }

    /// Applies a signature to a wrong number of arguments: it still says what functions among them take, and what the call gives. As in tsc it is
    /// the first that takes as many, or the longest.
    fn apply_in_spite(
        &mut self,
        signatures: &[Rc<Signature>],
        written: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        spans: (Span, Span),
        expected: Option<TypeId>,
    ) -> Resolved {
        let counts: Vec<usize> = signatures.iter().map(|signature| self.positional(signature).parameters.len()).collect();
        let longest = counts.iter().position(|&count| count >= arguments.len()).or_else(|| (0..counts.len()).rev().max_by_key(|&at| counts[at])).unwrap_or(0);
        let signature = &signatures[longest];
        let (taken, others) = arguments.split_at(arguments.len().min(counts[longest]));
        let before = self.problems.len();
        let call = self.apply(signature, written, taken, spans, expected);
        // That an argument does not fit may be for want of another before it.
        let is_told = |p: &Problem| is_mismatch(p) && taken.iter().any(|node| is_blamed(node, p.span));
        let kept: Vec<Problem> = self.problems.drain(before..).filter(|p| !is_told(p)).collect();
        self.problems.extend(kept);
        for argument in others {
            self.check_expr(argument, None);
        }
        let is_generic = signatures.iter().any(|s| !s.type_parameters.is_empty());
        Resolved { fits: false, result: if is_generic { call.result } else { result_of_all(signatures) }, ..call }
    }

    /// Applies a signature. Where it is refused nothing of the attempt remains; an attempt that is accepted counts, so that arguments which are
    /// such calls themselves are not read twice for each of the calls around them.
    fn attempt(
        &mut self,
        signature: &Rc<Signature>,
        written: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        spans: (Span, Span),
        expected: Option<TypeId>,
    ) -> Result<Resolved, Refused> {
        if let Some(at) = self.misplaced_function(signature, arguments) {
            return Err(Refused::Argument(Some(at)));
        }
        let flow = self.cx.flow.clone();
        let quiet = std::mem::replace(&mut self.quiet, 0);
        let before = self.problems.len();
        let refusals = self.refusals.clone();
        let call = self.apply(signature, written, arguments, spans, expected);
        self.quiet = quiet;
        // What Thimble alone refuses about an argument may be well by another signature.
        let at = self.problems[before..].iter().rfind(|p| is_mismatch(p)).map(|p| p.span);
        let outside = self.refuses_written(before, written);
        let fits = call.fits && !outside && !self.problems[before..].iter().any(|p| matches!(p.code, Code::Th(_)));
        // What is wrong within a function makes anything of its result, and speaks for no other signature.
        let is_loose = fits && self.fits_as_any(signature, &call, self.problems.len() == before);
        let accepted = fits && !is_loose;
        if quiet > 0 || !accepted {
            self.take_back(before);
        }
        if accepted {
            return Ok(call);
        }
        self.refusals = refusals;
        self.cx.flow = flow;
        Err(match is_loose {
            true => Refused::ForAnother,
            false if outside => Refused::Constraint,
            false => Refused::Argument(at),
        })
    }

    /// A function that is written where no function fits, whatever it does, with nothing but what is looked at in no time before it. An attempt
    /// need not walk it: functions within functions would be walked once more for each signature on every level.
    fn misplaced_function(&mut self, signature: &Signature, arguments: &'a [ast::Expr]) -> Option<Span> {
        if !signature.type_parameters.is_empty() {
            return None;
        }
        let positional = self.positional(signature);
        for (index, node) in arguments.iter().enumerate() {
            let wanted = self.argument_type(&positional, index);
            match &super::super::expressions::without_parens(node).kind {
                E::Arrow(_) | E::Function(_) if self.is_plain_value(wanted) => return Some(node.span),
                E::Arrow(_) | E::Function(_) => {}
                E::Name(_) | E::String(_) | E::Number(_) | E::Boolean(_) | E::Null => {
                    let value = self.quietly(|c| c.check_expr(node, Some(wanted)));
                    if !self.is_assignable(value.ty, wanted) {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether the values of a type are primitives, arrays or the like, and no functions.
    fn is_plain_value(&self, ty: TypeId) -> bool {
        self.program.types.members(ty).into_iter().all(|part| {
            self.is_primitive(part) || part == TypeId::VOID || matches!(self.program.types.get(part), Type::Array { .. } | Type::Tuple { .. } | Type::TypedArray(_))
        })
    }

    /// How many arguments there are; a spread tuple counts with its length.
    pub(super) fn argument_count(&mut self, arguments: &'a [ast::Expr]) -> Given {
        let mut given = Given { fixed: 0, open: None };
        for argument in arguments {
            let E::Spread(operand) = &argument.kind else {
                given.fixed += usize::from(given.open.is_none());
                continue;
            };
            let flow = self.cx.flow.clone();
            let ty = self.quietly(|c| c.check_spread_operand(operand).ty);
            self.cx.flow = flow;
            match self.spread_elements(ty) {
                Some(elements) if !elements.iter().any(|e| e.rest) => given.fixed += elements.len(),
                Some(elements) => {
                    given.fixed += elements.iter().take_while(|e| !e.rest).count();
                    given.open = given.open.or(Some(argument.span));
                }
                None => given.open = given.open.or(Some(argument.span)),
            }
        }
        given
    }

    /// The elements of a tuple.
    pub(super) fn spread_elements(&mut self, ty: TypeId) -> Option<Vec<TupleElement>> {
        let ty = self.constraint_of(ty);
        match self.program.types.get(ty) {
            Type::Tuple { elements, .. } => Some(elements.to_vec()),
            _ => None,
        }
    }

    /// `...value` as an argument: the elements of a tuple one by one, or all that an array holds. Gives the position of the next argument.
    fn spread_argument(&mut self, signature: &Signature, value: Expr, node: &'a ast::Expr, at: usize, out: &mut Vec<ArrayElement>) -> usize {
        let E::Spread(operand) = &node.kind else { unreachable!("the caller looked at the form") };
        if let Some(rest) = signature.parameters.get(at).filter(|p| p.rest && self.is_undecided(p.ty)) {
            let wanted = rest.ty;
            if !self.is_assignable(value.ty, wanted) {
                self.report_not_assignable(value.ty, wanted, 2345, node.span);
            }
            out.push(ArrayElement::Spread(self.as_array(value)));
            return at;
        }
        let Some(elements) = self.spread_elements(value.ty) else {
            let element = self.spread_type_of(&value, operand);
            let wanted = self.argument_type(signature, at);
            if !self.is_assignable(element, wanted) {
                self.report_not_assignable(element, wanted, 2345, node.span);
            }
            out.push(ArrayElement::Spread(self.as_array(value)));
            return at;
        };
        let (ty, span) = (value.ty, value.span);
        let holder = self.made_up(ty, span);
        let read = || Expr { kind: ExprKind::Read(holder), ty, span };
        let mut object = Expr { kind: ExprKind::Let { binding: holder, value: Box::new(value), body: Box::new(read()) }, ty, span };
        for (i, element) in elements.iter().enumerate() {
            let wanted = self.argument_type(signature, at + i);
            if !self.is_assignable(element.ty, wanted) {
                self.report_not_assignable(element.ty, wanted, 2345, node.span);
            }
            if element.rest {
                let part = self.remaining_elements(&object, i, span);
                let part = if i == 0 { object } else { part };
                out.push(ArrayElement::Spread(part));
                return at + i;
            }
            let number = self.types().number_literal(i as f64, true);
            let index = Expr { kind: ExprKind::Number(i as f64), ty: number, span };
            let place = Place::Element { object: Box::new(object), index: Box::new(index) };
            out.push(ArrayElement::Item(Expr { kind: ExprKind::Get(place), ty: element.ty, span }));
            object = read();
        }
        at + elements.len()
    }

    /// The same, without a word about what does not fit if another argument is blamed already. Says whether some argument is.
    pub(super) fn spread_argument_unless(
        &mut self,
        blamed: bool,
        signature: &Signature,
        value: Expr,
        node: &'a ast::Expr,
        at: usize,
        out: &mut Vec<ArrayElement>,
    ) -> (usize, bool) {
        if blamed {
            return (self.quietly(|c| c.spread_argument(signature, value, node, at, out)), true);
        }
        let before = self.problems.len();
        let next = self.spread_argument(signature, value, node, at, out);
        (next, self.problems.len() > before)
    }

    pub(super) fn report_count(&mut self, signatures: &[Rc<Signature>], arguments: &[ast::Expr], found: usize, place: Span, span: Span) {
        let signatures: Vec<Signature> = signatures.iter().map(|s| self.positional(s)).collect();
        let least = signatures.iter().map(|s| required(s)).min().unwrap_or(0);
        let has_rest = signatures.iter().any(|s| s.parameters.last().is_some_and(|p| p.rest));
        let most = signatures.iter().map(|s| s.parameters.len()).max().unwrap_or(0);
        let (number, wanted) = match (has_rest, least == most) {
            (false, false) if signatures.len() > 1 && least < found && found < most => (2575, format!("{least} or {most}")),
            (true, _) => (2555, format!("at least {least}")),
            (false, true) => (2554, least.to_string()),
            (false, false) => (2554, format!("{least} to {most}")),
        };
        // What is spread stands for all its elements.
        let spread = arguments.iter().position(|a| matches!(a.kind, E::Spread(_)));
        let at = match arguments.get(spread.map_or(most, |spread| most.min(spread))) {
            Some(first) if found > most => Span { end: arguments[arguments.len() - 1].span.end, ..first.span },
            _ => Span { end: span.end, ..place },
        };
        let at = if found < least { place } else { at };
        // What settles a promise, called without the value.
        let settles = |c: &mut Self, p: &crate::program::SignatureParameter| {
            let parts = c.program.types.members(p.ty);
            &*p.name == "value" && parts.iter().any(|&part| c.promised(part).is_some() || c.promise_like(part).is_some())
        };
        let number = match (&signatures[..], found) {
            ([Signature { parameters, .. }], 0) if let [only] = &parameters[..] && settles(self, only) => 2794,
            _ => number,
        };
        let mut problem = Problem::ts(number, at, format!("{wanted} argument{} expected, found {found}", if wanted == "1" { "" } else { "s" }));
        if let (Some(missing), true) = (signatures[0].parameters.get(found), found < least) {
            let ty = self.text(missing.ty);
            problem = problem.with_help(format!("`{}: {ty}` is missing", missing.name));
        }
        self.report(problem);
    }

    /// Checks the arguments against one signature; type arguments are as written or inferred. `spans`: where a wrong number of arguments is
    /// blamed, and the call.
    fn apply(&mut self, signature: &Rc<Signature>, written: &'a [ast::TypeNode], arguments: &'a [ast::Expr], spans: (Span, Span), expected: Option<TypeId>) -> Resolved {
        let span = spans.1;
        if signature.type_parameters.is_empty() {
            if let (Some(first), Some(last)) = (written.first(), written.last()) {
                let at = Span { end: last.span.end, ..first.span };
                if **signature == *super::any_signature() {
                    // What is called was not found, which is told already.
                    let is_told = self.problems.last().is_some_and(|p| p.is_error() && p.span.file == span.file && span.start <= p.span.start && p.span.end <= span.end);
                    if !self.lacks_modules && !is_told {
                        self.error(2347, span, "nothing is known of what is called, so it takes no type arguments");
                    }
                } else {
                    self.error(2558, at, format!("0 type arguments expected, found {}", written.len()));
                }
            }
            return self.apply_plain(signature, Vec::new(), arguments, span, false);
        }
        let parameters = signature.type_parameters.clone();
        if !written.is_empty() {
            let given: Vec<TypeId> = written.iter().map(|w| self.resolve_type(self.cx.scope, w)).collect();
            if !self.takes_arguments(&parameters, given.len()) {
                let at = Span { end: written[written.len() - 1].span.end, ..written[0].span };
                self.error(2558, at, format!("{} type arguments expected, found {}", parameters.len(), given.len()));
                let any = vec![TypeId::ANY; parameters.len()];
                let with = Self::substitution(&parameters, &any);
                let plain = Rc::new(self.substitute_signature(signature, &with));
                return self.apply_plain(&plain, any, arguments, span, false);
            }
            let before = self.problems.len();
            let all = self.filled_arguments(&parameters, given, written);
            let refused = self.refuses_written(before, written);
            let with = Self::substitution(&parameters, &all);
            let plain = Rc::new(self.substitute_signature(signature, &with));
            let call = self.apply_plain(&plain, all, arguments, span, refused);
            return Resolved { result: self.class_outside(call.result, &with), ..call };
        }
        self.apply_inferred(signature, arguments, spans, expected)
    }

    /// Whether one of the problems since `before` is that a type argument is not what its constraint asks for.
    fn refuses_written(&self, before: usize, written: &[ast::TypeNode]) -> bool {
        self.problems[before..].iter().any(|p| p.code == Code::Ts(2344) && written.iter().any(|node| node.span == p.span))
    }

    /// `blamed`: something is wrong with the call already, so its arguments are not.
    fn apply_plain(&mut self, signature: &Rc<Signature>, type_arguments: Vec<TypeId>, arguments: &'a [ast::Expr], span: Span, mut blamed: bool) -> Resolved {
        let mut values = Vec::with_capacity(arguments.len());
        let mut index = 0;
        let positional = self.positional(signature);
        let mut open = self.open_list(signature);
        for node in arguments {
            if let Some(open) = open.as_mut().filter(|open| index >= open.from) {
                let wanted = self.open_argument(open, index);
                let value = self.check_expr(node, wanted);
                values.push(self.add_to_open(open, value, node));
                index += 1;
                continue;
            }
            if let E::Spread(operand) = &node.kind {
                let value = self.check_spread_operand(operand);
                (index, blamed) = self.spread_argument_unless(blamed, &positional, value, node, index, &mut values);
                continue;
            }
            let wanted = self.argument_type(&positional, index);
            let value = self.check_expr(node, Some(wanted));
            blamed = self.check_argument_unless(blamed, &value, node, wanted);
            values.push(ArrayElement::Item(self.kept_missing(value, Some(wanted))));
            index += 1;
        }
        let fits = self.check_open(open, span) && !blamed;
        let arguments = self.collect_rest(signature, values, span);
        Resolved { arguments, type_arguments, result: signature.result, predicate: signature.predicate.clone(), fits }
    }

    /// The declared type of the argument at `index`.
    pub(super) fn argument_type(&mut self, signature: &Signature, index: usize) -> TypeId {
        match signature.parameters.get(index) {
            Some(SignatureParameter { ty, rest: false, .. }) => *ty,
            _ => match signature.parameters.last() {
                // No call has arguments for it.
                Some(last) if last.rest && last.ty == TypeId::NEVER => TypeId::NEVER,
                Some(last) if last.rest => self.element_type(last.ty).unwrap_or(TypeId::ANY),
                _ => TypeId::ANY,
            },
        }
    }

    /// tsc stops at the first argument that does not fit. Says whether there has been one.
    pub(super) fn check_argument_unless(&mut self, blamed: bool, value: &Expr, node: &'a ast::Expr, wanted: TypeId) -> bool {
        let before = self.problems.len();
        if blamed {
            return true;
        }
        self.check_argument(value, node, wanted);
        self.problems.len() > before
    }

    pub(super) fn check_argument(&mut self, value: &Expr, node: &'a ast::Expr, wanted: TypeId) {
        if self.is_assignable(value.ty, wanted) {
            let before = self.problems.len();
            self.check_fitting_literal(node, value.ty, wanted, node.span);
            return self.problems[before..].iter_mut().filter(|p| p.code == Code::Ts(2322)).for_each(|p| p.code = Code::Ts(2345));
        }
        if self.quiet > 0 {
            return;
        }
        let before = self.problems.len();
        let inner = super::super::expressions::without_parens(node).span;
        self.require_assignable(value, wanted, Some(node), inner);
        // A mismatch of the argument as a whole has a number of its own.
        if let [only] = &mut self.problems[before..]
            && only.span == inner
            && matches!(only.code, Code::Ts(2322 | 2739 | 2740 | 2741 | 2559 | 2820 | 4104))
            && !matches!(super::super::expressions::without_parens(node).kind, E::Arrow(_) if only.span != node.span)
        {
            if only.code != Code::Ts(2559) {
                only.code = Code::Ts(2345);
            }
        }
    }

    /// What is spread into a call: of an array literal it is known which argument each element is.
    pub(super) fn check_spread_operand(&mut self, operand: &'a ast::Expr) -> Expr {
        let is_literal = matches!(super::super::expressions::without_parens(operand).kind, E::Array(_));
        let hint = is_literal.then(|| self.types().tuple(Vec::new()));
        self.check_expr(operand, hint)
    }

    /// The list that a rest parameter like `...args: [...A, ...B]` takes, if more than one of its parts is open, one like `...args: A | B` of
    /// several lists, or one like `...args: A` of which only the caller of the function at hand knows the length.
    pub(super) fn open_list(&self, signature: &Signature) -> Option<OpenList> {
        let last = signature.parameters.last().filter(|p| p.rest)?;
        let is_tuple = |&part: &TypeId| matches!(self.program.types.get(part), Type::Tuple { .. });
        let is_open = match self.program.types.get(last.ty) {
            Type::Tuple { .. } => self.is_open_tuple(last.ty),
            Type::Union(parts) => parts.iter().all(is_tuple),
            _ => self.is_undecided(last.ty),
        };
        is_open.then(|| OpenList { from: signature.parameters.len() - 1, wanted: last.ty, found: Vec::new(), whole: None, span: None })
    }

    /// What is expected of an argument of such a list: one of those that stand at its place in the lists.
    fn open_argument(&mut self, open: &OpenList, index: usize) -> Option<TypeId> {
        let parts = match self.program.types.get(open.wanted).clone() {
            Type::Union(parts) => parts,
            Type::Tuple { .. } => return None,
            _ => return self.indexed(open.wanted, TypeId::NUMBER),
        };
        let at = index - open.from;
        let each: Vec<TypeId> = parts
            .iter()
            .filter_map(|&part| match self.program.types.get(part).clone() {
                Type::Tuple { elements, .. } => self.tuple_element(&elements, at),
                _ => None,
            })
            .collect();
        Some(self.types().union(each))
    }

    pub(super) fn add_to_open(&mut self, open: &mut OpenList, value: Expr, node: &'a ast::Expr) -> ArrayElement {
        let is_first = open.span.is_none();
        open.span = open.span.or(Some(node.span));
        open.whole = None;
        if !matches!(node.kind, E::Spread(_)) {
            open.found.push(TupleElement::required(value.ty));
            return ArrayElement::Item(value);
        }
        self.spread_type(value.ty, None, &mut open.found);
        if !self.is_spreadable(value.ty) {
            let text = self.text(value.ty);
            self.error(2461, node.span, format!("a `{text}` is no array, so it cannot be spread"));
        }
        open.whole = is_first.then_some(value.ty);
        ArrayElement::Spread(self.as_array(value))
    }

    /// Compares the list as a whole: which argument belongs to which part is not known yet. Says whether it fits.
    pub(super) fn check_open(&mut self, open: Option<OpenList>, span: Span) -> bool {
        let Some(open) = open else { return true };
        let found = match open.whole {
            Some(whole) => self.mutable_list(whole),
            None => self.make_tuple(open.found, false),
        };
        let fits = self.is_assignable(found, open.wanted);
        if !fits {
            self.report_not_assignable(found, open.wanted, 2345, open.span.unwrap_or(span));
        }
        fits
    }

    /// Puts what goes to a rest parameter into an array.
    pub(super) fn collect_rest(&mut self, signature: &Signature, mut values: Vec<ArrayElement>, span: Span) -> Vec<Expr> {
        let single = |element: ArrayElement| match element {
            ArrayElement::Item(value) | ArrayElement::Spread(value) => value,
        };
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return values.into_iter().map(single).collect() };
        let fixed = signature.parameters.len() - 1;
        let items = values.split_off(fixed.min(values.len()));
        let mut values: Vec<Expr> = values.into_iter().map(single).collect();
        // What is left out before a rest parameter is undefined: the array has its place.
        values.resize_with(fixed, || Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span: rest_span(span) });
        values.push(Expr { kind: ExprKind::Array(items), ty: rest.ty, span: rest_span(span) });
        values
    }
}

/// The arguments that go to a rest parameter whose list is compared as a whole.
pub(super) struct OpenList {
    /// The first of them.
    pub from: usize,
    wanted: TypeId,
    found: Vec<TupleElement>,
    /// The list that is spread, if that is the only argument.
    whole: Option<TypeId>,
    /// Where the first of them stands.
    span: Option<Span>,
}

/// The arguments of a call, counted.
pub(super) struct Given {
    /// Those of which the number is known, up to the first that spreads an array.
    pub fixed: usize,
    /// The first argument that spreads an array.
    pub open: Option<Span>,
}

impl Given {
    pub fn fits(&self, signature: &Signature, types: &Types) -> bool {
        match self.open {
            Some(_) => signature.parameters.last().is_some_and(|p| p.rest) && self.fixed + 1 >= signature.parameters.len(),
            None => accepts_count(signature, self.fixed, types),
        }
    }
}

fn required(signature: &Signature) -> usize {
    signature.parameters.iter().filter(|p| !p.optional && !p.rest).count()
}

fn accepts_count(signature: &Signature, count: usize, types: &Types) -> bool {
    let has_rest = signature.parameters.last().is_some_and(|p| p.rest);
    // A trailing parameter whose type is void, or void among others, may be left out.
    let takes_void = |ty| types.members(ty).contains(&TypeId::VOID);
    let least = signature.parameters.iter().rposition(|p| !p.optional && !p.rest && !takes_void(p.ty)).map_or(0, |i| i + 1);
    count >= least && (has_rest || count <= signature.parameters.len())
}

/// Why a signature does not do for a call.
enum Refused {
    /// Its type parameters do not take the type arguments.
    Constraint,
    /// It does, but only since an argument may be anything: one that takes such a thing would be better.
    ForAnother,
    /// What it has against an argument, and where if that is for a type.
    Argument(Option<Span>),
}

/// What a call gives, whichever of the signatures is meant.
fn result_of_all(signatures: &[Rc<Signature>]) -> TypeId {
    let plain = signatures.iter().all(|s| s.type_parameters.is_empty() && s.result == signatures[0].result);
    if plain { signatures[0].result } else { TypeId::ANY }
}

/// Whether a complaint at `span` is about an argument itself, or about what an argument is written to be made of.
pub(super) fn is_blamed(node: &ast::Expr, span: Span) -> bool {
    match &node.kind {
        _ if node.span == span => true,
        E::Object(_) | E::Array(_) => node.span.contains(span),
        E::Paren(inner) | E::AsConst(inner) | E::Spread(inner) => is_blamed(inner, span),
        E::Arrow(function) => matches!(&function.body, Some(ast::FunctionBody::Expr(body)) if is_blamed(body, span)),
        _ => false,
    }
}

/// Whether a problem is that a value does not have the type that is wanted of it.
fn is_mismatch(problem: &Problem) -> bool {
    matches!(problem.code, Code::Ts(2322 | 2345 | 2353 | 2739 | 2740 | 2741))
}
