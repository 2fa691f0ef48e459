#!/bin/sh
# Build the self-test images (C, bare registers) into a folder: build.sh OUT
# Needs gcc-arm-none-eabi, binutils-arm-none-eabi, python3.
set -e
here=$(cd "$(dirname "$0")" && pwd); out=${1:?usage: build.sh OUT}; mkdir -p "$out"
ld() { cat <<END
MEMORY {
 FLASH (rx) : ORIGIN = $1, LENGTH = $2
 RAM (rwx) : ORIGIN = $3, LENGTH = $4
}
_estack = $3 + $4;
SECTIONS {
 .boot2 : { KEEP(*(.boot2)) $5 } > FLASH
 .vectors : { KEEP(*(.vectors)) KEEP(*(.image_def)) } > FLASH
 .text : { *(.text*) *(.rodata*) . = ALIGN(4); } > FLASH
 .data : { _sdata = .; *(.data*) . = ALIGN(4); _edata = .; } > RAM AT> FLASH
 _ldata = LOADADDR(.data);
 .bss (NOLOAD) : { _sbss = .; *(.bss*) *(COMMON) . = ALIGN(4); _ebss = .; } > RAM
}
END
}
cc() { n=$1; shift; arm-none-eabi-gcc -mthumb -masm-syntax-unified -Os -g -ffreestanding -nostdlib -Wl,--no-warn-rwx-segments -T "$out/$n.ld" -o "$out/$n.elf" "$@" -lgcc
  arm-none-eabi-objcopy -O binary "$out/$n.elf" "$out/$n.bin"; arm-none-eabi-objcopy -O ihex "$out/$n.elf" "$out/$n.hex"; }
uf2() { n=$1; shift; python3 "$here/mkuf2.py" "$out/$n.bin" "$out/$n.uf2" "$@"; }
F4="-mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16"
ld 0x10000000 2M 0x20000000 264K ". = 256;" > "$out/rp2040.ld"; cc rp2040 -mcpu=cortex-m0plus "$here/boot2.S" "$here/rp2040.c"; uf2 rp2040 --base 0x10000000 --family 0xe48bff56 --boot2
cp "$out/rp2040.ld" "$out/rp2040-core.ld"; cc rp2040-core -mcpu=cortex-m0plus -DCORE_ONLY "$here/boot2.S" "$here/rp2040.c"; uf2 rp2040-core --base 0x10000000 --family 0xe48bff56 --boot2
cp "$out/rp2040.ld" "$out/exceptions-rp2040.ld"; cc exceptions-rp2040 -mcpu=cortex-m0plus -DRP2040 "$here/boot2.S" "$here/exceptions.c"; uf2 exceptions-rp2040 --base 0x10000000 --family 0xe48bff56 --boot2
ld 0 256K 0x20000000 16K > "$out/microbit.ld"; cc microbit -mcpu=cortex-m0 "$here/microbit.c"
cp "$out/microbit.ld" "$out/exceptions-nrf51.ld"; cc exceptions-nrf51 -mcpu=cortex-m0 "$here/exceptions.c"
cp "$out/microbit.ld" "$out/overflow.ld"; cc overflow -mcpu=cortex-m0 "$here/overflow.c"
cp "$out/microbit.ld" "$out/buttons.ld"; cc buttons -mcpu=cortex-m0 "$here/buttons.c"
ld 0x08000000 1M 0x20000000 128K > "$out/stm32f4.ld"; cc stm32f4 $F4 "$here/stm32f4.c"
ld 0x08010000 448K 0x20000000 128K > "$out/stm32f4app.ld"; cc stm32f4app $F4 "$here/stm32f4.c"; uf2 stm32f4app --base 0x08010000 --family 0x57755a57
ld 0 4M 0x20000000 256K > "$out/mps2.ld"; cc mps2 $F4 "$here/mps2.c"
ld 0x2000 0x3e000 0x20000000 32K > "$out/samd21.ld"; cc samd21 -mcpu=cortex-m0plus -DSAMD21 "$here/generic.c"; uf2 samd21 --base 0x2000 --family 0x68ed2b88
ld 0x4000 0x7c000 0x20000000 192K > "$out/samd51.ld"; cc samd51 $F4 -DSAMD51 "$here/generic.c"; uf2 samd51 --base 0x4000 --family 0x55114460
ld 0 512K 0x20000000 128K > "$out/nrf52833.ld"; cc nrf52833 $F4 -DNRF52 "$here/generic.c"
ld 0x10000000 4M 0x20000000 512K > "$out/rp2350.ld"; cc rp2350 -mcpu=cortex-m33 -mfloat-abi=hard -mfpu=fpv5-sp-d16 -DRP2350 "$here/generic.c"; uf2 rp2350 --base 0x10000000 --family 0xe48bff59
