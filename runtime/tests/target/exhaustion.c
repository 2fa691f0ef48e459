/* Allocates words into a list until the heap is full. */
extern const unsigned th_descriptor_words;
extern void **th_alloc_words(const void *, unsigned);
__attribute__((section(".roots"))) void *list;
void thimble_main(void) {
    for (;;) {
        void **node = th_alloc_words(&th_descriptor_words, 10);
        node[2] = list;
        list = node;
    }
}
