import { isUtf8 } from 'node:buffer';

/** What 0x80 to 0x9F stand for in Windows-1252; in Latin-1, which is otherwise the same, they are control characters. */
const letters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text that Excel in Britain wrote. Not `TextDecoder`: in Node 20 it takes Windows-1252 for Latin-1. */
export const decodeWindows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (control) => letters[control.charCodeAt(0) - 0x80] ?? control);

/** UTF-8 without its mark where the bytes are UTF-8, otherwise Windows-1252. */
export const decodeText = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : decodeWindows1252(bytes);
