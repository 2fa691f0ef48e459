// Members that a function is given before its declaration
bump.list = [7]; bump.count = 0;
bump(); bump();
function bump() { bump.count++; }
console.log(bump.list, bump.count);
bump.late = "x";
console.log(bump.late);
