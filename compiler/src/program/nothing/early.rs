//! Fields that may be read while their object is being made: constructors and initialisers that hand `this` on, or call its methods, let
//! code see fields whose initialisers come later, those of subclasses among them. Such a field is undefined then.

use super::super::walk::{Node, walk_expr, walk_list};
use super::super::{Class, ClassId, Expr, ExprKind, Place, Program, Callee};
use std::rc::Rc;

/// The fields that exclude undefined, by the class that declares them.
pub(super) fn early_fields(program: &Program) -> Vec<(ClassId, Rc<str>)> {
    let own: Vec<Leaks> = program.classes.iter().map(|class| leaks_of(program, class)).collect();
    let mut all = Vec::new();
    for (i, class) in program.classes.iter().enumerate() {
        let above = |class: &Class| class.base.as_ref().map(|(base, _)| *base);
        let mut bases = std::iter::successors(above(class), |id| above(&program.classes[id.index()]));
        let base_leaks = bases.any(|base| own[base.index()].any());
        for (at, field) in class.fields.iter().enumerate() {
            let is_early = base_leaks || own[i].initializer.is_some_and(|first| first <= at) || own[i].constructor && field.initializer.is_none();
            if is_early && !program.admits_undefined(field.ty) {
                all.push((ClassId(i as u32), field.name.clone()));
            }
        }
    }
    all
}

/// Where a class lets others at its object before it is made.
struct Leaks {
    /// The first initialiser that does.
    initializer: Option<usize>,
    constructor: bool,
}

impl Leaks {
    fn any(&self) -> bool {
        self.initializer.is_some() || self.constructor
    }
}

fn leaks_of(program: &Program, class: &Class) -> Leaks {
    let leaks = |value: &Expr| leaks_this(&mut |visit| walk_expr(value, visit));
    let initializer = class.fields.iter().position(|field| field.initializer.as_ref().is_some_and(leaks));
    let body = class.constructor.and_then(|f| program.functions[f.index()].body.as_deref());
    Leaks { initializer, constructor: body.is_some_and(|body| leaks_this(&mut |visit| walk_list(body, visit))) }
}

/// Whether `this` is used otherwise than as the object whose field is read or written.
fn leaks_this(walk: &mut dyn FnMut(&mut dyn FnMut(Node))) -> bool {
    let (mut uses, mut fields, mut calls) = (0, 0, false);
    walk(&mut |node| {
        let Node::Expr(expr) = node else { return };
        match &expr.kind {
            ExprKind::This => uses += 1,
            ExprKind::Call { callee: Callee::Super { .. }, .. } => calls = true,
            ExprKind::Get(place) | ExprKind::Update { place, .. } => fields += usize::from(is_own_field(place)),
            ExprKind::Assign { place, .. } | ExprKind::AssignOp { place, .. } | ExprKind::AssignLogical { place, .. } => fields += usize::from(is_own_field(place)),
            _ => {}
        }
    });
    calls || uses > fields
}

fn is_own_field(place: &Place) -> bool {
    matches!(place, Place::Field { object, .. } if matches!(object.kind, ExprKind::This))
}
