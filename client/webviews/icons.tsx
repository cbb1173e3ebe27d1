/** Shapes on a grid of 16, in the colour of the text; the words beside them say the same. */

const paths = {
  good: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm3.35 4.65L7 10 4.65 7.65l-.7.7L7 11.41l5.06-5.06-.7-.7Z",
  bad: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm2.65 3.65L8 7.29 5.35 4.65l-.7.7L7.29 8l-2.64 2.65.7.7L8 8.71l2.65 2.64.7-.7L8.71 8l2.64-2.65-.7-.7Z",
  caution: "M8 1.5 15.5 15H.5L8 1.5ZM7.5 6v5h1V6h-1Zm0 6v1h1v-1h-1Z",
  quiet: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM4.5 7.5v1h7v-1h-7Z",
} as const;

export type Tone = keyof typeof paths;

export function ToneIcon({ tone }: { tone: Tone }) {
  return (
    <svg class={`icon ${tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[tone]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
