// String of ES2022, beyond what strings-basics has.
{
    const s = 'Hello';
    console.log(s.at(-1), s.at(9), s.codePointAt(0), '🎉'.codePointAt(0), '🎉'.codePointAt(1), s.codePointAt(9), String.fromCodePoint(128512, 65), String.fromCharCode(72, 105, 65536 + 65), s.charAt(9) === '', s.charCodeAt(9));
}
{
    console.log('5'.padStart(3, '0'), 'abc'.padStart(2), 'x'.padEnd(5, 'ab') + '|', 'x'.padStart(5, '') + '|', 'x'.padEnd(4) + '|', 'a'.padStart(3, undefined));
}
{
    console.log('ab'.repeat(3), 'x'.repeat(0) === '', 'x'.repeat(2.9));
    try {
        'x'.repeat(-1);
    }
    catch (e) {
        console.log(String(e));
    }
    try {
        'x'.repeat(Infinity);
    }
    catch (e) {
        console.log(String(e));
    }
}
{
    console.log('abc'.split('c'), 'aXXb'.split('XX'), 'aa'.split('a'));
}
{
    console.log('aab'.replace('a', 'x'), 'aab'.replaceAll('a', 'x'), 'abc'.replace('b', '[$&]'), 'abc'.replace('b', "$`|$'|$$|$1"), 'abc'.replace('b', m => m + m), 'abab'.replaceAll('b', (m, i) => m + i), 'abc'.replaceAll('', '-'), 'abc'.replace('', '-'));
}
{
    console.log('abc'.replace('b', (m, i, s) => `${m}${i}${s}`));
}
{
    console.log('[' + '  a \n'.trim() + ']', '[' + ' a '.trimStart() + ']', '[' + ' a '.trimEnd() + ']', '[' + '\u00a0\ufeffa\u2003'.trim() + ']');
}
{
    console.log('abc'.startsWith('b', 1), 'abc'.endsWith('b', 2), 'abc'.includes('bc'), 'abc'.includes('a', 1), 'abc'.startsWith(''), 'abc'.endsWith('', 0), 'abc'.indexOf('', 9), 'abc'.lastIndexOf('c'), 'abcabc'.lastIndexOf('a', 2), 'abc'.lastIndexOf(''), 'abc'.indexOf('c', -5));
}
{
    console.log('abcdef'.substring(4, 1), 'abcdef'.substring(-1, 2), 'abcdef'.substr(-3, 2), 'abcdef'.substr(2), 'abcdef'.slice(-3, -1), 'abcdef'.slice(2, 1) === '', 'abcdef'.substring(NaN, 2), 'abc'.slice(1.9), 'abc'.substr(1, -1) === '');
}
{
    const n = 3;
    console.log(`a${n}b${n * 2}${'c'}`, `x
    y`);
}
{
    console.log('a' < 'b', 'a' < 'B', '10' < '9', 'é' > 'z', '' < 'a', 'abc' < 'abcd');
}
{
    console.log('abc'.charAt(1.9), 'abc'.charAt(-1) === '', 'abc'.charCodeAt(-1), 'abc'.at(-3), 'abc'[5]);
}
