// Sends back what it receives on the micro:bit v1's serial line, letters as capitals. nRF51 Series Reference Manual 3.0, chapter 29.
#define REGISTER(address) (*(volatile unsigned *)(address))
#define UART 0x40002000u

void main_loop(void);

__attribute__((section(".vectors"), used)) static void *const vectors[16] = {(void *)0x20004000, (void *)main_loop};

void main_loop(void) {
    REGISTER(0x50000760) = 3;          // PIN_CNF[24]: output
    REGISTER(UART + 0x50c) = 24;       // PSELTXD
    REGISTER(UART + 0x514) = 25;       // PSELRXD
    REGISTER(UART + 0x524) = 0x1d7e000; // 115200 baud
    REGISTER(UART + 0x500) = 4;        // ENABLE
    REGISTER(UART + 0x000) = 1;        // STARTRX
    REGISTER(UART + 0x008) = 1;        // STARTTX
    for (;;) {
        while (!REGISTER(UART + 0x108)) { // RXDRDY
        }
        REGISTER(UART + 0x108) = 0;
        unsigned byte = REGISTER(UART + 0x518);
        REGISTER(UART + 0x11c) = 0; // TXDRDY
        REGISTER(UART + 0x51c) = byte >= 'a' && byte <= 'z' ? byte - 32 : byte;
        while (!REGISTER(UART + 0x11c)) {
        }
    }
}
