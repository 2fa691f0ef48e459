// Values and promises of several types, waited for together.
async function text() {
    return "text";
}
Promise.all([1, Promise.resolve(2), text()]).then(all => console.log(all.join(), all));
Promise.all([text(), true, null]).then(([a, b, c]) => console.log(a.length, b, c));
Promise.allSettled([1, text(), Promise.reject("no")]).then(all => console.log(all));
Promise.race([text(), new Promise<number>(r => setTimeout(r, 5, 1))]).then(first => console.log(first));
Promise.any([Promise.reject(1), text(), 7]).then(first => console.log(first));
