/* References in callee-saved registers and on the stack survive collections that they do not know of. */
extern const unsigned th_descriptor_words, th_descriptor_latin1;
extern unsigned *th_alloc_words(const void *, unsigned);
extern void th_collect(void), th_console_log(const void *);
static const struct { const unsigned *descriptor; unsigned length; char text[4]; } good = { &th_descriptor_latin1, 4, "good" }, bad = { &th_descriptor_latin1, 3, "bad" };
__attribute__((noinline)) static unsigned *make(unsigned depth) {
    unsigned *node = th_alloc_words(&th_descriptor_words, 6);
    unsigned *child = depth > 0 ? make(depth - 1) : 0;
    th_alloc_words(&th_descriptor_words, 3 + depth % 5);
    node[2] = (unsigned)child;
    node[3] = depth << 1 | 1;
    return node;
}
static int count(unsigned *node) {
    int total = 0;
    for (unsigned expected = 40; node; node = (unsigned *)node[2], expected--) total += node[3] == (expected << 1 | 1);
    return total;
}
void thimble_main(void) {
    unsigned *a = 0;
    int right = 1;
    for (int round = 0; round < 60; round++) {
        unsigned *b = make(40);
        if (a && count(a) != 41) right = 0;
        if (count(b) != 41) right = 0;
        a = b;
    }
    th_console_log(right ? (void *)&good : (void *)&bad);
}
