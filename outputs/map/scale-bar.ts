/** A round number of kilometres, drawn. */
export interface ScaleBar {
  readonly text: string;
  readonly pixels: number;
}

/** The longest of 1, 2 or 5 times a power of ten kilometres that fits into `maxPixels`. */
export function scaleBar(pixelsPerMetre: number, maxPixels: number): ScaleBar {
  const most = maxPixels / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
  const text = metres >= 1000 ? `${(metres / 1000).toLocaleString('en-GB')} km` : `${metres} m`;
  return { text, pixels: Math.round(metres * pixelsPerMetre * 10) / 10 };
}
