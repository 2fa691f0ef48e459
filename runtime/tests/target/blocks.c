/* memcpy, memmove and memset at all small offsets and lengths, against plain loops. */
extern const unsigned th_descriptor_latin1;
extern void th_console_log(const void *), th_move(void *, const void *, unsigned), th_fill(void *, unsigned, unsigned);
extern void *memcpy(void *, const void *, unsigned);
static const struct { const unsigned *descriptor; unsigned length; char text[4]; } good = { &th_descriptor_latin1, 4, "good" }, bad = { &th_descriptor_latin1, 3, "bad" };
static unsigned char own[160], expected[160];
static void reset(void) { for (volatile int i = 0; i < 160; i++) own[i] = expected[i] = i * 7 + 1; }
static int same(void) { for (int i = 0; i < 160; i++) if (own[i] != expected[i]) return 0; return 1; }
void thimble_main(void) {
    int right = 1;
    for (unsigned to = 0; to < 9; to++) for (unsigned from = 0; from < 9; from++) for (unsigned count = 0; count < 70; count++) {
        reset();
        unsigned char copy[70];
        for (volatile unsigned i = 0; i < count; i++) copy[i] = expected[from + i];
        for (volatile unsigned i = 0; i < count; i++) expected[to + i] = copy[i];
        th_move(own + to, own + from, count);
        right &= same();
        reset();
        for (volatile unsigned i = 0; i < count; i++) expected[80 + to + i] = expected[from + i];
        right &= memcpy(own + 80 + to, own + from, count) == own + 80 + to;
        right &= same();
        reset();
        for (volatile unsigned i = 0; i < count; i++) expected[to + i] = from;
        th_fill(own + to, from, count);
        right &= same();
    }
    th_console_log(right ? (void *)&good : (void *)&bad);
}
