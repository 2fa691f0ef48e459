/* Self-test image for RP2040: bare registers, no SDK. */
#include <stdint.h>
#define R(a) (*(volatile uint32_t*)(a))
extern uint32_t _estack, _sdata, _edata, _ldata, _sbss, _ebss;
void reset(void); void tick(void);
static void hang(void){ for(;;); }
__attribute__((section(".vectors"),used)) void (*const vectors[48])(void) = {
  (void(*)(void))&_estack, reset, hang, hang, [4 ... 10]=hang, [11]=hang, [14]=hang, [15]=hang,
  [16]=tick, [17 ... 47]=hang };
volatile uint32_t ticks; static const char msg[]="hello rp2040\r\n";
#define TIMER 0x40054000u
void tick(void){ R(TIMER+0x34)=1; ticks++; R(TIMER+0x10)=R(TIMER+0x28)+1000; R(0xd000001c)=1u<<25; }
static void uputc(char c){ while(R(0x40034018)&0x20); R(0x40034000)=c; }
static void uputs(const char*s){ while(*s) uputc(*s++); }
static void udec(uint32_t v){ char b[11]; int i=10; b[10]=0; do{ b[--i]='0'+v%10; v/=10;}while(v); uputs(b+i);} 
void main_(void){
  /* unreset IO_BANK0(5) PADS(8) TIMER(21) UART0(22) SPI0(16) PIO0(10) PWM(14) DMA(2) PLL_SYS(12) */
  uint32_t m=(1<<5)|(1<<8)|(1<<21)|(1<<22)|(1<<16)|(1<<10)|(1<<14)|(1<<2)|(1<<12);
  R(0x4000f000)=m; while((R(0x4000c008)&m)!=m);
  /* XOSC 12 MHz */
  R(0x40024000)=0xaa0; R(0x4002400c)=47; R(0x40024000+0x2000)=0xfab000; while(!(R(0x40024004)&0x80000000u));
  R(0x40008030)=2; while(R(0x40008038)!=4);
  /* PLL_SYS 125 MHz = 12*125/(6*2) */
  R(0x40028000)=1; R(0x40028008)=125; R(0x4002b004)=0x21; while(!(R(0x40028000)&0x80000000u));
  R(0x4002800c)=(6<<16)|(2<<12); R(0x4002b004)=8;
  R(0x4000803c)=1; while(!(R(0x40008044)&2));
  R(0x40008048)=1<<11;                       /* clk_peri = clk_sys */
  R(0x4005802c)=(1<<9)|12;                   /* watchdog tick: 1 us */
  R(0x40034024)=67; R(0x40034028)=52; R(0x4003402c)=0x70; R(0x40034030)=0x301; /* 115200 */
  R(0x40014004)=2; R(0x4001400c)=2;          /* GP0 TX, GP1 RX */
  R(0x400140cc)=5; R(0xd0000024)=1u<<25;     /* GP25 SIO out */
  uputs(msg);
  R(0xe000e100)=1; R(TIMER+0x38)=1; R(TIMER+0x10)=R(TIMER+0x28)+1000;
  while(ticks<6){ __asm volatile("wfi"); }
  R(TIMER+0x38)=0;
  uputs("ticks "); udec(ticks); uputs("\r\n");
  /* cycle measurement with SysTick: 1000 iterations of subs/bne */
  R(0xe000e014)=0xffffff; R(0xe000e018)=0; R(0xe000e010)=5;
  uint32_t a=R(0xe000e018); uint32_t n=1000; __asm volatile("1: subs %0,#1\n bne 1b":"+l"(n)::"cc"); uint32_t b=R(0xe000e018);
  uputs("cyc loop1000 "); udec((a-b)&0xffffff); uputs("\r\n");
  a=R(0xe000e018); __asm volatile("muls %0,%0\n muls %0,%0\n ldr %0,[%1]\n ldr %0,[%1]\n nop\n nop":"=&l"(n):"l"(&ticks):"cc"); b=R(0xe000e018);
  uputs("cyc mix "); udec((a-b)&0xffffff); uputs("\r\n");
  /* SIO divider */
  R(0xd0000060)=1000000; R(0xd0000064)=7; __asm volatile("nop;nop;nop;nop;nop;nop;nop;nop"); uputs("div "); udec(R(0xd0000070)); uputs("\r\n");
#ifndef CORE_ONLY /* what a runner without SPI, PIO, PWM and DMA can do */
  /* SPI0 master on GP2/3 -> bytes 2a 01 */
  R(0x40014014)=1; R(0x4001401c)=1; R(0x4003c010)=4; R(0x4003c000)=7; R(0x4003c004)=2; R(0x4003c008)=0x2a; R(0x4003c008)=0x01; while(R(0x4003c00c)&0x10);
  /* PIO0 SM0: set pins toggling GP6 : set pins,1 ; set pins,0 with wrap, few cycles */
  R(0x40014034)=6; R(0x50200048)=0xe001; R(0x5020004c)=0xe000; 
  R(0x502000c8)=(1000<<16); R(0x502000cc)=(1<<12)|(0<<7); R(0x502000dc)=(1<<26)|(6<<5);
  R(0x502000d8)=0xe081; /* set pindirs,1 */
  R(0x50200000)=1; for(volatile int i=0;i<3000;i++); R(0x50200000)=0;
  /* PWM slice 0 chA on GP16: top 999, cc 250, run a few periods */
  R(0x40014084)=4; R(0x40050004)=16; R(0x40050010)=999; R(0x4005000c)=250; R(0x40050000)=1; for(volatile int i=0;i<3000;i++); R(0x40050000)=0;
  /* DMA ch0: 4 bytes to UART */
  static const char d[]="dma!"; R(0x50000000)=(uint32_t)d; R(0x50000004)=0x40034000; R(0x50000008)=4; R(0x40034048)=2; R(0x5000000c)=1|(1<<4)|(20<<15)|(0<<11); for(volatile int i=0;i<3000;i++);
#endif
  uputs("\r\nDONE\r\n"); for(;;) __asm volatile("wfi");
}
void reset(void){ uint32_t*s=&_ldata,*d=&_sdata; while(d<&_edata)*d++=*s++; for(d=&_sbss;d<&_ebss;)*d++=0; main_(); for(;;); }
