/* Reads where nothing is. */
void thimble_main(void) { *(volatile int *)0x60000000; }
