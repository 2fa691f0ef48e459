// localeCompare: the order of node's default locale (the root order of CLDR) for ASCII and the letters of Latin-1 and Latin Extended-A. Base letters decide
// first, then accents, then small before capital. All other characters come behind, by their code units; combining marks are passed over.

/** In order; `\x01` before characters that differ as base letters do, `\x02` before those that differ by an accent. */
const ORDER: string =
    "\x01\x09\x01\x0a\x01\x0b\x01\x0c\x01\x0d\x01\x85\x01 \xa0\x01_\x01-\x01,\x01;\x01:\x01!\x01¡\x01?\x01¿\x01.\x01·\x01'\x01\"" +
    "\x01«\x01»\x01(\x01)\x01[\x01]\x01{\x01}\x01§\x01¶\x01@\x01*\x01/\x01\\\x01&\x01#\x01%\x01`\x01´\x01^\x01¯\x01¨\x01¸\x01°" +
    "\x01©\x01®\x01+\x01±\x01÷\x01×\x01<\x01=\x01>\x01¬\x01|\x01¦\x01~\x01¤\x01¢\x01$\x01£\x01¥\x010\x011¹\x01½\x01¼\x012²\x013³" +
    "\x01¾\x014\x015\x016\x017\x018\x019\x01aAª\x02áÁ\x02àÀ\x02ăĂ\x02âÂ\x02åÅ\x02äÄ\x02ãÃ\x02ąĄ\x02āĀ\x01bB\x01cC\x02ćĆ\x02ĉĈ\x02čČ\x02ċĊ\x02çÇ" +
    "\x01dD\x02ďĎ\x02đĐ\x02ðÐ\x01eE\x02éÉ\x02èÈ\x02ĕĔ\x02êÊ\x02ěĚ\x02ëË\x02ėĖ\x02ęĘ\x02ēĒ\x01fF\x01gG\x02ğĞ\x02ĝĜ\x02ġĠ\x02ģĢ" +
    "\x01hH\x02ĥĤ\x02ħĦ\x01iI\x02íÍ\x02ìÌ\x02ĭĬ\x02îÎ\x02ïÏ\x02ĩĨ\x02İ\x02įĮ\x02īĪ\x01ı\x01jJ\x02ĵĴ\x01kK\x02ķĶ\x01lL\x02ĺĹ\x02ľĽ\x02ļĻ\x02łŁ\x02ŀĿ" +
    "\x01mM\x01nN\x02ńŃ\x02ňŇ\x02ñÑ\x02ņŅ\x01ŋŊ\x01oOº\x02óÓ\x02òÒ\x02ŏŎ\x02ôÔ\x02öÖ\x02őŐ\x02õÕ\x02øØ\x02ōŌ\x01pP\x01qQ\x01ĸ" +
    "\x01rR\x02ŕŔ\x02řŘ\x02ŗŖ\x01sS\x02śŚ\x02ŝŜ\x02šŠ\x02şŞ\x02ſ\x01tT\x02ťŤ\x02ţŢ\x01ŧŦ\x01uU\x02úÚ\x02ùÙ\x02ŭŬ\x02ûÛ\x02ůŮ\x02üÜ\x02űŰ\x02ũŨ\x02ųŲ\x02ūŪ" +
    "\x01vV\x01wW\x02ŵŴ\x01xX\x01yY\x02ýÝ\x02ŷŶ\x02ÿŸ\x01zZ\x02źŹ\x02žŽ\x02żŻ\x01þÞ\x01ŉ\x01µ";

export function localeCompare(a: string, b: string): number {
    if (a === b) return 0;
    const x = weights(a);
    const y = weights(b);
    let result = compareBy(x, y, 12);
    if (result === 0) result = compareBy(x, y, 6);
    return result === 0 ? compareBy(x, y, 0) : result;
}

/** Each character as its place in the order: the base letter from bit 12 on, the accent from bit 6 on, the case. */
function weights(text: string): number[] {
    const result: number[] = [];
    for (let i = 0; i < text.length; i++) {
        const unit = text[i];
        const pair = expanded(unit);
        if (pair === "") {
            add(result, unit, 0);
            continue;
        }
        // Behind the two letters with whatever accents, but for ĳ, which differs as a capital does.
        add(result, pair[0], unit === "ĳ" || unit === "Ĳ" ? 1 : 63 << 6);
        add(result, pair[1], 0);
    }
    return result;
}

/** Letters that count as two. */
function expanded(unit: string): string {
    switch (unit) {
        case "æ":
            return "ae";
        case "Æ":
            return "AE";
        case "œ":
            return "oe";
        case "Œ":
            return "OE";
        case "ĳ":
            return "ij";
        case "Ĳ":
            return "IJ";
        case "ß":
            return "ss";
        default:
            return "";
    }
}

/** Adds the weight of a letter; `more` is put into it. */
function add(result: number[], unit: string, more: number): void {
    const code = unit.charCodeAt(0);
    if (code >= 0x180) {
        if (code < 0x300 || code > 0x36f) result.push((0x400 + code) << 12);
        return;
    }
    const at = ORDER.indexOf(unit);
    // What has no place counts for nothing.
    if (at < 0 || code < 3) return;
    const letter = ORDER.lastIndexOf("\x01", at);
    const accent = Math.max(letter, ORDER.lastIndexOf("\x02", at));
    result.push((letter << 12) | ((accent - letter) << 6) | ((at - accent) * 2) | more);
}

/** The part of the weights from bit `shift` on. */
function compareBy(x: readonly number[], y: readonly number[], shift: number): number {
    for (let i = 0; i < x.length && i < y.length; i++) {
        const a = x[i] >> shift;
        const b = y[i] >> shift;
        if (a !== b) return a < b ? -1 : 1;
    }
    return x.length === y.length ? 0 : x.length < y.length ? -1 : 1;
}
