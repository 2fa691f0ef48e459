/* Self-test image for micro:bit v1: the stack runs over the start of RAM. HardFault's handler has to be entered although
 * its frame cannot be written; it prints SP as it found it. */
#include <stdint.h>
#define R(a) (*(volatile uint32_t*)(a))
extern uint32_t _estack; void reset(void); void fault(void);
__attribute__((section(".vectors"),used)) void (*const vectors[48])(void)={ (void(*)(void))&_estack,reset,fault,fault,[4 ... 47]=fault };
static void put(char c){ R(0x4000211c)=0; R(0x4000251c)=(uint8_t)c; while(!R(0x4000211c)); }
static void text(const char *s){ while(*s) put(*s++); }
void __attribute__((used)) report(uint32_t sp){ text("overflow, sp "); for(int i=28;i>=0;i-=4) put("0123456789abcdef"[(sp>>i)&15]); text("\r\nDONE\r\n"); for(;;) __asm volatile("wfi"); }
__attribute__((naked)) void fault(void){ __asm volatile("mov r0, sp\n ldr r1, =0x20002000\n mov sp, r1\n ldr r1, =report\n bx r1\n .pool"); }
void reset(void){ R(0x50000508)=1u<<24; R(0x50000518)=1u<<24; R(0x4000250c)=24; R(0x40002524)=0x01d7e000; R(0x40002500)=4; R(0x40002008)=1;
  __asm volatile("ldr r0, =0x20000044\n mov sp, r0\n1: push {r0-r7}\n b 1b\n .pool"); }
