/* Endless recursion: the stack's end is RAM's beginning, where the hardware faults. */
__attribute__((noinline)) int deeper(volatile int *value) {
    volatile int local[8];
    local[0] = *value + 1;
    return deeper(local) + local[0];
}
void thimble_main(void) {
    volatile int start = 0;
    deeper(&start);
}
