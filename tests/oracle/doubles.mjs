// Node's answers about doubles, line by line from stdin to stdout.
//
//   print 3fb999999999999a   ->  0.1                  the text of the double with these bits
//   parse 0.1                ->  3fb999999999999a     the bits of the double that Number() reads from the rest of the line
import { readFileSync } from 'node:fs';

const view = new DataView(new ArrayBuffer(8));

function answer(line) {
    const rest = line.slice(6);
    if (line.startsWith('print ')) {
        view.setBigUint64(0, BigInt('0x' + rest));
        return String(view.getFloat64(0));
    }
    view.setFloat64(0, Number(rest));
    return view.getBigUint64(0).toString(16).padStart(16, '0');
}

const lines = readFileSync(0, 'utf8').split('\n');
lines.pop();
process.stdout.write(lines.map((line) => answer(line) + '\n').join(''));
