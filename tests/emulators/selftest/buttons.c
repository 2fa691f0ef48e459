#include <stdint.h>
#define R(a) (*(volatile uint32_t*)(a))
extern uint32_t _estack; void reset(void); 
__attribute__((section(".vectors"),used)) void (*const vectors[48])(void)={ (void(*)(void))&_estack,reset };
static void uputs(const char*s){ while(*s){ R(0x4000211c)=0; R(0x4000251c)=(uint8_t)*s++; while(!R(0x4000211c)); } }
void reset(void){ R(0x50000508)=1u<<24; R(0x50000518)=1u<<24; R(0x4000250c)=24; R(0x40002500)=4; R(0x40002008)=1; R(0x50000744)=0; R(0x50000768)=0; uint32_t old=~0u;
 for(;;){ uint32_t v=R(0x50000510)&((1u<<17)|(1u<<26)); if(v!=old){ old=v; uputs(v&(1u<<17)?"A up ":"A down "); uputs(v&(1u<<26)?"B up\r\n":"B down\r\n"); } } }
