/* The smallest program: one line to the console. */
extern const unsigned th_descriptor_latin1;
extern void th_console_log(const void *);
static const struct { const unsigned *descriptor; unsigned length; char text[16]; } hello = { &th_descriptor_latin1, 13, "Hello, world!" };
void thimble_main(void) { th_console_log(&hello); }
