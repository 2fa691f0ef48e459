// Functions of Math that are more than one operation.

/** `Math.hypot` of three values or more: the largest taken out, the squares of the ratios summed as W. Kahan does, so that node's last digit comes out. */
export function hypotenuse(...values: number[]): number {
    let largest = 0;
    let isNumber = true;
    for (let i = 0; i < values.length; i++) {
        const size = Math.abs(values[i]);
        if (size !== size) isNumber = false;
        else if (size > largest) largest = size;
    }
    if (largest === Infinity) return Infinity;
    if (!isNumber) return NaN;
    if (largest === 0) return 0;
    let sum = 0;
    let lost = 0;
    for (let i = 0; i < values.length; i++) {
        const ratio = Math.abs(values[i]) / largest;
        const square = ratio * ratio - lost;
        const next = sum + square;
        lost = next - sum - square;
        sum = next;
    }
    return Math.sqrt(sum) * largest;
}
