/** Measures text in the page's own font. */
export function pageTextWidth(): (text: string, size: number) => number {
  const context = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  return (text, size) => {
    if (!context) return estimatedTextWidth(text, size);
    context.font = `600 ${size}px ${family}`;
    return context.measureText(text).width;
  };
}

/** Near enough for most fonts. */
export function estimatedTextWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}

/** The text, or as much of its two ends as fits: the end of a name often tells it from others. */
export function fitted(text: string, width: number, textWidth: (text: string) => number): string {
  if (textWidth(text) <= width) return text;
  for (let kept = text.length - 1; kept > 2; kept--) {
    const shorter = `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
    if (textWidth(shorter) <= width) return shorter;
  }
  return "…";
}
