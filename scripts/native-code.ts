/** Machine code in a file, and where it lies there. */
export interface NativeCode {
  readonly system: "linux" | "darwin" | "win32";
  /** As `process.arch` has it, or the number of the file's format for what we ship nothing for. */
  readonly cpu: string;
  /** First byte, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

const elfCpus: Readonly<Record<number, string>> = { 0x3e: "x64", 0xb7: "arm64" };
const machCpus: Readonly<Record<number, string>> = { 0x01000007: "x64", 0x0100000c: "arm64" };
const peCpus: Readonly<Record<number, string>> = { 0x8664: "x64", 0xaa64: "arm64" };

/**
 * What a file holds for which machine, from its first bytes: one piece in ELF, PE and Mach-O, several in a universal
 * Mach-O, none in anything else.
 */
export function nativeCode(bytes: Buffer): NativeCode[] {
  if (bytes.length < 64) return [];
  const whole = { from: 0, to: bytes.length };
  if (bytes.readUInt32BE(0) === 0x7f454c46)
    return [{ system: "linux", cpu: named(elfCpus, bytes.readUInt16LE(18)), ...whole }];
  if (bytes.readUInt32LE(0) === 0xfeedfacf)
    return [{ system: "darwin", cpu: named(machCpus, bytes.readUInt32LE(4)), ...whole }];
  if (bytes.readUInt32BE(0) === 0xcafebabe) return universal(bytes);
  if (bytes.toString("latin1", 0, 2) === "MZ") {
    const header = bytes.readUInt32LE(0x3c);
    if (bytes.toString("latin1", header, header + 4) === "PE\0\0")
      return [{ system: "win32", cpu: named(peCpus, bytes.readUInt16LE(header + 4)), ...whole }];
  }
  return [];
}

function universal(bytes: Buffer): NativeCode[] {
  return Array.from({ length: bytes.readUInt32BE(4) }, (_, index) => {
    const entry = 8 + 20 * index;
    const from = bytes.readUInt32BE(entry + 8);
    const to = from + bytes.readUInt32BE(entry + 12);
    return { system: "darwin", cpu: named(machCpus, bytes.readUInt32BE(entry)), from, to };
  });
}

function named(cpus: Readonly<Record<number, string>>, number: number): string {
  return cpus[number] ?? `0x${number.toString(16)}`;
}
