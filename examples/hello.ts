// Prints to the console: the board's UART, or the terminal under `thimble run`.
function greet(name: string): string {
    return `Hello, ${name}!`;
}

console.log(greet("world"));
console.log("0.1 + 0.2 is", 0.1 + 0.2);
