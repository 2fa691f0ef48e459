// Promises and async functions that occur only in the bodies of functions.
function within() {
    const five = async () => 5;
    five();
    console.log("begun");
}
within();
